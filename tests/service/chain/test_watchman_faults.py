"""Fifty and more faults are planted; the watchman reports every one within a minute, and nothing when all is well."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from cordee.service.chain import watchman
from cordee.service.chain.answer import acknowledge, say_outcome
from cordee.service.chain.engine import cycle
from cordee.service.chain.ladder import DEFAULT
from cordee.service.chain.models import CheckInPlan, Finding, Level
from cordee.service.chain.models.alert import Outcome
from cordee.service.chain.open_alert import open_or_join
from cordee.service.chain.policy import set_policy
from cordee.service.chain.silence import expect_next
from cordee.service.chain.watchman import look, turn, watch
from tests.service.chain.faults import ENGINE, STORED, EngineFault
from tests.service.chain.test_escalation import Post
from tests.service.chain.test_ingest import send
from tests.service.conftest import NOW, Circle

MINUTE = timedelta(minutes=1)


def _alert(circle: Circle, cause: str, level: Level, at: datetime) -> Any:
    return open_or_join(person=circle.person, cause=cause, level=level, at=at, by=None, about={"rules": []})


def set_scene(circle: Circle) -> None:
    """A report, a red that climbs, ambers that wait, one that somebody has, one that is closed; engines turn."""
    began = NOW - 2 * MINUTE
    set_policy(team=circle.team, ladders=DEFAULT, by=circle.alice, at=began, seen=0)
    plan = CheckInPlan.objects.create(person=circle.person, started_at=began, started_by=circle.alice)
    expect_next(plan, began)
    send(circle, at=began, pain=4)
    _alert(circle, "amber-cause", Level.AMBER, began)
    held = _alert(circle, "held-cause", Level.RED, began)
    acknowledge(held, by=circle.bob, at=began)
    closed = _alert(circle, "closed-cause", Level.RED, began)
    say_outcome(closed, by=circle.bob, outcome=Outcome.CALLED, words="", at=began)
    cycle(NOW, through=Post())
    _alert(circle, "new-cause", Level.AMBER, NOW)  # owed, and gathered until ten


def unguarded() -> None:
    """Take the database's own refusals away, until the end of the test's transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type='index' AND sql LIKE '%UNIQUE%' AND tbl_name LIKE 'chain_%'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP INDEX "{name}"')
            return
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'c'"
            " AND conrelid::regclass::text LIKE 'chain_%'"
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE tablename LIKE 'chain_%' AND indexdef LIKE '%UNIQUE%WHERE%'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP INDEX "{name}"')


@pytest.fixture
def guarded_again(db: None):
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_there_are_fifty():
    assert len(STORED) + len(ENGINE) >= 50


def test_when_all_is_well_nothing_is_reported(circle: Circle):
    set_scene(circle)
    assert look(NOW) == ()
    assert watch(NOW).all_well


@pytest.mark.parametrize("fault", STORED)
@pytest.mark.usefixtures("guarded_again")
def test_a_stored_fault_is_reported(circle: Circle, fault: str):
    set_scene(circle)
    watch(NOW)  # from here on rounds look at the past in parts
    unguarded()
    plant, invariant = STORED[fault]
    plant(circle)
    assert invariant in {name for name, _ in look(NOW + timedelta(seconds=59))}
    assert invariant in {name for name, _ in watch(NOW + timedelta(seconds=59), whole=False).found}


@pytest.mark.parametrize("fault", ENGINE)
def test_a_fault_of_the_engine_is_reported(circle: Circle, fault: str, monkeypatch: pytest.MonkeyPatch):
    mistake: EngineFault = ENGINE[fault]
    where: Any = mistake.where
    if isinstance(where, str):
        from importlib import import_module

        where = import_module(where)
    real = getattr(where, mistake.name)
    instead = mistake.instead
    if fault == "a report opens nothing":
        instead = lambda *asked: replace(real(*asked), causes=())  # noqa: E731
    elif fault == "a red joins an amber without raising it":
        instead = instead(real)
    set_policy(team=circle.team, ladders=DEFAULT, by=circle.alice, at=NOW, seen=0)
    plan = CheckInPlan.objects.create(person=circle.person, started_at=NOW, started_by=circle.alice)
    expect_next(plan, NOW)
    monkeypatch.setattr(where, mistake.name, instead)
    send(circle, pain=4)
    end = NOW + mistake.after
    moments = (
        [NOW + MINUTE * n for n in range(15)] + [NOW + timedelta(hours=n) for n in range(1, 24 * 9)] + [end]
    )
    for at in sorted({moment for moment in moments if moment <= end}):
        cycle(at, through=Post())
    assert mistake.reports in {name for name, _ in look(end + MINUTE - timedelta(seconds=1))}


def test_a_finding_stands_until_it_is_gone(circle: Circle):
    set_scene(circle)
    type(circle.team).objects.update(phone_day="", phone_night="")
    first = watch(NOW)
    assert first.new == (("team-without-a-telephone", str(circle.team.id)),)
    assert watch(NOW + timedelta(seconds=10)).new == ()
    type(circle.team).objects.update(phone_day="1")
    assert watch(NOW + timedelta(seconds=20)).all_well
    assert Finding.objects.get().gone_at == NOW + timedelta(seconds=20)


def test_the_switch_outside_hears_of_it_only_when_all_is_well(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(watchman, "close_old_connections", lambda: None)  # the test's own would be closed
    set_scene(circle)
    pings, told = [], []
    times = iter([NOW, NOW + MINUTE * 2])  # by the second round the engine no longer turns
    stops = iter([False, True])
    turn(
        now=lambda: next(times),
        wait=lambda: next(stops),
        tell=lambda done, at: told.append(done),
        ping=lambda: pings.append(1),
    )
    assert len(pings) == 1
    assert ("engine-not-turning", "every engine") in told[0].new


def test_a_check_that_cannot_be_made_is_a_finding(circle: Circle, monkeypatch: pytest.MonkeyPatch):
    from django.db import DatabaseError

    from cordee.service.chain.invariants import INVARIANTS

    def broken(at: datetime) -> list[str]:
        raise DatabaseError("gone")

    set_scene(circle)
    monkeypatch.setitem(INVARIANTS, "alert-overdue", broken)
    assert look(NOW) == (("cannot-be-checked", "alert-overdue"),)
