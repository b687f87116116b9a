"""What every answer carries, and what the settings hold in real use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from django.test import Client, RequestFactory

from cordee.service.project.health import Health
from tests.service.conftest import Circle
from tests.service.running.conftest import Place

SETTINGS = """
import json
from cordee.service.project import settings as s
names = ("DEBUG SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE CSRF_COOKIE_SECURE CSRF_COOKIE_HTTPONLY"
  " SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SECURE_HSTS_INCLUDE_SUBDOMAINS X_FRAME_OPTIONS SECURE_REFERRER_POLICY"
  " SESSION_COOKIE_NAME CSRF_COOKIE_NAME"
  " FILE_UPLOAD_PERMISSIONS DATA_UPLOAD_MAX_MEMORY_SIZE MAX_UPLOAD_BYTES SESSION_COOKIE_AGE ALLOWED_HOSTS").split()
print(json.dumps({**{name: getattr(s, name) for name in names}, "static": s.STORAGES["staticfiles"]["BACKEND"],
  "documents_in_static": str(s.MEDIA_ROOT).startswith(str(s.STATIC_ROOT))}))
"""


def _settings(place: Place) -> dict:
    run = subprocess.run(
        [sys.executable, "-c", SETTINGS], env=place.environ, capture_output=True, text=True, check=True
    )
    return msgspec.json.decode(run.stdout)


def test_the_settings_of_real_use_are_strict(place: Place):
    held = _settings(place)
    assert held["DEBUG"] is False
    assert held["SESSION_COOKIE_SECURE"]
    assert held["CSRF_COOKIE_SECURE"]
    assert held["SECURE_SSL_REDIRECT"]
    assert held["SESSION_COOKIE_HTTPONLY"]
    assert held["CSRF_COOKIE_HTTPONLY"]
    assert held["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert held["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert held["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert held["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert held["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert held["X_FRAME_OPTIONS"] == "DENY"
    assert held["FILE_UPLOAD_PERMISSIONS"] == 0o600
    assert held["SESSION_COOKIE_AGE"] <= 12 * 3600
    assert held["DATA_UPLOAD_MAX_MEMORY_SIZE"] < held["MAX_UPLOAD_BYTES"] < 50_000_000
    assert held["ALLOWED_HOSTS"] == ["localhost"]
    assert "Manifest" in held["static"], "static files carry a hash in their names"
    assert held["documents_in_static"] is False


@pytest.fixture
def answers(circle: Circle) -> list:
    """A page, a sign-in, a page that is not there."""
    return [
        Client().get("/account/login/"),
        circle.client_of(circle.alice).get("/nowhere/"),
        Client().get("/"),
    ]


def test_every_answer_carries_a_policy_without_inline_script(answers: list):
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "object-src 'none'" in policy
        assert "base-uri 'none'" in policy
        assert "no-store" in answer.headers["Cache-Control"]
        assert "unsafe" not in policy
        assert not {"http", "*"} & set(policy.replace(":", " ").split()), "nothing comes from elsewhere"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_hsts_is_said_over_https(settings: object):
    settings.SECURE_HSTS_SECONDS = 63_072_000  # type: ignore[attr-defined]
    answer = Client().get("/health-is-not-here/", secure=True)
    assert "max-age=63072000; includeSubDomains" in answer.headers["Strict-Transport-Security"]


def test_a_form_from_elsewhere_is_refused(db: None):
    answer = Client(enforce_csrf_checks=True).post(
        "/account/login/", {"login": "a@example.org", "password": "x"}
    )
    assert answer.status_code == 403
    assert "a@example.org" not in answer.content.decode()


def test_a_host_that_is_not_ours_is_refused(db: None):
    assert Client().get("/account/login/", headers={"host": "elsewhere.example"}).status_code == 400


def test_health_needs_no_host_no_session_and_says_nothing(db: None):
    for address, word in (("/health/live", "live"), ("/health/ready", "ready")):
        answer = Client().get(address, headers={"host": "10.0.0.7"})
        assert (answer.status_code, answer.content.decode().strip()) == (200, word)
        assert not answer.cookies


def test_not_ready_without_a_database(monkeypatch: pytest.MonkeyPatch):
    from django.db import OperationalError, connection

    def gone(*_: object, **__: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", gone)
    health = Health(lambda request: pytest.fail("health is answered before anything else"))
    assert health(RequestFactory().get("/health/ready")).status_code == 503
    assert health(RequestFactory().get("/health/live")).status_code == 200


def test_no_template_holds_an_inline_script_or_style():
    import re

    root = Path(__file__).parents[3] / "src" / "cordee" / "service"
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:",
        re.I,
    )
    found = [
        (page.name, match.group())
        for page in root.rglob("templates/**/*.html")
        for match in inline.finditer(
            re.sub(
                r"{#.*?#}|{% comment %}.*?{% endcomment %}|{%.*?%}|{{.*?}}", "", page.read_text(), flags=re.S
            )
        )
    ]
    assert found == []
