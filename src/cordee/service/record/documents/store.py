"""The bytes of documents on the disk: one file per content, named by its SHA-256, readable by the service alone."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

_PIECE = 64 * 1024


def path_of(sha256: str) -> Path:
    """Where a content lies."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def chunks_of(sha256: str) -> Iterator[bytes]:
    """A content, a piece at a time; the file is open only while it is read."""
    with path_of(sha256).open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def keep(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write a content; (SHA-256 in hex, size in bytes). Whole or not at all; the same content lies there once."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    size = 0
    with tempfile.NamedTemporaryFile(dir=root, prefix=".coming-", delete=False) as file:
        try:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
            os.chmod(file.name, 0o600)
            target = path_of(digest.hexdigest())
            target.parent.mkdir(exist_ok=True, mode=0o700)
            os.replace(file.name, target)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return digest.hexdigest(), size
