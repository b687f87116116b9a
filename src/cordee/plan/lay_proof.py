"""A proof tree as lines of a list: sign, condition, the fact and its date, or what would settle it."""

from __future__ import annotations

import re

from cordee.case.answer import Answer
from cordee.criteria import Cited, Proof
from cordee.plan.document import Item, Sign, Text
from cordee.terms import Words
from cordee.terms.words import join_words

SIGNS: dict[Answer, Sign] = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "unknown"}
MAX_FACTS = 2  # more facts than this beside one condition are counted, not listed


def proof_items(proof: Proof, rule: str, *, only: Answer | None = None) -> tuple[Item, ...]:
    """The proof's leaves as items, combinations flattened where they need no line of their own.

    `rule` is the basis of the conditions' own words (`knowledge:ID`). `only` keeps the branches with that answer.
    """
    seen: dict[tuple[Words, Sign, int], Item] = {}
    for item in _items(proof, rule, 0, only):
        seen.setdefault(
            (item.text.words, item.sign, item.depth), item
        )  # a condition asked twice is said once
    return tuple(seen.values())


def _items(proof: Proof, rule: str, depth: int, only: Answer | None) -> list[Item]:
    if only is not None and proof.answer is not only:
        return []
    if not proof.parts:
        return [_leaf(proof, rule, depth)] if proof.kind not in _COMBINED else []
    if (
        (proof.kind in ("all", "none") and depth == 0)
        or proof.kind == "all"
        or len(proof.parts) == 1
        or proof.kind == "none"
    ):
        return [item for part in proof.parts for item in _items(part, rule, depth, only)]
    deciding = _deciding(proof)
    if len(deciding) == 1:
        return _items(deciding[0], rule, depth, only)
    head = Item(text=Text(proof.words, (rule,)), sign=SIGNS[proof.answer], depth=depth)
    return [head, *(item for part in deciding for item in _items(part, rule, depth + 1, None))]


_COMBINED = ("all", "any", "none", "at_least")


def _deciding(proof: Proof) -> tuple[Proof, ...]:
    """Of an `any`, the parts that made its answer: those that hold, or those still open, or all when none holds."""
    if proof.kind == "any" and proof.answer is not Answer.NO:
        return tuple(p for p in proof.parts if p.answer is proof.answer)
    return proof.parts


def _leaf(proof: Proof, rule: str, depth: int) -> Item:
    guess = any(f.guess for f in proof.facts)
    if proof.answer is Answer.UNKNOWN and proof.settle is not None:
        why = proof.note or proof.settle.asks
        aside = Text(why, (f"unknown:{proof.settle.key}",))
        return Item(text=Text(proof.words, (rule,)), sign="unknown", aside=aside, depth=depth, guess=guess)
    aside_text = facts_text(proof.facts)
    if aside_text is None and proof.note is not None:
        aside_text = Text(proof.note, (rule,))
    on = proof.facts[0].on if proof.facts else None
    return Item(
        text=Text(proof.words, (rule,)),
        sign=SIGNS[proof.answer],
        aside=aside_text,
        on=on,
        depth=depth,
        guess=guess,
    )


def facts_text(facts: tuple[Cited, ...]) -> Text | None:
    """The facts that decided, as one short text; None when there is none."""
    if not facts:
        return None
    lines = _lines_named(facts)
    if lines is not None:
        return Text(lines, tuple(f"fact:{f.source}" for f in facts))
    shown = list(dict.fromkeys(f.words for f in facts))[:MAX_FACTS]
    more = len({f.words for f in facts}) - len(shown)
    words = join_words(shown, "\u202f; ")
    words = Words(words.fr, words.en.replace("\u202f; ", "; "))
    if more > 0:
        words += Words.same(f" +{more}")
    return Text(words, tuple(f"fact:{f.source}" for f in facts))


_LINE = re.compile(r"ligne (\d+)\b")


def _lines_named(facts: tuple[Cited, ...]) -> Words | None:
    """'lignes 1 et 2' where several numbered lines decided together: their drugs stand once, in the list of lines."""
    found = [match[1] for f in facts if (match := _LINE.match(f.words.fr))]
    numbers = list(dict.fromkeys(found))
    if len(numbers) < 2 or len(found) < len(facts):
        return None
    listed = join_words([Words.same(n) for n in numbers], ", ", Words(" et ", " and "))
    return Words("lignes ", "lines ") + listed
