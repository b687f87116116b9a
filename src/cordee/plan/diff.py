"""What changed between two plans: what is new, what closed, why. Plans are compared by the stable ids of their parts."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from cordee.case.answer import Answer
from cordee.criteria import Proof
from cordee.plan.model import Plan, PlanOption
from cordee.terms import Words

What = Literal[
    "opened", "closed", "reopened-question", "new", "gone", "met", "no-longer-met", "refused", "knowledge"
]
_VERDICTS = {
    Answer.YES: Words("possible", "open"),
    Answer.NO: Words("conditions non remplies", "conditions not met"),
    Answer.UNKNOWN: Words("à éclaircir", "to clarify"),
}


_NOT_WANTED = Words("\u202f: non souhaité", ": not wanted")
_WANTED_AGAIN = Words("\u202f: n’est plus refusé", ": no longer refused")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference: which part of the plan, what happened to it, and the conditions whose answer changed."""

    part: str
    id: str
    what: What
    words: Words
    why: tuple[Words, ...] = ()


def compare(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Every difference that matters to a reader, options first; empty when nothing changed."""
    changes = [*_options(before, after)]
    for part in ("exceptions", "triggers"):
        changes += _verdicts(part, getattr(before, part), getattr(after, part))
    changes += _questions(before, after)
    if before.knowledge.version != after.knowledge.version:
        words = Words(
            "les connaissances ont changé entre les deux plans", "the knowledge changed between the two plans"
        )
        changes.append(Change(part="knowledge", id="knowledge", what="knowledge", words=words))
    return tuple(changes)


def _options(before: Plan, after: Plan) -> list[Change]:
    then = {o.id: o for o in before.options}
    now = {o.id: o for o in after.options}
    changes = []
    for id, o in now.items():
        old = then.get(id)
        if old is None:
            changes.append(
                Change(
                    part="options",
                    id=id,
                    what="new",
                    words=o.name + Words("\u202f: ", ": ") + _VERDICTS[o.verdict],
                )
            )
        elif old.verdict is not o.verdict:
            words = (
                o.name
                + Words("\u202f: ", ": ")
                + _VERDICTS[old.verdict]
                + Words.same(" → ")
                + _VERDICTS[o.verdict]
            )
            changes.append(
                Change(part="options", id=id, what=_what(o.verdict), words=words, why=_why(old, o))
            )
        elif (old.refused is None) != (o.refused is None):
            words = o.name + (_NOT_WANTED if o.refused else _WANTED_AGAIN)
            changes.append(Change(part="options", id=id, what="refused", words=words))
    for id, o in then.items():
        if id not in now:
            changes.append(Change(part="options", id=id, what="gone", words=o.name))
    return changes


def _what(verdict: Answer) -> What:
    return {Answer.YES: "opened", Answer.NO: "closed", Answer.UNKNOWN: "reopened-question"}[verdict]  # type: ignore[return-value]


def _why(old: PlanOption, new: PlanOption) -> tuple[Words, ...]:
    """The leaves whose answer changed, worded as they stand now."""
    then = {(p.kind, p.words): p.answer for p in leaves_of(old.proof)}
    changed = [p for p in leaves_of(new.proof) if then.get((p.kind, p.words)) is not p.answer]
    return tuple(dict.fromkeys(p.words + Words.same(f" {_SIGNS[p.answer]}") for p in changed))


_SIGNS = {Answer.YES: "✓", Answer.NO: "✗", Answer.UNKNOWN: "?"}


def leaves_of(proof: Proof) -> list[Proof]:
    """The leaves of a proof tree, in order."""
    return [proof] if not proof.parts else [leaf for part in proof.parts for leaf in leaves_of(part)]


def _verdicts(part: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> list[Change]:
    then = {e.id: e for e in before if e.verdict is Answer.YES}
    now = {e.id: e for e in after if e.verdict is Answer.YES}
    met = [Change(part=part, id=id, what="met", words=e.name) for id, e in now.items() if id not in then]
    over = [
        Change(part=part, id=id, what="no-longer-met", words=e.name)
        for id, e in then.items()
        if id not in now
    ]
    return [*met, *over]


def _questions(before: Plan, after: Plan) -> list[Change]:
    then = {f.key: f for f in before.to_find_out}
    now = {f.key: f for f in after.to_find_out}
    answered = [
        Change(part="to_find_out", id=k, what="gone", words=f.asks) for k, f in then.items() if k not in now
    ]
    asked = [
        Change(part="to_find_out", id=k, what="new", words=f.asks) for k, f in now.items() if k not in then
    ]
    return [*answered, *asked]
