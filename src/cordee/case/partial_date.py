"""A date as records give it: a day, a month or only a year (FHIR R4 `date`, `dateTime` without the time)."""

from __future__ import annotations

import calendar
import re
from datetime import date

import msgspec

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


class PartialDate(msgspec.Struct, frozen=True):
    """`2024`, `2024-03` or `2024-03-18`. Comparisons that the missing part leaves open are for the caller to see:
    use `earliest` and `latest`, never a made-up day."""

    iso: str

    def __post_init__(self) -> None:
        match = _SHAPE.match(self.iso)
        if not match:
            raise ValueError(f"'{self.iso}' is not a date: expected YYYY, YYYY-MM or YYYY-MM-DD")
        try:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError as error:
            raise ValueError(f"'{self.iso}' is not a date: {error}") from None

    @property
    def earliest(self) -> date:
        """The first day it can be."""
        if len(self.iso) == 10:
            return date.fromisoformat(self.iso)  # most records give the day: nothing to take apart
        year, month, day = self._parts()
        return date(year, month or 1, day or 1)

    @property
    def latest(self) -> date:
        """The last day it can be."""
        if len(self.iso) == 10:
            return date.fromisoformat(self.iso)
        year, month, day = self._parts()
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return len(self.iso) == 10

    def _parts(self) -> tuple[int, int | None, int | None]:
        return int(self.iso[:4]), int(self.iso[5:7] or 0) or None, int(self.iso[8:10] or 0) or None

    def __str__(self) -> str:
        return self.iso

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The exact day."""
        return cls(day.isoformat())


def days_between(start: PartialDate, end: PartialDate) -> tuple[int, int]:
    """The fewest and the most days from `start` to `end`, given what is not known of each."""
    return (end.earliest - start.latest).days, (end.latest - start.earliest).days


DAYS_PER_MONTH = 30.4375  # 365.25 / 12: for intervals that a source gives in months
