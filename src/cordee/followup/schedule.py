"""When the next check-ins are due: by the person's own clock, with pauses, and never after a death."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec


class Rhythm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every `every_days`, at `at` by the clock of `zone` (IANA). In the `closer_for_days` days after a change of
    treatment, every `closer_every_days`. Weekly as in the trials of symptom monitoring (Basch 2022, PMID 35661856);
    the closer rhythm is our own working choice."""

    every_days: int = 7
    at: time = time(9, 0)
    zone: str = "Europe/Paris"
    closer_every_days: int = 3
    closer_for_days: int = 14


class Pause(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Days without check-ins, both included. A pause always has an end; the first check-in is due on the day after."""

    start: date
    end: date
    why: Literal["hospital", "wish"]

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a pause from {self.start} can't end on {self.end}")


def due_days(
    rhythm: Rhythm,
    start: date,
    until: date,
    changes: tuple[date, ...] = (),
    pauses: tuple[Pause, ...] = (),
    died: date | None = None,
) -> Iterator[date]:
    """The days in `start`..`until` (both included) on which a check-in is due, the first on `start`.

    `changes` are days on which a treatment began, changed or stopped; the days after them are counted from them. Days
    in a pause are left out, and the day after its end is due. From the day of death on, none is.
    """
    if rhythm.every_days < 1 or rhythm.closer_every_days < 1:
        raise ValueError("check-ins can't be due less than a day apart")
    last = until if died is None else min(until, died - timedelta(days=1))
    day = start
    while day <= last:
        pause = _pause_on(day, pauses)
        if pause is not None:
            day = pause.end + timedelta(days=1)
            continue
        yield day
        day = _next(day, rhythm, changes)


def _next(day: date, rhythm: Rhythm, changes: tuple[date, ...]) -> date:
    usual = day + timedelta(days=_step(day, rhythm, changes))
    # A change between two check-ins brings the next one forward.
    for change in sorted(changes):
        closer = change + timedelta(days=rhythm.closer_every_days)
        if day < change and closer < usual:
            return max(closer, day + timedelta(days=1))
    return usual


def _step(day: date, rhythm: Rhythm, changes: tuple[date, ...]) -> int:
    closer = any(0 <= (day - change).days < rhythm.closer_for_days for change in changes)
    return min(rhythm.closer_every_days, rhythm.every_days) if closer else rhythm.every_days


def _pause_on(day: date, pauses: tuple[Pause, ...]) -> Pause | None:
    covering = [p for p in pauses if p.start <= day <= p.end]
    return max(covering, key=lambda p: p.end) if covering else None


def due_at(rhythm: Rhythm, day: date) -> datetime:
    """The moment, in UTC, at which the check-in of `day` is due: `rhythm.at` on the person's clock.

    At a change to summer time an hour that does not exist is taken as the same time after the jump; at a change to
    winter time, the first of the two hours.
    """
    zone = ZoneInfo(rhythm.zone)
    there = datetime.combine(day, rhythm.at, tzinfo=zone)
    return there.astimezone(UTC)
