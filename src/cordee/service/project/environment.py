"""What the operator says through the environment, read once, with clear errors."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import available_timezones

from cordee.files.fault import BadInput
from cordee.files.home import home

DEMO_SECRET = "demo-secret-for-invented-people-only"
"""The key of a demo, known to everybody: `cordee serve` refuses it."""

DEFAULT_PORT = 8480


def port(environ: Mapping[str, str] = os.environ) -> int:
    """The port of the web server: `CORDEE_PORT`, 1–65535. Raises `BadInput` for anything else."""
    said = environ.get("CORDEE_PORT", str(DEFAULT_PORT))
    if not said.isdecimal() or not 1 <= int(said) <= 65535:
        raise BadInput.at("CORDEE_PORT", "", f"'{said}' is not a port: expected a number from 1 to 65535.")
    return int(said)


def database(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's settings for `CORDEE_DATABASE_URL`; without one, SQLite in the data folder.

    SQLite: WAL, every commit on disk before it is told (`synchronous=FULL`), transactions IMMEDIATE so that a
    writer waits for its turn (20 seconds at most, or `?timeout=`) instead of failing halfway. PostgreSQL: a statement
    that comes more than five times is prepared (`?prepare=`; off behind a pooler that gives each transaction another
    connection). Raises `BadInput` for an address that is neither `postgresql://…` nor `sqlite:///…`.
    """
    said = environ.get("CORDEE_DATABASE_URL", "")
    parts = urlsplit(said)
    if not said or parts.scheme == "sqlite":
        return {
            "ENGINE": "cordee.service.project.sqlite",
            "NAME": unquote(parts.path[1:]) if said else str(home() / "cordee.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": _seconds(parts.query),
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000; PRAGMA wal_autocheckpoint=4000;",
            },
        }
    if parts.scheme in ("postgresql", "postgres"):
        asked = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        prepared = _times(asked.pop("prepare", "5"))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")) or "postgres",
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": asked.pop("host", "") or (parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"server_side_binding": True, "prepare_threshold": prepared, **asked},
        }
    raise BadInput.at(
        "CORDEE_DATABASE_URL", "", "expected postgresql://user@host/name or sqlite:///path/to/file."
    )


def _seconds(query: str) -> int:
    said = parse_qs(query).get("timeout", ["20"])[-1]
    if not said.isdecimal() or not 1 <= int(said) <= 300:
        raise BadInput.at("CORDEE_DATABASE_URL", "", f"timeout={said}: expected seconds from 1 to 300.")
    return int(said)


def _times(said: str) -> int | None:
    if said == "off":
        return None
    if not said.isdecimal():
        raise BadInput.at(
            "CORDEE_DATABASE_URL",
            "",
            f"prepare={said}: expected how often a statement comes before it is prepared, or off.",
        )
    return int(said)


def secret(environ: Mapping[str, str] = os.environ) -> str:
    """The signing key: `CORDEE_SECRET_KEY`, or the demo's, which `cordee serve` refuses."""
    return environ.get("CORDEE_SECRET_KEY") or DEMO_SECRET


def hosts(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The names the service answers to: `CORDEE_HOSTS`, separated by commas; without it, this machine only."""
    said = environ.get("CORDEE_HOSTS", "")
    return [name.strip() for name in said.split(",") if name.strip()] or ["localhost", "127.0.0.1", "[::1]"]


def is_demo(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether this is a demo with invented people: `CORDEE_DEMO=1`."""
    return environ.get("CORDEE_DEMO") == "1"


def time_zone(environ: Mapping[str, str] = os.environ) -> str:
    """The time zone of days and hours on pages: `CORDEE_TIME_ZONE`, else Europe/Paris. Raises BadInput when unknown."""
    said = environ.get("CORDEE_TIME_ZONE", "Europe/Paris")
    if said not in available_timezones():
        raise BadInput.at(
            "CORDEE_TIME_ZONE", "", f"'{said}' is not a time zone: expected e.g. Europe/Brussels."
        )
    return said


def idle_minutes(environ: Mapping[str, str] = os.environ) -> int:
    """After how many minutes without use a session ends (`CORDEE_IDLE_MINUTES`, 5 to 720). Raises BadInput."""
    said = _count("CORDEE_IDLE_MINUTES", 480, 720, environ)
    if said < 5:
        raise BadInput.at("CORDEE_IDLE_MINUTES", "", f"'{said}' is too short to write in: expected 5 to 720.")
    return said


def _count(name: str, otherwise: int, most: int, environ: Mapping[str, str]) -> int:
    said = environ.get(name, str(otherwise))
    if not said.isdecimal() or int(said) > most:
        raise BadInput.at(name, "", f"'{said}' is not a number from 0 to {most}.")
    return int(said)


def proxies(environ: Mapping[str, str] = os.environ) -> int:
    """How many proxies stand before the service (`CORDEE_PROXIES`): so many addresses of X-Forwarded-For are believed."""
    return _count("CORDEE_PROXIES", 0 if is_demo(environ) else 1, 9, environ)


def workers(environ: Mapping[str, str] = os.environ) -> int:
    """How many processes of the web server (`CORDEE_WORKERS`), one for each core and at most four when not set."""
    return max(1, _count("CORDEE_WORKERS", min(4, os.cpu_count() or 1), 64, environ))


def mail(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's settings for `CORDEE_MAIL_URL`, `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`.

    Without one, a demo prints its mails and anything else looks for a server on this machine. `CORDEE_MAIL_FROM` is
    the sender. Raises BadInput for another kind of address.
    """
    sender = environ.get("CORDEE_MAIL_FROM", "cordee@localhost")
    said = environ.get("CORDEE_MAIL_URL", "")
    if not said:
        kind = "console" if is_demo(environ) else "smtp"
        return {
            "EMAIL_BACKEND": f"django.core.mail.backends.{kind}.EmailBackend",
            "DEFAULT_FROM_EMAIL": sender,
        }
    parts = urlsplit(said)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise BadInput.at("CORDEE_MAIL_URL", "", "expected smtp://user:password@host:587 or smtps://….")
    sealed = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if sealed else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": sealed,
        "EMAIL_USE_TLS": not sealed and bool(parts.username),
        "EMAIL_TIMEOUT": 15,
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
    }
