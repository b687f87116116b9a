"""The doctor sees what is wrong, and says what to do."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from cordee.service.people import append_only
from cordee.service.people.models import AccessEntry
from cordee.service.project.doctor.backups import SUFFIX, backups
from cordee.service.project.doctor.clock import clock
from cordee.service.project.doctor.database import database
from cordee.service.project.doctor.log import access_log
from cordee.service.project.doctor.settings import folder
from tests.service.conftest import Circle
from tests.service.running.conftest import Place


def ill(check: object) -> list[str]:
    return [found.what.en for found in check() if found.well is not True]  # type: ignore[operator]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CORDEE_HOME", str(tmp_path))
    tmp_path.chmod(0o700)
    return tmp_path


def test_a_folder_open_to_everybody(home: Path):
    assert ill(folder) == []
    home.chmod(0o755)
    assert "open to everybody" in ill(folder)[0]


def test_a_folder_that_is_not_there(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CORDEE_HOME", str(home / "nowhere"))
    assert "missing or not writable" in ill(folder)[0]


def test_no_room(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cordee.service.project.doctor.settings.LEAST_FREE", 1 << 60)
    assert "disk" in ill(folder)[0]


@pytest.mark.parametrize(("hours", "well"), [(1, True), (35, True), (37, False)])
def test_the_age_of_the_newest_backup(home: Path, hours: int, well: bool):
    assert ill(backups) == ["no backup"]
    (home / "backups").mkdir()
    for age in (hours, 400):
        file = home / "backups" / f"{age}{SUFFIX}"
        file.touch()
        then = (datetime.now(UTC) - timedelta(hours=age)).timestamp()
        os.utime(file, (then, then))
    assert (ill(backups) == []) is well


def test_a_log_that_somebody_changed(circle: Circle):
    assert ill(access_log) == []
    append_only.lift(connection)
    AccessEntry.objects.filter(number=1).update(what="something_else")
    (said,) = ill(access_log)
    assert "does not hold together" in said


def test_a_log_that_is_ahead_of_the_clock(circle: Circle):
    append_only.lift(connection)
    assert ill(clock) == []
    AccessEntry.objects.update(at=datetime.now(UTC) + timedelta(days=2))
    assert ill(clock) == ["the access log has entries in the future"]


def test_a_database_of_another_version(db: None, monkeypatch: pytest.MonkeyPatch):
    where = "cordee.service.project.doctor.database"
    monkeypatch.setattr(f"{where}.missing_migrations", lambda: ["people.0009_more"])
    assert "1 migrations are missing" in ill(database)
    monkeypatch.setattr(f"{where}.unknown_migrations", lambda: ["people.0010_later"])
    assert "the database is of a later version" in ill(database)


def test_the_doctor_of_a_demo(demo_place: Place):
    done = demo_place.cordee("doctor")
    assert "✓ database: sqlite" in done.stdout
    assert "✓ SQLite: WAL, FULL, IMMEDIATE" in done.stdout
    assert "✓ the access log holds together" in done.stdout
    assert "engine of the alerts" in done.stdout
    assert (done.returncode == 0) == ("✗" not in done.stdout)


def test_the_doctor_of_nothing_says_what_to_do_first(place: Place):
    done = place.cordee("doctor", "--lang", "fr")
    assert done.returncode == 1
    assert "dossier de données" in done.stdout
    assert done.stdout.count("→") >= 3
    assert not place.home.exists(), "looking changes nothing"
