"""Walks a plan, or a document made of it, for whatever rests on nothing: each complaint is one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from cordee.case import Case
from cordee.criteria import Cited, Proof, Settle
from cordee.knowledge import Knowledge
from cordee.plan import Plan
from cordee.plan.cited import texts_of
from cordee.plan.document import Document, Text
from cordee.plan.fixed import FIXED
from cordee.plan.model import Statement
from cordee.terms import Words


def parts_of(value: Any, kind: type) -> Iterator[Any]:
    """Every value of `kind` in a plan or a part of it."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for part in value:
            yield from parts_of(part, kind)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from parts_of(getattr(value, name), kind)


def refs_of(case: Case) -> set[str]:
    return {fact.source.ref for fact in case.facts()}


def orphans_of_plan(plan: Plan, case: Case, knowledge: Knowledge) -> list[str]:
    """What the plan says without a fact of `case`, a source it lists, or the word that it is not known."""
    refs, listed = refs_of(case), {s.id for s in plan.sources}
    asked = {f.key for f in plan.to_find_out}
    wrong = []
    for s in parts_of(plan, Statement):
        if not (s.facts or s.sources or s.unknown):
            wrong.append(f"{s.id}: rests on nothing: {s.words.en}")
        wrong += [f"{s.id}: no source {x}" for x in s.sources if x not in listed]
        wrong += _empty(s.id, s.words, s.plain)
    for fact in parts_of(plan, Cited):
        if fact.source not in refs:
            wrong.append(f"'{fact.words.en}' cites '{fact.source}', which is no fact of the record")
    for o in plan.options:
        figures = (*o.evidence, *o.benefit, *((o.burden,) if o.burden else ()))
        named = (*o.sources, *(f.source for f in figures if f.source))
        if not o.sources:
            wrong.append(f"{o.id}: no source")
        wrong += [f"{o.id}: no source {x}" for x in named if x not in listed]
        wrong += [f"{o.id}: '{k}' is not among what to find out" for k in o.to_settle if k not in asked]
        if o.verdict.value == "unknown" and not (o.to_settle or o.if_it_happens or o.refused):
            wrong.append(f"{o.id}: not known, and nothing would settle it")
        wrong += _empty(o.id, o.name, o.plain, o.ask, *o.offers)
    for part in ("exceptions", "triggers", "red_flags", "support"):
        for entry in getattr(plan, part):
            if not entry.sources:
                wrong.append(f"{entry.id}: no source")
            wrong += [f"{entry.id}: no source {x}" for x in entry.sources if x not in listed]
    if plan.survival:
        wrong += [f"survival: no source {x}" for x in plan.survival.sources if x not in listed]
    ids = {o.id for o in plan.options}
    for f in plan.to_find_out:
        wrong += [f"{f.key}: no option {x}" for x in (*f.opens, *f.closes, *f.touches) if x not in ids]
        wrong += _empty(f.key, f.asks, *f.details)
    for entry in (
        *plan.exceptions,
        *plan.options,
        *plan.triggers,
        *plan.red_flags,
        *plan.support,
        *plan.questions,
    ):
        if knowledge.entry(entry.id) is None:
            wrong.append(f"{entry.id}: no entry of knowledge")
    used = {x for s in parts_of(plan, Statement) for x in s.sources}
    used |= {
        x
        for part in (*plan.exceptions, *plan.options, *plan.triggers, *plan.red_flags, *plan.support)
        for x in part.sources
    }
    used |= {
        f.source for o in plan.options for f in (*o.evidence, *o.benefit, *((o.burden,) if o.burden else ()))
    }
    used |= set(plan.survival.sources) if plan.survival else set()
    wrong += [f"source {x} is listed and nothing rests on it" for x in sorted(listed - used)]
    return wrong


def _empty(id: str, *words: Words | None) -> Iterator[str]:
    for w in words:
        if w is not None and not (w.fr.strip() and w.en.strip()):
            yield f"{id}: no words in one language"


def orphans_of_document(document: Document, plan: Plan, case: Case, knowledge: Knowledge) -> list[str]:
    """What a reader would see that no fact, source, entry of knowledge, open question or standing text carries."""
    known = {
        "fact": refs_of(case),
        "source": {s.id for s in plan.sources},
        "fixed": set(FIXED),
        "unknown": _open_ids(plan),
    }
    wrong = []
    for text in texts_of(document):
        where = f"'{text.words.en[:60]}'"
        if not text.basis:
            wrong.append(f"{where}: no basis")
        for basis in text.basis:
            kind, _, id = basis.partition(":")
            of_knowledge = kind == "knowledge" and knowledge.entry(id) is not None
            if not (of_knowledge or id in known.get(kind, ())):
                wrong.append(f"{where}: rests on '{basis}', which does not exist")
        if all(b.startswith("fixed:") for b in text.basis) and text.basis and not _says_what_is_fixed(text):
            wrong.append(f"{where}: is not the standing text {text.basis[0]}")
        wrong += _empty(where, text.words)
    wrong += _wrong_notes(document)
    return wrong


def _open_ids(plan: Plan) -> set[str]:
    """Every id under which the plan says that something is not known."""
    found = {s.id for s in parts_of(plan, Statement) if s.unknown}
    found |= {f.key for f in plan.to_find_out} | {s.key for s in parts_of(plan, Settle)}
    return found | {t.id for t in plan.triggers if t.verdict.value == "unknown"}


def _says_what_is_fixed(text: Text) -> bool:
    wanted = FIXED[text.basis[0].partition(":")[2]]
    return all(
        re.fullmatch(re.sub(r"\\\{\w+\\\}", ".+", re.escape(fixed)), said, re.DOTALL)
        for fixed, said in ((wanted.fr, text.words.fr), (wanted.en, text.words.en))
    )


def _wrong_notes(document: Document) -> Iterable[str]:
    """Numbers in the text against the list that closes the document."""
    listed = [s for s in document.sections if s.id == "sources"]
    if not listed:
        return []
    count = sum(1 for _ in texts_of(listed[0].blocks))
    return [
        f"'{text.words.en[:60]}': note {note} of {count}"
        for section in document.sections
        for text in texts_of(section.blocks)
        for note in text.notes
        if not 1 <= note <= count
    ]


def leaf_proofs(proof: Proof) -> Iterator[Proof]:
    if not proof.parts:
        yield proof
    for part in proof.parts:
        yield from leaf_proofs(part)
