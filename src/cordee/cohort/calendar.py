"""The dates of a cohort, each kept once: a table of facts holds their numbers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from cordee.case import PartialDate

NO_DATE = 0
"""The number of 'no date'."""


class Calendar:
    """Distinct dates. `earliest`, `latest`: int32 proleptic day numbers by date number (0, meaningless, for no date);
    `exact`: bool, whether the day is known (True for no date)."""

    def __init__(self, dates: Iterable[str] = ()) -> None:
        self.dates: list[PartialDate | None] = [None, *(PartialDate(iso) for iso in dates)]
        self._number = {d.iso: i for i, d in enumerate(self.dates) if d is not None}
        self._arrays: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]] | None = None

    def number(self, date: PartialDate | None) -> int:
        """The number of `date`, given now if it is new."""
        if date is None:
            return NO_DATE
        known = self._number.get(date.iso)
        if known is None:
            known = self._number[date.iso] = len(self.dates)
            self.dates.append(date)
            self._arrays = None
        return known

    def number_of(self, iso: str) -> int:
        """The number of a date as written. Raises ValueError when it is none."""
        return self._number.get(iso) or self.number(PartialDate(iso))

    @property
    def isos(self) -> list[str]:
        """The dates as written, from number 1."""
        return [d.iso for d in self.dates if d is not None]

    @property
    def earliest(self) -> NDArray[np.int32]:
        """The first day each date can be, int32 (dates,)."""
        return self._days()[0]

    @property
    def latest(self) -> NDArray[np.int32]:
        """The last day each date can be, int32 (dates,)."""
        return self._days()[1]

    @property
    def exact(self) -> NDArray[np.bool_]:
        """Whether the day of each date is known, bool (dates,)."""
        return self._days()[2]

    def _days(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]]:
        if self._arrays is None:
            known = self.dates[1:]
            first = np.array([0, *(d.earliest.toordinal() for d in known if d)], np.int32)
            last = np.array([0, *(d.latest.toordinal() for d in known if d)], np.int32)
            self._arrays = first, last, first == last
        return self._arrays
