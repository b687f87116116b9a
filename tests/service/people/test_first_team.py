"""The first team of a new service: one command, then everybody is invited."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cordee.service.people.first_team import NewTeam, make_team
from cordee.service.people.models import Account, Team
from cordee.service.people.not_possible import NotPossible
from tests.service.conftest import PASSWORD

NEW = NewTeam("Invented Oncology", "BE", "Europe/Brussels", "+32 2 000 00 01", "")


def _make(**changes: object) -> Team:
    asked = {"new": NEW, "email": "First@Example.org", "full_name": "First Person", "password": PASSWORD}
    return make_team(**{**asked, "operator": False, **changes})


def test_its_first_account_signs_in_and_is_a_professional(db: None):
    team = _make()
    account = Account.objects.get(email="first@example.org")
    assert (account.team, account.is_professional, account.is_staff) == (team, True, False)
    client = Client()
    answer = client.post("/account/login/", {"login": "first@example.org", "password": PASSWORD})
    assert answer.status_code == 302
    assert "confirm-email" not in answer.headers["Location"]


def test_nothing_is_made_twice_or_by_halves(db: None):
    with pytest.raises(ValidationError):
        _make(password="short")
    assert not Team.objects.exists()
    _make()
    with pytest.raises(NotPossible, match=r"team|équipe"):
        _make(email="second@example.org")
    with pytest.raises(NotPossible, match=r"account|compte"):
        _make(new=NewTeam("Another", "FR", "Europe/Paris", "", ""))
    assert Team.objects.count() == Account.objects.count() == 1
