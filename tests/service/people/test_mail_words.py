"""The messages of signing in: our words in both languages, and none to addresses that nobody has here."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from tests.service.conftest import PASSWORD, Circle

RESET = "/account/password/reset/"


@pytest.mark.parametrize(
    ("language", "subject"),
    [("fr", "Un nouveau mot de passe pour Cordée"), ("en", "A new password for Cordée")],
)
def test_a_lost_password_is_replaced_from_end_to_end(language: str, subject: str, circle: Circle):
    client = Client(headers={"accept-language": language})
    assert client.post(RESET, {"email": "Alice@example.org"}).status_code == 302
    message = mail.outbox[-1]
    assert (message.subject, message.to) == (subject, ["alice@example.org"])
    assert not {"Alice", "testserver!", "testserver !"} & set(message.body.split("\n"))
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", message.body)
    assert link is not None
    form = client.get(link[1], follow=True)
    assert form.status_code == 200
    new = "another long invented password"
    where = form.redirect_chain[-1][0]
    done = client.post(where, {"password1": new, "password2": new})
    assert done.status_code == 302
    circle.alice.refresh_from_db()
    assert circle.alice.check_password(new)
    assert not circle.alice.check_password(PASSWORD)
    again = Client().get(link[1], follow=True)
    assert again.status_code == 200
    assert b'name="password1"' not in again.content


def test_a_session_does_not_outlive_the_password_it_was_opened_with(circle: Circle):
    elsewhere = circle.client_of(circle.alice)
    assert elsewhere.get("/today/").status_code == 200
    circle.alice.set_password("another long invented password")
    circle.alice.save()
    assert elsewhere.get("/today/").status_code == 302


def test_nobody_is_written_to_who_has_no_account(circle: Circle):
    known = Client().post(RESET, {"email": "alice@example.org"})
    before = len(mail.outbox)
    unknown = Client().post(RESET, {"email": "nobody@example.org"})
    assert len(mail.outbox) == before
    assert (unknown.status_code, unknown["Location"]) == (known.status_code, known["Location"])
