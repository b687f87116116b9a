"""What the record's pages read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cordee.case import Fact, PartialDate
from cordee.case.reading import Reading, Unused
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

    @property
    def source(self) -> str:
        """By which door, who, when."""
        return source_words(self.resource) if self.resource else ""


@dataclass(frozen=True)
class Section:
    """Facts of one kind, the newest first. `rows` are those shown of `count`; `next` is where to go on from."""

    key: str
    heading: Words
    rows: list[FactRow]
    count: int
    next: int | None


@dataclass(frozen=True)
class LeftOut:
    """Resources that became no fact, for one reason: the first of `count`."""

    reason: Words
    rows: list[FactRow]
    count: int


@dataclass(frozen=True)
class RecordPage:
    """What is recorded. `doubtful` is what should be looked at together: the first of `doubtful_count`."""

    sections: list[Section]
    doubtful: list[tuple[Contradiction, list[FactRow]]]
    doubtful_count: int
    faults: tuple[Fault, ...]
    left_out: list[LeftOut]
    left_out_count: int


def source_words(resource: Resource) -> str:
    """By which door it came, who entered it, on which day, in the reader's language."""
    who = resource.recorded_by.full_name if resource.recorded_by else _("the service")
    parts = [resource.get_door_display(), who, date_format(localtime(resource.recorded_at), "j F Y")]
    if resource.version > 1:
        parts.append(_("version %(n)s") % {"n": resource.version})
    return " · ".join(map(str, parts))


ALLERGIES = Words("Allergies", "Allergies")
AT_FIRST, IN_FULL = 12, 150
_MOST_NAMED = 30


def record_page(person: Person, today: date, section: str = "", start: int = 0) -> RecordPage:
    """The record by kind of fact; `section` opens one kind in full, from its fact number `start` on.
    Two queries, three when the facts were not read yet."""
    reading = current_reading(person, today)
    rows = Resource.objects.filter(person=person, current=True, withdrawn=False)
    stored = {row.ref: row for row in rows.select_related("recorded_by").defer("body")}
    sections = [
        _section(name, heading, getattr(reading.case, name), stored, start if name == section else None)
        for name, heading in SECTIONS.items()
        if getattr(reading.case, name) and section in ("", name)
    ]
    if section:
        return RecordPage(sections, [], 0, (), [], 0)
    left_out = _left_out(reading)
    allergic = [row for row in stored.values() if row.type == "AllergyIntolerance"]
    named = [stored[item.ref] for _, items, _ in left_out for item in items if item.ref in stored]
    bodies = _bodies([*allergic, *named])
    if allergic:
        told = [
            FactRow(resource_words(bodies[r.pk]), _told(bodies[r.pk].get("recordedDate")), r)
            for r in allergic
        ]
        sections.append(Section("allergies", ALLERGIES, told, len(told), None))
    found = contradictions(reading.case, load_terms())
    doubtful = [
        (c, [FactRow(words, None, stored.get(ref)) for ref, words in zip(c.refs, c.saying, strict=False)])
        for c in found[:_MOST_NAMED]
    ]
    left = [
        LeftOut(reason, [_left(item, stored.get(item.ref), bodies) for item in items], count)
        for reason, items, count in left_out
    ]
    in_all = sum(item.count for item in left)
    return RecordPage(sections, doubtful, len(found), reading.faults[:_MOST_NAMED], left, in_all)


def _section(
    name: str, heading: Words, facts: Sequence[Fact], stored: dict[str, Resource], start: int | None
) -> Section:
    in_order = sorted(facts, key=_newest_first, reverse=True)
    first, most = (0, AT_FIRST) if start is None else (start, IN_FULL)
    shown = in_order[first : first + most]
    rows = [FactRow(fact_words(f, load_terms()), f.on, _row(f, stored), f.source.guess) for f in shown]
    beyond = first + len(shown)
    return Section(
        name, heading, rows, len(facts), (0 if start is None else beyond) if beyond < len(facts) else None
    )


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


def _left_out(reading: Reading) -> list[tuple[Words, list[Unused], int]]:
    """What became no fact, by reason: the first of each, and how many in all."""
    by_reason: dict[Words, list[Unused]] = {}
    for item in reading.unused:
        if not item.ref.startswith("AllergyIntolerance/"):
            by_reason.setdefault(item.reason, []).append(item)
    return [(reason, items[:_MOST_NAMED], len(items)) for reason, items in by_reason.items()]


def _left(item: Unused, row: Resource | None, bodies: dict[Any, dict[str, Any]]) -> FactRow:
    return FactRow(resource_words(bodies[row.pk]) if row else Words.same(item.what or item.ref), None, row)


def _bodies(rows: Sequence[Resource]) -> dict[Any, dict[str, Any]]:
    return dict(Resource.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "body"))


def _row(fact: Fact, stored: dict[str, Resource]) -> Resource | None:
    return stored.get(fact.source.ref.partition("#")[0])


def _newest_first(fact: Fact) -> str:
    return fact.on.iso if fact.on else ""


def _told(said: object) -> PartialDate | None:
    try:
        return PartialDate(str(said).partition("T")[0]) if said else None
    except ValueError:
        return None
