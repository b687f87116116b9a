"""Several cohorts one after the other, as one; and a part of one as a cohort of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from cordee.case import Fact
from cordee.cohort.calendar import Calendar
from cordee.cohort.cohort import CHUNK, Cohort
from cordee.cohort.kept import KEPT
from cordee.cohort.table import FactTable


def join(parts: Sequence[Cohort], on: date, chunk: int = CHUNK) -> Cohort:
    """The people of all `parts`, in order. Raises ValueError when one is of another day than `on`."""
    if any(part.on != on for part in parts):
        raise ValueError("cohorts as known on different days can't be joined")
    calendar = Calendar()
    renumbered = [_dates(part.calendar, calendar) for part in parts]
    people = [id for part in parts for id in part.people]
    tables = {field: _table(field, parts, renumbered) for field in KEPT}
    return Cohort(people, on, tables, calendar, chunk)


def _dates(part: Calendar, whole: Calendar) -> NDArray[np.int32]:
    return np.array([whole.number(day) for day in part.dates], np.int32)


def _table(field: str, parts: Sequence[Cohort], renumbered: list[NDArray[np.int32]]) -> FactTable:
    codes: dict[Fact, int] = {}
    person: list[NDArray[np.int32]] = [np.zeros(0, np.int32)]
    code: list[NDArray[np.int32]] = [np.zeros(0, np.int32)]
    days: dict[str, list[NDArray[np.int32]]] = {n: [np.zeros(0, np.int32)] for n in KEPT[field].days}
    numbers: dict[str, list[NDArray[np.float64]]] = {n: [np.zeros(0)] for n in KEPT[field].numbers}
    before = 0
    for part, dates in zip(parts, renumbered, strict=True):
        table = part.tables[field]
        given = np.array([codes.setdefault(fact, len(codes)) for fact in table.facts], np.int32)
        person.append(table.person + np.int32(before))
        code.append(given[table.code] if len(table) else np.zeros(0, np.int32))
        for name, column in days.items():
            column.append(dates[table.days[name]])
        for name, figures in numbers.items():
            figures.append(table.numbers[name])
        before += len(part)
    return FactTable(
        field,
        list(codes),
        np.concatenate(person),
        np.concatenate(code),
        {name: np.concatenate(column) for name, column in days.items()},
        {name: np.concatenate(figures) for name, figures in numbers.items()},
    )


def slice_of(cohort: Cohort, first: int, past: int) -> Cohort:
    """The people from index `first` up to but not including `past`, as a cohort of their own."""
    tables = {}
    for field, table in cohort.tables.items():
        rows = slice(*np.searchsorted(table.person, [first, past]).tolist())
        used, code = np.unique(table.code[rows], return_inverse=True)
        tables[field] = FactTable(
            field,
            [table.facts[i] for i in used],
            table.person[rows] - np.int32(first),
            code.astype(np.int32),
            {name: days[rows] for name, days in table.days.items()},
            {name: numbers[rows] for name, numbers in table.numbers.items()},
        )
    people = cohort.people[first:past]
    return Cohort(people, cohort.on, tables, cohort.calendar, cohort.chunk)
