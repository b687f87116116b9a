"""SQLite's one writer: who waits asks again until the place is free, or the patience of the address is over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import ConnectionHandler, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from cordee.service.project.environment import database
from cordee.service.project.sqlite import base


class Clock:
    """Time passes by sleeping alone; `then` happens at the nth sleep."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, 0
        self.then: dict[int, Any] = {}

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept += 1
        self.then.get(self.slept, lambda: None)()


pytestmark = pytest.mark.django_db  # files of its own, all the same


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(base, "time", clock)
    return clock


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    settings = database({"CORDEE_DATABASE_URL": f"sqlite:///{tmp_path}/one.sqlite3?timeout=2"})
    handler = ConnectionHandler({"default": settings})
    with handler["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE told (what TEXT)")
    yield handler["default"]
    handler["default"].close()


@pytest.fixture
def other(ours: BaseDatabaseWrapper) -> Iterator[sqlite3.Connection]:
    """Another process's connection, that has the writer's place."""
    connection = sqlite3.connect(ours.settings_dict["NAME"], timeout=0, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO told VALUES ('other')")
    yield connection
    connection.close()


def told(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT what FROM told")
        return [what for (what,) in cursor.fetchall()]


@pytest.mark.parametrize("write", ["alone", "in a transaction"])
def test_who_waits_has_it_at_the_next_try(
    ours: BaseDatabaseWrapper, other: sqlite3.Connection, clock: Clock, write: str
):
    clock.then[7] = lambda: other.execute("COMMIT")
    with ours.cursor() as cursor:
        if write == "alone":
            cursor.execute("INSERT INTO told VALUES (%s)", ["ours"])
        else:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("INSERT INTO told VALUES (%s)", ["ours"])
            cursor.execute("COMMIT")
    assert clock.slept == 7
    assert told(ours) == ["other", "ours"]


def test_it_is_asked_often_and_more_often_later(
    ours: BaseDatabaseWrapper, other: sqlite3.Connection, clock: Clock
):
    with pytest.raises(OperationalError, match="locked"), ours.cursor() as cursor:
        cursor.execute("INSERT INTO told VALUES ('ours')")
    assert 2 < clock.now < 2.01
    assert clock.slept > 10_000
    other.execute("COMMIT")
    assert told(ours) == ["other"]


def test_readers_do_not_wait(ours: BaseDatabaseWrapper, other: sqlite3.Connection, clock: Clock):
    assert told(ours) == []
    assert clock.slept == 0


def test_a_place_that_was_taken_after_we_began_to_read_is_not_waited_for(
    ours: BaseDatabaseWrapper, other: sqlite3.Connection, clock: Clock
):
    """SQLite's 517: only beginning anew helps, however long one waits."""
    with ours.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT count(*) FROM told")
        other.execute("COMMIT")
        with pytest.raises(OperationalError, match="locked"):
            cursor.execute("INSERT INTO told VALUES ('ours')")
        cursor.execute("ROLLBACK")
    assert clock.slept == 0
