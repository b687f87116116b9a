"""What `CORDEE_DATABASE_URL` says, and how it is refused."""

from __future__ import annotations

import pytest

from cordee.files.fault import BadInput
from cordee.service.project.environment import database

POSTGRESQL = "postgresql://cordee:secret@db.example/cordee"


@pytest.mark.parametrize(
    ("said", "option", "value"),
    [
        (POSTGRESQL, "prepare_threshold", 5),
        (POSTGRESQL + "?prepare=2", "prepare_threshold", 2),
        (POSTGRESQL + "?prepare=off", "prepare_threshold", None),
        (POSTGRESQL + "?sslmode=require", "sslmode", "require"),
        ("sqlite:////srv/cordee.sqlite3", "timeout", 20),
        ("sqlite:////srv/cordee.sqlite3?timeout=3", "timeout", 3),
    ],
)
def test_what_is_asked_is_taken(said: str, option: str, value: object):
    assert database({"CORDEE_DATABASE_URL": said})["OPTIONS"][option] == value


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("mysql://db.example/cordee", "postgresql://"),
        (POSTGRESQL + "?prepare=often", "prepare=often"),
        ("sqlite:////srv/cordee.sqlite3?timeout=0", "timeout=0"),
    ],
)
def test_what_is_not_understood_is_named(said: str, names: str):
    with pytest.raises(BadInput) as wrong:
        database({"CORDEE_DATABASE_URL": said})
    assert names in str(wrong.value)
    assert "secret" not in str(wrong.value)
