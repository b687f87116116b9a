"""Working time: when a team is there, and what time it is after so many minutes of being there."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from cordee.service.chain.ladder import Hours

_HORIZON_DAYS = 400


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country (ISO 3166) in a year; none where they are not known."""
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()


def _spans(hours: Hours, day: date, zone: ZoneInfo, country: str) -> list[tuple[datetime, datetime]]:
    if hours.holidays and day in public_holidays(country, day.year):
        return []
    midnight = datetime.combine(day, time(), zone)
    return sorted(
        (
            (midnight + timedelta(minutes=start)).astimezone(UTC),
            (midnight + timedelta(minutes=end)).astimezone(UTC),
        )
        for weekday, start, end in hours.week
        if weekday == day.weekday()
    )


def spans_from(
    at: datetime, hours: Hours, zone: str, country: str, ahead: timedelta
) -> list[tuple[datetime, datetime]]:
    """The spans (UTC) in which somebody is there, from the day of `at` to `ahead` after it, in order."""
    clock = ZoneInfo(zone)
    day = at.astimezone(clock).date()
    return [
        span for n in range(ahead.days + 2) for span in _spans(hours, day + timedelta(days=n), clock, country)
    ]


@lru_cache(maxsize=1024)
def after_working(at: datetime, minutes: int, hours: Hours, zone: str, country: str) -> datetime:
    """The moment (aware, UTC) by which `minutes` of working time have passed since `at`. 0: the next moment somebody
    is there. The wall clock of `zone` rules, so a day that loses an hour to daylight saving still opens at eight.

    Raises ValueError when the team does not work within a year.
    """
    clock = ZoneInfo(zone)
    left = timedelta(minutes=minutes)
    day = at.astimezone(clock).date()
    for _ in range(_HORIZON_DAYS):
        for start, end in _spans(hours, day, clock, country):
            begins = max(start, at)
            if begins >= end:
                continue
            if begins + left <= end:
                return (begins + left).astimezone(UTC)
            left -= end - begins
        day += timedelta(days=1)
    raise ValueError("no working hours within a year")
