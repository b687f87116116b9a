"""What changed in a record, step by step, by whom; and how far a reader has read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.db import transaction

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Person, Verb
from cordee.service.record.current import current_reading
from cordee.service.record.models import Door, LastSeen, Resource
from cordee.service.record.queries import words_of_bodies
from cordee.terms import Words

STEPS = 30
_SHOWN = 20


@dataclass(frozen=True)
class Change:
    """One resource in one step."""

    verb: Literal["new", "changed", "withdrawn"]
    words: Words
    type: str
    logical_id: str


@dataclass(frozen=True)
class Step:
    """Everything that one writing changed. `changes` holds the first few of `count`."""

    facts_version: int
    at: datetime
    by: Account | None
    door: Door
    why: str
    count: int
    changes: list[Change]
    is_new: bool


@dataclass(frozen=True)
class History:
    """Steps, the newest first. `older` is the version to go on from, None when these are all."""

    steps: list[Step]
    seen: LastSeen | None
    older: int | None

    @property
    def new(self) -> list[Step]:
        """Those since the reader's last visit."""
        return [step for step in self.steps if step.is_new]


def history_of(person: Person, reader: Account, today: date, before: int | None = None) -> History:
    """The last steps, or those before version `before`. A reader who never said how far they had read has not read
    anything: all is new to them."""
    upper = (before or person.facts_version + 1) - 1
    lower = max(upper - STEPS, 0)
    seen = LastSeen.objects.filter(person=person, account=reader).first()
    rows = (
        Resource.objects.filter(person=person, facts_version__gt=lower, facts_version__lte=upper)
        .select_related("recorded_by")
        .defer("body")
        .order_by("-facts_version", "type", "logical_id")
    )
    steps: dict[int, list[Resource]] = defaultdict(list)
    for row in rows:
        steps[row.facts_version].append(row)
    parts = {m.ref for m in current_reading(person, today).merged}
    shown = {version: _first(found, parts) for version, found in steps.items()}
    words = _words(person, today, shown)
    read_to = seen.facts_version if seen else 0
    made = [
        _step(found, [_change(row, words[row.pk]) for row in shown[version]], version > read_to)
        for version, found in steps.items()
    ]
    return History(made, seen, lower + 1 if lower > 0 else None)


def _words(person: Person, today: date, steps: dict[int, list[Resource]]) -> dict[Any, Words]:
    """Each version in the words of the fact it states; a resource that states none, by its own name."""
    wanted = [row.pk for rows in steps.values() for row in rows]
    bodies: dict[Any, dict[str, Any]] = {}
    for start in range(0, len(wanted), 400):
        bodies |= dict(Resource.objects.filter(pk__in=wanted[start : start + 400]).values_list("pk", "body"))
    found: dict[Any, Words] = {}
    for rows in steps.values():
        said = words_of_bodies(person, [bodies[row.pk] for row in rows], today)
        found |= {row.pk: said[row.ref] for row in rows}
    return found


def _first(rows: list[Resource], parts: set[str]) -> list[Resource]:
    """The first few; the medicines of a line and the stage of a tumour only where they come alone."""
    whole = [row for row in rows if row.ref not in parts]
    return (whole or rows)[:_SHOWN]


def _change(row: Resource, words: Words) -> Change:
    verb: Literal["new", "changed", "withdrawn"] = (
        "withdrawn" if row.withdrawn else "new" if row.version == 1 else "changed"
    )
    return Change(verb, words, row.type, row.logical_id)


def _step(rows: list[Resource], changes: list[Change], is_new: bool) -> Step:
    first = rows[0]
    return Step(
        facts_version=first.facts_version,
        at=first.recorded_at,
        by=first.recorded_by,
        door=Door(first.door),
        why=first.reason,
        count=len(rows),
        changes=changes,
        is_new=is_new,
    )


@transaction.atomic
def mark_seen(*, person: Person, by: Account, facts_version: int, at: datetime) -> LastSeen:
    """`by` has read the history up to `facts_version`; never back, never beyond what there is."""
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    before = LastSeen.objects.filter(person=person, account=by).first()
    reached = min(max(facts_version, before.facts_version if before else 0), locked.facts_version)
    seen, _ = LastSeen.objects.update_or_create(
        person=person, account=by, defaults={"facts_version": reached, "at": at}
    )
    about = {"facts_version": reached}
    log_access(person=person, by=by, verb=Verb.WRITE, what="mark_seen", at=at, about=about)
    return seen
