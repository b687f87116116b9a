"""What is typed and sent after the session has ended is given back to the same account in the same browser, and to nobody else."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cordee.service.conversations.models import Question
from cordee.service.people.models import Account, KeptText
from tests.service.conftest import PASSWORD, Circle

TEXT = "Why does my back hurt at night?\nAnd is « the new medicine » to blame? <b>&amp;"


@pytest.fixture(autouse=True)
def addresses_are_proved(settings: Any) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "none"


def sign_in(client: Client, account: Account, where: str = "/account/login/") -> Any:
    return client.post(where, {"login": account.email, "password": PASSWORD})


def expired(circle: Circle) -> Client:
    """A browser in which Ines was signed in, and is no more."""
    client = Client(headers={"accept-language": "en", "user-agent": "Firefox Windows"})
    sign_in(client, circle.ines)
    del client.cookies[next(name for name in client.cookies if name.endswith("sessionid"))]
    return client


def ask(circle: Circle, client: Client, text: str = TEXT, **more: str) -> Any:
    where = reverse("conversations:my_questions", args=[circle.person.id])
    return client.post(where, {"text": text, "once": "11111111-1111-4111-8111-111111111111", **more})


def hidden(page: str) -> dict[str, str]:
    """What the page's first form would send."""
    form = page[page.index('<form method="post" action="/my/') :].partition("</form>")[0]
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    for name, value in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(value)
    return found


def test_the_same_account_finds_its_text_and_sends_it_once(circle: Circle):
    client = expired(circle)
    to_sign_in = ask(circle, client)
    assert to_sign_in.headers["Location"] == "/account/login/?next=/me/kept/"
    row = KeptText.objects.get()
    assert b"back hurt" not in bytes(row.sealed)
    back = sign_in(client, circle.ines, to_sign_in.headers["Location"])
    assert back.headers["Location"] == "/me/kept/"
    page = client.get("/me/kept/").content.decode()
    fields = hidden(page)
    assert fields["text"] == TEXT
    assert not Question.objects.exists()
    sent = client.post(row.path, fields)
    assert sent.status_code == 302
    assert [q.text.replace("\r\n", "\n") for q in Question.objects.all()] == [TEXT]
    assert not KeptText.objects.exists()
    assert client.get("/me/kept/").headers["Location"] == "/"


def test_another_account_in_the_same_browser_gets_nothing(circle: Circle):
    client = expired(circle)
    ask(circle, client)
    sign_in(client, circle.daniel)
    assert client.get("/me/kept/").status_code == 302
    assert "back hurt" not in client.get("/me/kept/", follow=True).content.decode()


def test_the_same_account_in_another_browser_gets_nothing(circle: Circle):
    ask(circle, expired(circle))
    other = Client(headers={"accept-language": "en", "user-agent": "Firefox Windows"})
    sign_in(other, circle.ines)
    assert other.get("/me/kept/").status_code == 302


def test_a_browser_that_nobody_signed_in_to_leaves_nothing(circle: Circle):
    stranger = Client()
    assert ask(circle, stranger).headers["Location"].startswith("/account/login/?next=/my/")
    stranger.cookies["browser"] = "x" * 43
    stranger.cookies["__Host-browser"] = "x" * 43
    ask(circle, stranger)
    assert not KeptText.objects.exists()


def test_after_half_an_hour_it_is_gone(circle: Circle, monkeypatch: pytest.MonkeyPatch):
    client = expired(circle)
    ask(circle, client)
    moment = datetime.now(UTC) + timedelta(minutes=31)
    monkeypatch.setattr("cordee.service.project.request_time.timezone.now", lambda: moment)
    sign_in(client, circle.ines)
    assert client.get("/me/kept/").status_code == 302


def test_idle_in_the_middle_of_typing_keeps_the_text(
    circle: Circle, settings: Any, monkeypatch: pytest.MonkeyPatch
):
    client = Client(headers={"accept-language": "en", "user-agent": "Firefox Windows"})
    sign_in(client, circle.ines)
    moment = datetime.now(UTC) + timedelta(seconds=settings.SESSION_IDLE_SECONDS + 1)
    monkeypatch.setattr("cordee.service.project.request_time.timezone.now", lambda: moment)
    assert ask(circle, client).headers["Location"] == "/account/login/?next=/me/kept/"
    sign_in(client, circle.ines)
    assert hidden(client.get("/me/kept/").content.decode())["text"] == TEXT


def test_it_can_be_let_go_and_a_changed_row_opens_nothing(circle: Circle):
    client = expired(circle)
    ask(circle, client)
    sign_in(client, circle.ines)
    KeptText.objects.update(path="/my/elsewhere/")
    assert client.get("/me/kept/").status_code == 302
    client = expired(circle)
    ask(circle, client)
    sign_in(client, circle.ines)
    assert client.get("/me/kept/").status_code == 200
    client.post("/me/kept/")
    assert not KeptText.objects.filter(path__startswith="/my/" + str(circle.person.id)).exists()


def test_nothing_is_kept_of_what_is_too_long_or_says_nothing(circle: Circle):
    client = expired(circle)
    ask(circle, client, "x" * 300_000)
    ask(circle, client, "", once="")
    assert not KeptText.objects.exists()
