"""No log line holds a value: no name, no address of a page, no e-mail, nothing that broke a constraint."""

from __future__ import annotations

import io
import logging

import pytest
from django.db import IntegrityError, transaction

from cordee.service.people.models import Account
from cordee.service.project.logs import WithoutValues
from tests.service.conftest import Circle

SECRETS = ("Inès", "Moreau", "alice@example.org", "INV-0001", "kept-secret-token", "a long invented password")


@pytest.fixture
def log() -> io.StringIO:
    """What the service would write to its log, from every logger, down to DEBUG."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(WithoutValues())
    root = logging.getLogger()
    django = logging.getLogger("django")
    root.addHandler(handler)
    levels = (root.level, django.level)
    root.setLevel(logging.DEBUG)
    django.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(levels[0])
    django.setLevel(levels[1])


def _line(name: str, message: str, *arguments: object, **more: object) -> str:
    record = logging.LogRecord(name, logging.WARNING, "x.py", 1, message, arguments or None, None)
    for key, value in more.items():
        setattr(record, key, value)
    return WithoutValues().format(record)


@pytest.mark.parametrize(
    ("name", "message", "arguments", "said"),
    [
        ("django.request", "Not Found: %s", ("/invitation/kept-secret-token/",), "Not Found: …"),
        ("allauth", "mail to %(to)s", ({"to": "alice@example.org"},), "mail to …"),
        ("cordee.service.chain", "%d alerts late by %s", (3, "Inès"), "3 alerts late by …"),
        ("cordee.service.chain", "turned", (), "turned"),
    ],
)
def test_a_value_becomes_an_ellipsis(name: str, message: str, arguments: tuple[object, ...], said: str):
    line = _line(name, message, *arguments)
    assert line.endswith(said)
    assert not any(secret in line for secret in SECRETS)


def test_an_exception_gives_places_not_messages():
    try:
        try:
            raise ValueError("Inès Moreau, born 1961-05-02")
        except ValueError as error:
            raise RuntimeError("alice@example.org") from error
    except RuntimeError as error:
        line = _line("django.request", "Internal Server Error: %s", "/p/x/")
        record = logging.LogRecord(
            "a", logging.ERROR, "x.py", 1, "failed", None, (type(error), error, error.__traceback__)
        )
        line = WithoutValues().format(record)
    assert "builtins.RuntimeError" in line
    assert "builtins.ValueError" in line
    assert "test_an_exception_gives_places_not_messages" in line
    assert not any(secret in line for secret in SECRETS)


def test_a_run_of_pages_leaves_no_name_in_the_log(circle: Circle, log: io.StringIO):
    alice, stranger = circle.client_of(circle.alice), circle.client_of(circle.charlie)
    for client in (alice, stranger, circle.client_of(circle.ines)):
        client.raise_request_exception = False
        for page in (
            "/",
            f"/p/{circle.person.id}/",
            f"/my/{circle.person.id}/",
            "/nowhere/kept-secret-token/",
        ):
            client.get(page, {"name": "Inès Moreau"})
    alice.post("/account/login/", {"login": "alice@example.org", "password": "a long invented password"})
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        Account.objects.create_user("alice@example.org", "x", full_name="Inès Moreau")
    logging.getLogger("django.request").error("failed: %s", broken.value, exc_info=broken.value)
    written = log.getvalue()
    assert "(GET 404)" in written
    assert "IntegrityError" in written
    assert [secret for secret in SECRETS if secret in written] == []


def test_a_page_is_named_by_the_code_not_by_its_address():
    class Match:
        view_name = "record:import"

    class Request:
        method = "POST"
        resolver_match = Match()
        path = "/p/kept-secret-token/"

    line = _line("django.request", "%s: %s", "Not Found", Request.path, status_code=404, request=Request())
    assert line.endswith("WARNING django.request …: … (POST record:import 404)")
