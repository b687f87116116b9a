"""Some people of a cohort, as a cohort of their own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cordee.cohort.cohort import Cohort
from cordee.cohort.table import FactTable


def only(cohort: Cohort, people: NDArray[np.int64]) -> Cohort:
    """The people at these places, ascending, with all their facts."""
    place = np.full(len(cohort), -1, np.int32)
    place[people] = np.arange(len(people), dtype=np.int32)
    ids = [cohort.people[p] for p in people.tolist()]
    tables = {field: _rows(table, place) for field, table in cohort.tables.items()}
    return Cohort(ids, cohort.on, tables, cohort.calendar, cohort.chunk)


def _rows(table: FactTable, place: NDArray[np.int32]) -> FactTable:
    person = place[table.person]
    kept = np.flatnonzero(person >= 0)
    return FactTable(
        table.field,
        table.facts,
        person[kept],
        table.code[kept],
        {name: days[kept] for name, days in table.days.items()},
        {name: numbers[kept] for name, numbers in table.numbers.items()},
    )
