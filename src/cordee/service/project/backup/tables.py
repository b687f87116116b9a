"""Which tables a backup holds, and their rows as JSON: the same bytes whichever database they come from."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
from django.apps import apps
from django.db import connection, models

LEFT_OUT = frozenset({"sessions.Session", "people.SignedInPlace", "people.KeptText", "people.SentForm"})
"""Signed-in browsers and what waits for one: after a restore everybody signs in again."""

_encoder = msgspec.json.Encoder(order="deterministic", enc_hook=lambda value: _plain(value))


def kept_models() -> list[type[models.Model]]:
    """Every model with a table of its own, many-to-many tables included, by label."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label not in LEFT_OUT
    ]
    return sorted(found, key=lambda model: model._meta.label)


def columns(model: type[models.Model]) -> list[str]:
    """The names of its stored fields, in a stable order."""
    return sorted(field.attname for field in model._meta.concrete_fields)


def rows(model: type[models.Model], *, chunk: int = 2000) -> Iterator[bytes]:
    """Each row as one line of JSON: its values in the order of `columns`."""
    found = model._base_manager.order_by("pk").values_list(*columns(model))
    for row in found.iterator(chunk_size=chunk):
        yield _encoder.encode(row)


class Sum:
    """A count and a hash of rows that does not depend on their order: the sum of their SHA-256, modulo 2²⁵⁶.

    Guards against loss and mistakes; against malice, the seal of the file does.
    """

    def __init__(self) -> None:
        self.count, self._sum = 0, 0

    def add(self, line: bytes) -> None:
        """Take one more row."""
        self.count += 1
        self._sum = (self._sum + int.from_bytes(hashlib.sha256(line).digest(), "big")) % (1 << 256)

    def said(self) -> dict[str, Any]:
        """As it stands in a backup."""
        return {"count": self.count, "sum": f"{self._sum:064x}"}


def _plain(value: object) -> object:
    if isinstance(value, memoryview):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"a backup can't hold {type(value).__name__}")


def read_value(field: models.Field[Any, Any], value: Any) -> Any:
    """A value of a line as the field's Python value."""
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    if isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.DecimalField):
        return Decimal(value)
    return field.to_python(value)


def snapshot_begins() -> None:
    """From here on this connection sees one state of the database, while others go on writing.

    SQLite: a deferred transaction in WAL mode reads one snapshot and holds no lock that a writer waits for.
    """
    connection.ensure_connection()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        else:
            cursor.execute("BEGIN DEFERRED")
            cursor.execute(
                "SELECT count(*) FROM django_migrations"
            )  # the snapshot is taken by the first reading


def snapshot_ends() -> None:
    """Let the snapshot go."""
    with connection.cursor() as cursor:
        cursor.execute("ROLLBACK")
