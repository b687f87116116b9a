"""What the operator says through the environment, read once, with clear errors."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

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
    writer waits for its turn instead of failing halfway. Raises `BadInput` for an address that is neither
    `postgresql://…` nor `sqlite:///…`.
    """
    said = environ.get("CORDEE_DATABASE_URL", "")
    parts = urlsplit(said)
    if not said or parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) if said else str(home() / "cordee.sqlite3"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;",
            },
        }
    if parts.scheme in ("postgresql", "postgres"):
        asked = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")) or "postgres",
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": asked.pop("host", "") or (parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": asked,
        }
    raise BadInput.at(
        "CORDEE_DATABASE_URL", "", "expected postgresql://user@host/name or sqlite:///path/to/file."
    )


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
