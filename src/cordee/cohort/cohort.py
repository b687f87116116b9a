"""Many cases as columns, as known on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cordee.case import Case, Fact
from cordee.cohort.beside import Beside
from cordee.cohort.calendar import Calendar
from cordee.cohort.kept import KEPT, facts_of
from cordee.cohort.table import FactTable, TableBuilder
from cordee.terms import Terms

CHUNK = 1 << 18
"""People swept at a time: what bounds the memory of a sweep. A multiple of 64."""


class Cohort:
    """`people`: an opaque id for each person, in order. `on`: the day as of which the facts are known. `tables`: the
    facts by field of `Case` (see `docs/cohort.md`). `beside`: where what sweeps find out is kept, for a cohort that was
    loaded. Immutable once made."""

    def __init__(
        self,
        people: Sequence[str],
        on: date,
        tables: Mapping[str, FactTable],
        calendar: Calendar,
        chunk: int = CHUNK,
        beside: Beside | None = None,
    ) -> None:
        if chunk < 64 or chunk % 64:
            raise ValueError(f"chunk is {chunk}: expected a multiple of 64")
        self.people = people
        self.on = on
        self.tables = tables
        self.calendar = calendar
        self.chunk = chunk
        self.beside = beside
        self.indexes: dict[Any, Any] = {}  # what sweeps keep between them: value → people

    def __len__(self) -> int:
        return len(self.people)

    def chunks(self) -> list[tuple[int, int]]:
        """First and past-last person of each part that is swept at a time."""
        return [(low, min(low + self.chunk, len(self))) for low in range(0, len(self), self.chunk)]

    def facts(self, person: int, field: str) -> tuple[Fact, ...]:
        """The facts of one kind of one person."""
        table = self.tables[field]
        starts = table.starts(len(self))
        return tuple(table.fact(row, self.calendar) for row in range(starts[person], starts[person + 1]))

    def case(self, person: int, fields: Iterable[str] | None = None) -> Case:
        """One person's case again, without what a cohort does not keep; only these `fields` if any are named."""
        given: dict[str, Any] = {name: self.facts(person, name) for name in (fields or KEPT)}
        if "person" in given:
            given["person"] = given["person"][0]
        return Case(**given)

    @classmethod
    def from_cases(cls, cases: Iterable[tuple[str, Case]], on: date, chunk: int = CHUNK) -> Cohort:
        """A cohort of (id, case) pairs as known on `on`."""
        builder = CohortBuilder(on)
        for id, case in cases:
            builder.add(id, case)
        return builder.done(chunk)


class CohortBuilder:
    """Builds a cohort one case at a time: the seam for whoever reads people from elsewhere."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.people: list[str] = []
        self.calendar = Calendar()
        self.tables = {field: TableBuilder(field, self.calendar) for field in KEPT}

    def add(self, id: str, case: Case) -> None:
        """One person, as known on the cohort's day. `id` is written to results: nothing that names anybody."""
        known = case.as_of(self.on).in_order()
        person = len(self.people)
        self.people.append(id)
        for field, table in self.tables.items():
            for fact in facts_of(known, field):
                table.add(person, fact)

    def done(self, chunk: int = CHUNK) -> Cohort:
        """The cohort of all that was added."""
        tables = {field: table.done() for field, table in self.tables.items()}
        return Cohort(self.people, self.on, tables, self.calendar, chunk)


def whole_terms(terms: Terms | None) -> Terms:
    """`terms`, or those that ship."""
    if terms is not None:
        return terms
    from cordee.terms import load_terms

    return load_terms()
