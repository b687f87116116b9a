"""Clocks that jump, the two changes of summer time, and the 29th of February."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from chaos.outage.street import Street, neighbours
from chaos.scene import START
from cordee.service.chain.clock import Forward
from cordee.service.chain.engine import cycle
from cordee.service.chain.models import Delivery, Level
from cordee.service.chain.open_alert import open_or_join

RUNG = timedelta(minutes=10)
PARIS = ZoneInfo("Europe/Paris")


def clock_an_hour_back() -> tuple[bool, str]:
    """The machine's clock is set back an hour while a red climbs."""
    return _jump(-1)


def clock_an_hour_ahead() -> tuple[bool, str]:
    """The machine's clock is set ahead an hour while a red climbs."""
    return _jump(+1)


def summer_time_begins() -> tuple[bool, str]:
    """29 March 2026 in Paris, 02:00 becomes 03:00."""
    return _through(datetime(2026, 3, 28, 22, tzinfo=UTC), opens=datetime(2026, 3, 30, 8, tzinfo=PARIS))


def summer_time_ends() -> tuple[bool, str]:
    """25 October 2026 in Paris, 03:00 becomes 02:00."""
    return _through(datetime(2026, 10, 24, 22, tzinfo=UTC), opens=datetime(2026, 10, 26, 8, tzinfo=PARIS))


def leap_day() -> tuple[bool, str]:
    """28 February 2028, a Monday evening, to the 29th."""
    return _through(datetime(2028, 2, 28, 22, tzinfo=UTC), opens=datetime(2028, 2, 29, 8, tzinfo=PARIS))


def _jump(hours: int) -> tuple[bool, str]:
    true = 0.0
    jumped = timedelta()

    def wall() -> datetime:
        return START + timedelta(seconds=true) + jumped

    now = Forward(wall=wall, ticks=lambda: true)
    person = neighbours(START, 1)[0]
    open_or_join(person=person, cause="worry", level=Level.RED, at=now(), by=None, about={"rules": []})
    steps: list[float] = []
    while true < 3 * 3600:
        if true == 1800:
            jumped = timedelta(hours=hours)
        while not (done := cycle(now(), through=lambda message: "taken")).idle:
            if done.escalated:
                steps.append(true)
        true += 20
    gaps = [after - before for before, after in pairwise(steps)]
    return max(
        gaps
    ) <= RUNG.total_seconds() + 20, f"longest true time between two rungs {max(gaps):.0f} s (600 asked)"


def _through(start: datetime, opens: datetime) -> tuple[bool, str]:
    street = Street(start)
    people = neighbours(start, 2)
    told: list[datetime] = []

    def notice(message: object, at: datetime) -> None:
        if message.urgent and (not told or told[-1] != at):  # type: ignore[attr-defined]
            told.append(at)

    street.refuse = notice
    street.red(people[0], "worry")
    open_or_join(person=people[1], cause="sleep", level=Level.AMBER, at=start, by=None, about={"rules": []})
    (when,) = set(
        Delivery.objects.filter(level=Level.AMBER, kind="alert").values_list("next_attempt_at", flat=True)
    )
    local = when.astimezone(PARIS)
    street.live(start + timedelta(hours=6))
    longest = max(after - before for before, after in pairwise(told))
    good = longest <= RUNG + timedelta(seconds=2) and opens <= when <= opens + timedelta(hours=1)
    return (
        good,
        f"red told every {longest.total_seconds():.0f} s at most; the amber at {local:%A %H:%M} in Paris",
    )
