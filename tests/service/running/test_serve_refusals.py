"""What keeps the service from starting for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from cordee.service.people.models import Account
from cordee.service.project.demo.place import MARK
from cordee.service.project.environment import DEMO_SECRET
from cordee.service.project.running.refusals import of_accounts, of_django, of_settings, of_tables
from tests.service.running.conftest import SECRET, Place

GOOD = {"CORDEE_SECRET_KEY": SECRET, "CORDEE_HOSTS": "care.example"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"CORDEE_SECRET_KEY": ""}, "is missing, or is the demo's"),
        ({"CORDEE_SECRET_KEY": DEMO_SECRET}, "is missing, or is the demo's"),
        ({"CORDEE_SECRET_KEY": "short"}, "too short"),
        ({"CORDEE_SECRET_KEY": "a" * 80}, "too plain"),
        ({"CORDEE_HOSTS": ""}, "CORDEE_HOSTS is missing"),
        ({"CORDEE_HOSTS": "*"}, "takes any name"),
        ({"CORDEE_DEMO": "1"}, "This is a demo"),
        ({"CORDEE_DATABASE_URL": "postgresql://cordee:cordee@db.example/cordee"}, "everybody tries"),
        ({"CORDEE_DATABASE_URL": "postgresql://cordee@db.example/cordee"}, "everybody tries"),
    ],
)
def test_a_setting_that_is_not_safe_is_refused(tmp_path: Path, change: dict[str, str], said: str):
    (reason,) = of_settings(tmp_path, {**GOOD, **change})
    assert said in reason.en


def test_safe_settings_pass(tmp_path: Path):
    strong = "postgresql://cordee:Vt3uX9qLr2@db.example/cordee"
    assert list(of_settings(tmp_path, {**GOOD, "CORDEE_DATABASE_URL": strong})) == []


def test_a_demo_folder_is_refused(tmp_path: Path):
    (tmp_path / MARK).touch()
    (reason,) = of_settings(tmp_path, GOOD)
    assert "demo" in reason.en


def test_debug_is_refused(settings: object):
    assert list(of_django()) == []
    settings.DEBUG = True  # type: ignore[attr-defined]
    (reason,) = of_django()
    assert "DEBUG" in reason.en


def test_an_account_whose_password_everybody_knows_is_refused(db: None):
    assert list(of_accounts()) == []
    account = Account.objects.create_user("Nurse@Demo.example", "x", full_name="Tom Lefranc")
    (reason,) = of_accounts()
    assert "1 demo account" in reason.en
    account.is_active = False
    account.save()
    assert list(of_accounts()) == []


def test_tables_of_this_code_pass(db: None):
    assert list(of_tables()) == []


def test_serve_refuses_and_says_why(place: Place):
    done = place.cordee("serve", CORDEE_SECRET_KEY="", CORDEE_HOSTS="")
    assert done.returncode == 1
    assert done.stderr.count("✗") == 2
    assert not place.home.exists()


def test_serve_does_not_migrate_unasked(place: Place):
    done = place.cordee("serve")
    assert done.returncode == 1
    assert "cordee serve --migrate" in done.stderr
