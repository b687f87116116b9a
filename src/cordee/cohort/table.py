"""The facts of one kind of all people of a cohort, as columns."""

from __future__ import annotations

import math
from functools import cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray

from cordee.case import Fact
from cordee.cohort.calendar import Calendar
from cordee.cohort.kept import KEPT, bare


class FactTable:
    """Rows in order of person, then in a case's own order.

    `person` int32 (rows,): index of the person. `code` int32 (rows,): place of the row's fact in `facts`, the distinct
    facts without dates and numbers. `days[name]` int32 (rows,): number of the date in the calendar. `numbers[name]`
    float64 (rows,), NaN where not recorded. `texts`: `facts` as they stand in the file they were read from, if any.
    """

    def __init__(
        self,
        field: str,
        facts: list[Fact],
        person: NDArray[np.int32],
        code: NDArray[np.int32],
        days: dict[str, NDArray[np.int32]],
        numbers: dict[str, NDArray[np.float64]],
        texts: list[str] | None = None,
    ) -> None:
        self.field = field
        self.facts = facts
        self.person = person
        self.code = code
        self.days = days
        self.numbers = numbers
        self.texts = texts

    def __len__(self) -> int:
        return len(self.person)

    def fact(self, row: int, calendar: Calendar) -> Fact:
        """The fact of one row, with its dates and numbers."""
        fact = self.facts[self.code[row]]
        given: dict[str, object] = {
            name: calendar.dates[dates[row]] for name, dates in self.days.items() if dates[row]
        }
        for name, numbers in self.numbers.items():
            number = float(numbers[row])
            given[name] = None if math.isnan(number) else number
        whole: Fact = msgspec.structs.replace(fact, **given) if given else fact
        return whole

    def starts(self, people: int) -> NDArray[np.int64]:
        """Where each person's rows begin, (people + 1,)."""
        if self._starts is None or len(self._starts) != people + 1:
            self._starts = np.searchsorted(self.person, np.arange(people + 1))
        return self._starts

    def rows_of(self, codes: list[int]) -> NDArray[np.int64]:
        """The rows that hold one of these facts, ascending."""
        order, starts = self._by_code
        found = [order[starts[code] : starts[code + 1]] for code in codes]
        return np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)

    @cached_property
    def _by_code(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        order = np.argsort(self.code, kind="stable")
        return order, np.searchsorted(self.code[order], np.arange(len(self.facts) + 1))

    def holding(self, attribute: str) -> dict[object, list[int]]:
        """By each value of a field (each item, where it is a list), the places in `facts` of those that hold it."""
        if attribute not in self._holding:
            held: dict[object, list[int]] = {}
            for code, fact in enumerate(self.facts):
                value = getattr(fact, attribute)
                for item in value if isinstance(value, tuple) else (value,):
                    held.setdefault(item, []).append(code)
            self._holding[attribute] = held
        return self._holding[attribute]

    _starts: NDArray[np.int64] | None = None

    @cached_property
    def _holding(self) -> dict[str, dict[object, list[int]]]:
        return {}


class TableBuilder:
    """Collects the facts of one kind, person after person."""

    def __init__(self, field: str, calendar: Calendar) -> None:
        self.field = field
        self.calendar = calendar
        self.kept = KEPT[field]
        self.facts: dict[Fact, int] = {}
        self.rows: list[tuple[float | int | None, ...]] = []

    def add(self, person: int, fact: Fact) -> None:
        """One more fact of the person with index `person`."""
        code = self.facts.setdefault(bare(self.field, fact), len(self.facts))
        days = (self.calendar.number(getattr(fact, name)) for name in self.kept.days)
        numbers = (getattr(fact, name) for name in self.kept.numbers)
        self.rows.append((person, code, *days, *numbers))

    def done(self) -> FactTable:
        """The table of all that was added."""
        columns = list(zip(*self.rows, strict=True)) or [()] * (
            2 + len(self.kept.days) + len(self.kept.numbers)
        )
        first = 2 + len(self.kept.days)
        return FactTable(
            self.field,
            list(self.facts),
            np.array(columns[0], np.int32),
            np.array(columns[1], np.int32),
            {n: np.array(c, np.int32) for n, c in zip(self.kept.days, columns[2:first], strict=True)},
            {n: np.array(c, np.float64) for n, c in zip(self.kept.numbers, columns[first:], strict=True)},
        )
