"""Days to places on a line, and the ticks along it."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from cordee.case import PartialDate
from cordee.plan.render.short_dates import MONTHS
from cordee.terms import Lang

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months
_MIN_SPAN_DAYS = 120  # one event alone still gets a picture that can be read


class Axis(msgspec.Struct, frozen=True, kw_only=True):
    """Time from `start` to `end`, drawn from `left` to `right`."""

    start: date
    end: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands, kept inside the drawing."""
        share = (day - self.start).days / max((self.end - self.start).days, 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def at(self, when: PartialDate) -> float:
        """Where a date stands: the middle of the days it can be."""
        return self.x(middle(when))

    def ticks(self, lang: Lang, room: float) -> list[tuple[float, str]]:
        """Places and labels, at least `room` apart: the year is said once, on its first tick."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
        fits = max(int((self.right - self.left) / room), 1)
        step = next((s for s in _STEPS if months / s <= fits), _STEPS[-1])
        found: list[tuple[float, str]] = []
        said = None
        for n in range(self.start.year * 12 + self.start.month - 1, self.end.year * 12 + self.end.month + 1):
            day = date(n // 12, n % 12 + 1, 1)
            if n % step or not self.start <= day <= self.end:
                continue
            if step >= 12:
                label = str(day.year) if day.month == 1 else ""
            else:
                label = MONTHS[lang][day.month - 1] + (f" {day.year}" if day.year != said else "")
                said = day.year
            if label:
                found.append((self.x(day), label))
        return found


def axis_for(
    days: list[date], on: date, left: float, right: float, *, at_least: int = _MIN_SPAN_DAYS
) -> Axis:
    """An axis that holds every day and `on`, with a little air on both sides; `at_least` so many days."""
    start, end = min([*days, on]), max([*days, on])
    missing = at_least - (end - start).days
    if missing > 0:
        start -= timedelta(days=missing)
    air = timedelta(days=max((end - start).days // 50, 3))
    return Axis(start=start - air, end=end + air, left=left, right=right)


def middle(when: PartialDate) -> date:
    """The middle of the days a date can be."""
    return when.earliest + (when.latest - when.earliest) / 2
