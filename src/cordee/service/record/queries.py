"""What the record's pages read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cordee.case import Fact, PartialDate
from cordee.case.reading import Reading
from cordee.files.fault import BadInput, Fault
from cordee.service.people.models import Person
from cordee.service.record.contradictions import Contradiction, contradictions
from cordee.service.record.current import bundle_of, current_reading, read_bundle
from cordee.service.record.fact_source import facts_by_ref
from cordee.service.record.fact_words import SECTIONS, fact_words
from cordee.service.record.models import Resource
from cordee.service.record.resource_words import resource_words
from cordee.terms import Words, load_terms


@dataclass(frozen=True)
class FactRow:
    """One line of the record's page: what, when, and the stored resource that says it (None: not stored as one)."""

    words: Words
    on: PartialDate | None
    resource: Resource | None
    guess: str | None = None


@dataclass(frozen=True)
class LeftOut:
    """Resources that became no fact, for one reason."""

    reason: Words
    rows: list[FactRow]


@dataclass(frozen=True)
class RecordPage:
    """Everything that is recorded. `doubtful` is what should be looked at together."""

    sections: list[tuple[Words, list[FactRow]]]
    doubtful: list[tuple[Contradiction, list[FactRow]]]
    faults: tuple[Fault, ...]
    left_out: list[LeftOut]
    left_out_count: int = field(default=0)


ALLERGIES = Words("Allergies", "Allergies")


def record_page(person: Person, today: date) -> RecordPage:
    """The record by kind of fact, the newest first within each; two queries at most."""
    reading = current_reading(person, today)
    terms = load_terms()
    rows = Resource.objects.filter(person=person, current=True, withdrawn=False).select_related("recorded_by")
    stored = {row.ref: row for row in rows}
    sections = []
    for name, heading in SECTIONS.items():
        facts: list[Fact] = sorted(getattr(reading.case, name), key=_newest_first, reverse=True)
        if facts:
            listed = [FactRow(fact_words(f, terms), f.on, _row(f, stored), f.source.guess) for f in facts]
            sections.append((heading, listed))
    allergies = [
        FactRow(resource_words(row.body), _told(row.body.get("recordedDate")), row)
        for row in stored.values()
        if row.type == "AllergyIntolerance"
    ]
    if allergies:
        sections.append((ALLERGIES, allergies))
    found = contradictions(reading.case, terms)
    doubtful = [
        (c, [FactRow(words, None, stored.get(ref)) for ref, words in zip(c.refs, c.saying, strict=False)])
        for c in found
    ]
    left_out = _left_out(reading, stored)
    return RecordPage(sections, doubtful, reading.faults, left_out, sum(len(item.rows) for item in left_out))


def words_by_ref(person: Person, today: date, refs: Iterable[str]) -> dict[str, Words]:
    """What the current facts say, by the resource they were read from; only those of `refs`."""
    facts = facts_by_ref(current_reading(person, today).case)
    wanted = set(refs)
    return {
        ref: fact_words(found[0], load_terms())
        for ref, found in facts.items()
        if ref in wanted and len(found) == 1
    }


def words_of_bodies(person: Person, bodies: Sequence[dict[str, Any]], today: date) -> dict[str, Words]:
    """What resources say that need not be current, by their references; each type and id stands once among them."""
    said = {f"{body['resourceType']}/{body['id']}": resource_words(body) for body in bodies}
    try:
        case = read_bundle(bundle_of(person, bodies), today).case
    except BadInput:
        return said  # old versions need not fit together: their own names will do
    facts = {ref: found for ref, found in facts_by_ref(case).items() if len(found) == 1}
    return said | {ref: fact_words(found[0], load_terms()) for ref, found in facts.items() if ref in said}


def _left_out(reading: Reading, stored: dict[str, Resource]) -> list[LeftOut]:
    by_reason: dict[Words, list[FactRow]] = {}
    for item in reading.unused:
        row = stored.get(item.ref)
        if row is not None and row.type == "AllergyIntolerance":
            continue
        words = resource_words(row.body) if row is not None else Words.same(item.what or item.ref)
        by_reason.setdefault(item.reason, []).append(FactRow(words, None, row))
    return [LeftOut(reason, rows) for reason, rows in by_reason.items()]


def _row(fact: Fact, stored: dict[str, Resource]) -> Resource | None:
    return stored.get(fact.source.ref.partition("#")[0])


def _newest_first(fact: Fact) -> str:
    return fact.on.iso if fact.on else ""


def _told(said: object) -> PartialDate | None:
    try:
        return PartialDate(str(said).partition("T")[0]) if said else None
    except ValueError:
        return None
