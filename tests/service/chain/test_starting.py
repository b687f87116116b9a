"""At the start of a service: the watchman waits for engines; a rota of nights is no gap."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from cordee.service.chain.engine import TURNING_WITHIN, cycle
from cordee.service.chain.ladder import DEFAULT, Hours, Rung, Who
from cordee.service.chain.models import Rota, Shift
from cordee.service.chain.policy import set_policy
from cordee.service.chain.running import BETWEEN_ROUNDS, _engines_had_time
from cordee.service.chain.watchman import look
from tests.service.chain.test_escalation import Post
from tests.service.conftest import NOW, Circle

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # eleven in Paris


def test_a_round_after_the_first_whole_cycle_the_watchman_begins(circle: Circle):
    waits: list[float] = []

    def wait(seconds: float) -> bool:
        waits.append(seconds)
        if len(waits) == 7:
            cycle(NOW + timedelta(seconds=7), through=Post())
        return False

    assert _engines_had_time(NOW, wait)
    assert waits == [1] * 7 + [BETWEEN_ROUNDS.total_seconds()]


def test_where_no_engine_comes_it_begins_all_the_same(circle: Circle):
    cycle(NOW - HOUR, through=Post())  # of an earlier life
    waits: list[float] = []
    assert _engines_had_time(NOW, lambda seconds: bool(waits.append(seconds)))
    assert waits[:-1] == [1] * int(TURNING_WITHIN.total_seconds())


def test_asked_to_stop_it_does(circle: Circle):
    assert not _engines_had_time(NOW, lambda seconds: True)


@pytest.fixture
def nights(circle: Circle) -> Rota:
    rota = Rota.objects.create(team=circle.team, name="Nights")
    rung = Rung((Who("rota", str(rota.pk)),), 10, ("app",))
    ladders = msgspec.structs.replace(
        DEFAULT,
        red=(rung, *DEFAULT.red),
        hours=Hours(tuple((day, 480, 1080) for day in range(5)), holidays=True),
    )
    set_policy(team=circle.team, ladders=ladders, by=circle.alice, at=NOW, seen=0)
    return rota


def on_call(circle: Circle, rota: Rota, start: datetime, hours: int) -> None:
    Shift.objects.create(rota=rota, account=circle.bob, starts_at=start, ends_at=start + hours * HOUR)


def gap(rota: Rota, at: datetime) -> bool:
    return ("rota-without-a-turn", str(rota.pk)) in look(at)


def test_nights_on_call_and_days_at_work_leave_no_gap(circle: Circle, nights: Rota):
    for night in range(4):
        on_call(circle, nights, MONDAY.replace(hour=17) + night * timedelta(days=1), 14)
    assert not gap(nights, MONDAY)


def test_an_hour_of_the_evening_without_anybody_is_a_gap(circle: Circle, nights: Rota):
    for night in range(4):
        on_call(circle, nights, MONDAY.replace(hour=18) + night * timedelta(days=1), 13)
    assert gap(nights, MONDAY)


def test_a_weekend_of_nights_alone_is_a_gap(circle: Circle, nights: Rota):
    friday = MONDAY + timedelta(days=4)
    for night in range(4):
        on_call(circle, nights, friday.replace(hour=17) + night * timedelta(days=1), 14)
    assert gap(nights, friday)


def test_a_night_missing_is_a_gap(circle: Circle, nights: Rota):
    on_call(circle, nights, MONDAY.replace(hour=17), 14)
    assert gap(nights, MONDAY)
