"""Restoring a backup into an empty place: checked whole before, written in one transaction, compared after."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery

from cordee.files.fault import BadInput
from cordee.service.people.models import Account, Person
from cordee.service.project.backup.read import Part, checked, parts
from cordee.service.project.backup.tables import Sum, kept_models, read_value, rows
from cordee.service.project.running.migrations import known_migrations

_BATCH = 500


def restore(path: Path, key: bytes) -> Part:
    """Bring the backup in. What it says of itself is returned: rows, documents, made_at.

    Raises BadInput, nothing written, when it is not whole, is of other tables than this code's, or the place is not
    empty; and when what stands in the database afterwards is not what the backup holds (the transaction is undone).
    """
    about = checked(path, key)
    _same_tables(about, path)
    if Account._meta.db_table in connection.introspection.table_names():
        _empty_place()  # before anything is written; tables that are not there yet are empty
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    _empty_place()
    documents = Path(settings.MEDIA_ROOT)
    written: list[Path] = []
    try:
        with transaction.atomic():
            sums = _write(path, key, documents, written)
            connection.check_constraints()
            _compare(sums, path)
            _sequences()
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        raise
    return about


def _same_tables(about: Part, path: Path) -> None:
    known = set(known_migrations())
    if set(about["migrations"]) != known:
        raise BadInput.at(
            str(path),
            "",
            f"was taken with version {about['version']}, whose tables are others: install that version, restore, "
            "then upgrade. Nothing was written.",
        )


def _empty_place() -> None:
    documents = Path(settings.MEDIA_ROOT)
    has_files = documents.is_dir() and any(path.is_file() for path in documents.rglob("*"))
    if Account.objects.exists() or Person.objects.exists() or has_files:
        raise BadInput.at(
            "the database or the documents",
            "",
            "are not empty: restore into an empty place (CORDEE_HOME, CORDEE_DATABASE_URL). Nothing was written.",
        )


def _write(path: Path, key: bytes, documents: Path, written: list[Path]) -> dict[str, dict[str, Any]]:
    """Rows and documents as they come; the sums that the backup says, by table."""
    for model in kept_models():  # what migrations put there: content types, permissions
        if model._base_manager.exists():
            model._base_manager.all()._raw_delete(connection.alias)
    sums: dict[str, dict[str, Any]] = {}
    stream = iter(parts(path, key))
    for part in stream:
        if isinstance(part, dict) and "table" in part:
            model = apps.get_model(part["table"])
            end = _rows(model, part["columns"], stream)
            sums[part["table"]] = {"count": end["count"], "sum": end["sum"]}
        elif isinstance(part, dict) and "document" in part:
            _document(documents / part["document"], stream, written)
    return sums


def _rows(model: type[models.Model], names: list[str], stream: Iterator[Part | bytes]) -> Part:
    fields = [
        model._meta.get_field(name.removesuffix("_id") if _is_key(model, name) else name) for name in names
    ]
    waiting: list[models.Model] = []
    for part in stream:
        if isinstance(part, dict):
            _insert(model, waiting)
            return part
        values = msgspec.json.decode(part)
        waiting.append(
            model(**{n: read_value(f, v) for n, f, v in zip(names, fields, values, strict=True)})  # type: ignore[arg-type]
        )
        if len(waiting) >= _BATCH:
            _insert(model, waiting)
            waiting = []
    raise AssertionError("the stream was checked: each table has an end")


def _is_key(model: type[models.Model], name: str) -> bool:
    return any(f.attname == name and f.name != name for f in model._meta.concrete_fields)


def _insert(model: type[models.Model], objects: list[models.Model]) -> None:
    """As they are: nothing that fields set by themselves on saving (a date of joining, say) is set anew."""
    fields = list(model._meta.concrete_fields)
    step = max(1, min(_BATCH, 900 // len(fields))) if connection.vendor == "sqlite" else _BATCH
    for start in range(0, len(objects), step):
        query = InsertQuery(model)
        query.insert_values(fields, objects[start : start + step], raw=True)
        query.get_compiler(connection=connection).execute_sql(None)


def _document(target: Path, stream: Iterator[Part | bytes], written: list[Path]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    written.append(target)
    with os.fdopen(handle, "wb") as file:
        for part in stream:
            if isinstance(part, dict):
                break
            file.write(part)
        file.flush()
        os.fsync(file.fileno())


def _compare(sums: dict[str, dict[str, Any]], path: Path) -> None:
    for model in kept_models():
        total = Sum()
        for line in rows(model):
            total.add(line)
        if total.said() != sums.get(model._meta.label, Sum().said()):
            raise BadInput.at(
                str(path),
                "",
                f"{model._meta.label} reads back differently from the backup. Everything was undone.",
            )


def _sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), kept_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
