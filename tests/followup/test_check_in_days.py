"""When check-ins are due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordee.followup import Pause, Rhythm, due_at, due_days

WEEKLY = Rhythm()
START = date(2026, 3, 2)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def days(until: date, **how) -> list[str]:
    return [d.isoformat()[5:] for d in due_days(WEEKLY, START, until, **how)]


def test_weekly():
    assert days(date(2026, 3, 31)) == ["03-02", "03-09", "03-16", "03-23", "03-30"]


def test_a_change_of_treatment_brings_them_closer_for_two_weeks():
    changed = days(date(2026, 4, 12), changes=(date(2026, 3, 11),))
    assert changed == ["03-02", "03-09", "03-14", "03-17", "03-20", "03-23", "03-26", "04-02", "04-09"]


def test_a_pause_has_an_end_and_the_day_after_is_due():
    pause = Pause(start=date(2026, 3, 8), end=date(2026, 3, 19), why="hospital")
    assert days(date(2026, 3, 31), pauses=(pause,)) == ["03-02", "03-20", "03-27"]
    with pytest.raises(ValueError, match="can't end"):
        Pause(start=date(2026, 3, 8), end=date(2026, 3, 7), why="wish")


def test_after_a_death_none_is_due():
    assert days(date(2026, 3, 31), died=date(2026, 3, 16)) == ["03-02", "03-09"]
    assert days(date(2026, 3, 31), died=START) == []


@pytest.mark.parametrize(
    ("zone", "at", "day", "utc"),
    [
        ("Europe/Paris", time(9), date(2026, 3, 28), "2026-03-28T08:00"),
        ("Europe/Paris", time(9), date(2026, 3, 29), "2026-03-29T07:00"),
        ("Europe/Paris", time(2, 30), date(2026, 3, 29), "2026-03-29T01:30"),
        ("Europe/Paris", time(2, 30), date(2026, 10, 25), "2026-10-25T00:30"),
        ("Europe/Paris", time(9), date(2026, 10, 25), "2026-10-25T08:00"),
        ("Europe/Brussels", time(9), date(2028, 2, 29), "2028-02-29T08:00"),
        ("Indian/Reunion", time(9), date(2026, 7, 1), "2026-07-01T05:00"),
    ],
)
def test_the_clock_is_the_persons_own(zone, at, day, utc):
    assert due_at(Rhythm(zone=zone, at=at), day) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@given(
    start=DAYS,
    length=st.integers(0, 200),
    changes=st.lists(DAYS, max_size=4),
    pauses=st.lists(st.tuples(DAYS, st.integers(0, 40)), max_size=3),
    died=st.none() | DAYS,
    every=st.integers(1, 14),
    closer=st.integers(1, 7),
)
def test_days_go_forward_and_never_fall_in_a_pause_or_after_a_death(
    start, length, changes, pauses, died, every, closer
):
    rhythm = Rhythm(every_days=every, closer_every_days=closer)
    off = tuple(Pause(start=s, end=s + timedelta(days=n), why="wish") for s, n in pauses)
    until = start + timedelta(days=length)
    due = list(due_days(rhythm, start, until, tuple(changes), off, died))
    assert due == sorted(set(due))
    assert all(start <= d <= until for d in due)
    assert not any(p.start <= d <= p.end for d in due for p in off)
    assert died is None or all(d < died for d in due)
    for one, next_one in pairwise(due):
        paused = sum((p.end - p.start).days + 1 for p in off if p.start <= next_one and p.end >= one)
        assert (next_one - one).days <= every + paused


@given(start=DAYS, length=st.integers(0, 120), at=st.times())
def test_moments_are_in_order_and_on_the_day(start, length, at):
    rhythm = Rhythm(at=at.replace(tzinfo=None, microsecond=0))
    on = list(due_days(rhythm, start, start + timedelta(days=length)))
    due = [due_at(rhythm, day) for day in on]
    assert due == sorted(due)
    assert [m.astimezone(ZoneInfo(rhythm.zone)).date() for m in due] == on
