"""What goes wrong is said: in both languages, without a database, without a name, and nothing is sent twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.utils import translation

from cordee.service.pages import views_team
from cordee.service.pages.errors import RETRY_SECONDS, bad_request, error_page
from tests.service.conftest import Circle


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("code", [400, 403, 404, 413, 500, 503])
def test_every_page_stands_without_a_database(code: int, language: str) -> None:
    with translation.override(language):
        answer = error_page(code)
    assert answer.status_code == code
    shown = answer.content.decode()
    assert shown.count("<h1>") == 1
    assert f'lang="{language}"' in shown
    assert ("112" in shown) == (code >= 500)  # who needs help does not wait for the service


def test_too_much_at_once_is_said() -> None:
    asked = RequestFactory().post("/")
    assert bad_request(asked, RequestDataTooBig()).status_code == 413
    assert bad_request(asked, ValueError()).status_code == 400


@pytest.fixture
def locked(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser for whom the database is locked as soon as the worklist is asked."""

    def fails(*_: Any) -> Any:
        raise OperationalError("database is locked")

    monkeypatch.setattr(views_team, "rows_for", fails)
    client = circle.client_of(circle.alice)
    client.raise_request_exception = False
    return client


def test_a_locked_database_is_a_clear_page_that_tries_again(locked: Client) -> None:
    answer = locked.get("/today/")
    assert answer.status_code == 503
    assert answer.headers["Refresh"] == answer.headers["Retry-After"] == str(RETRY_SECONDS)
    assert "What was already kept is safe" in answer.content.decode()
    assert "locked" not in answer.content.decode()


def test_a_form_is_never_sent_again_by_itself(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    from cordee.service.conversations import views_questions

    def fails(**_: Any) -> Any:
        raise OperationalError("database is locked")

    monkeypatch.setattr(views_questions, "ask", fails)
    client = circle.client_of(circle.ines)
    client.raise_request_exception = False
    answer = client.post(f"/my/{circle.person.id}/questions/", {"text": "Why?"})
    assert answer.status_code == 503
    assert "Refresh" not in answer.headers


def test_a_fault_tells_nothing_of_itself(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> Any:
        raise RuntimeError("Inès Moreau")

    monkeypatch.setattr(views_team, "rows_for", fails)
    client = circle.client_of(circle.alice)
    client.raise_request_exception = False
    answer = client.get("/today/")
    assert answer.status_code == 500
    assert "Moreau" not in answer.content.decode()


def test_the_policy_holds_on_error_pages_too(circle: Circle) -> None:
    answer = circle.client_of(circle.alice).get("/nothing/here/")
    assert answer.status_code == 404
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
