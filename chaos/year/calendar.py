"""The year as the team lives it: one clock, working days, nights, week-ends and holidays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cordee.service.chain.working_hours import public_holidays

ZONE = ZoneInfo("Europe/Paris")
COUNTRY = "FR"
FIRST_DAY = date(2026, 1, 1)
"""A Thursday, and a public holiday. Summer time begins on 29 March and ends on 25 October."""
DAY, EVENING = 8, 20
"""Hours by the clock at which the day's turn begins and the night's."""
OFFICE, NIGHT, WEEKEND = "working day", "night", "week-end or holiday"


def local(day: date, hour: float) -> datetime:
    """That hour of that day by the team's clock, in UTC."""
    whole = int(hour)
    there = datetime.combine(day, time(whole, int(60 * (hour - whole))), tzinfo=ZONE)
    return there.astimezone(UTC)


def day_of(at: datetime) -> date:
    """The team's date at `at`."""
    return at.astimezone(ZONE).date()


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < 5 and day not in public_holidays(COUNTRY, day.year)


def part_of(at: datetime) -> str:
    """Whether `at` lies in a working day (8 to 20), in the day of a week-end or holiday, or at night (20 to 8)."""
    there = at.astimezone(ZONE)
    if not DAY <= there.hour < EVENING:
        return NIGHT
    return OFFICE if is_working_day(there.date()) else WEEKEND


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to before `last`."""
    while first < last:
        yield first
        first += timedelta(days=1)
