"""A tumour marker over time: its values in order, what is known of a treatment's starting value, its lowest
value.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cordee.case import Lab, PartialDate, days_between


class MarkerValue(msgspec.Struct, frozen=True):
    """One dated result. `bound` is '<' or '>' when the laboratory gave a limit instead of a figure."""

    on: PartialDate
    value: float
    bound: str = ""
    high: float | None = None
    ref: str = ""


class MarkerSeries(msgspec.Struct, frozen=True, kw_only=True):
    """`before`: values not later than the start, oldest first; `after`: values later than the start."""

    start: PartialDate
    before: tuple[MarkerValue, ...] = ()
    after: tuple[MarkerValue, ...] = ()

    @property
    def baseline(self) -> MarkerValue | None:
        """The last value before treatment."""
        return self.before[-1] if self.before else None

    def lowest_before(self, index: int) -> MarkerValue | None:
        """The lowest value among the baseline and the values before `after[index]`."""
        earlier = (*((self.baseline,) if self.baseline else ()), *self.after[:index])
        return min(earlier, key=lambda value: value.value, default=None)


def marker_series(labs: Iterable[Lab], analyte: str, start: PartialDate) -> MarkerSeries:
    """The dated values of `analyte` around `start`. Results without a date can't be placed and are left
    out.
    """
    values = sorted(
        (
            MarkerValue(lab.on, lab.value, (lab.comparator or "")[:1], lab.high, lab.source.ref)
            for lab in labs
            if lab.analyte == analyte and lab.on is not None
        ),
        key=lambda value: (value.on.earliest, value.on.iso, value.value),
    )
    before = tuple(value for value in values if value.on.latest <= start.latest)
    after = tuple(value for value in values if value.on.latest > start.latest)
    return MarkerSeries(start=start, before=before, after=after)


def fewest_days(first: MarkerValue, second: MarkerValue) -> int:
    """The fewest days there can be between two values."""
    return days_between(first.on, second.on)[0]
