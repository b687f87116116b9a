"""Writing a backup: every table in one snapshot, every document, sealed, whole or not at all."""

from __future__ import annotations

import base64
import hashlib
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from django.conf import settings

from cordee import __version__
from cordee.files.fault import BadInput
from cordee.service.project.backup.sealed import Sealer
from cordee.service.project.backup.tables import (
    Sum,
    columns,
    kept_models,
    rows,
    snapshot_begins,
    snapshot_ends,
)
from cordee.service.project.running.migrations import applied_migrations

FORMAT = 1
_PIECE = 512 * 1024


@dataclass(frozen=True)
class Written:
    """What a backup holds, and its size in bytes."""

    path: Path
    rows: int
    documents: int
    size: int


def write_backup(out: Path, key: bytes, at: datetime) -> Written:
    """Write everything to `out` while the service runs. Raises BadInput when `out` exists or can't be written."""
    if out.exists():
        raise BadInput.at(str(out), "", "exists already: a backup is never overwritten. Nothing was written.")
    partial = out.with_name(f".{out.name}.partial")
    try:
        out.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    except OSError as error:
        raise BadInput.at(str(out), "", f"can't be written: {error.strerror}. Nothing was written.") from None
    told = {"rows": 0, "documents": 0}
    try:
        with os.fdopen(handle, "wb") as file:
            sealer, packer = Sealer(file, key), zlib.compressobj(4)
            for line in _lines(at, told):
                sealer.write(packer.compress(line + b"\n"))
            sealer.write(packer.flush())
            sealer.close()
            file.flush()
            os.fsync(file.fileno())
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
    return Written(out, told["rows"], told["documents"], out.stat().st_size)


def _lines(at: datetime, told: dict[str, int]) -> Iterator[bytes]:
    snapshot_begins()
    try:
        yield _said(
            backup=FORMAT,
            version=__version__,
            made_at=at.isoformat(),
            migrations=sorted(applied_migrations()),
        )
        for model in kept_models():
            yield _said(table=model._meta.label, columns=columns(model))
            total = Sum()
            for line in rows(model):
                total.add(line)
                yield line
            told["rows"] += total.count
            yield _said(end=model._meta.label, **total.said())
    finally:
        snapshot_ends()
    # Documents are written before the row that names them and never changed, so those of the snapshot are all here.
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield from _document(path)
            told["documents"] += 1
    yield _said(complete=True, **told)


def _document(path: Path) -> Iterator[bytes]:
    name = path.relative_to(settings.MEDIA_ROOT).as_posix()
    yield _said(document=name)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            yield msgspec.json.encode(base64.b64encode(piece).decode())
    yield _said(end_document=name, sha256=digest.hexdigest())


def _said(**fields: object) -> bytes:
    return msgspec.json.encode(fields)
