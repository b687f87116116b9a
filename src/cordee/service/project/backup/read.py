"""Reading a backup: its parts in order, each proved against its count and hash."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import msgspec

from cordee.files.fault import BadInput
from cordee.service.project.backup.sealed import unsealed
from cordee.service.project.backup.tables import Sum
from cordee.service.project.backup.write import FORMAT

Part = dict[str, Any]


def lines(source: BinaryIO, key: bytes, name: str) -> Iterator[bytes]:
    """The lines inside a sealed backup."""
    unpacker, rest = zlib.decompressobj(), b""
    for chunk in unsealed(source, key, name):
        *whole, rest = (rest + unpacker.decompress(chunk)).split(b"\n")
        yield from whole
    if rest or not unpacker.eof:
        raise BadInput.at(name, "", "ends in the middle. Nothing was written.")


def parts(path: Path, key: bytes) -> Iterator[Part | bytes]:
    """What a backup says (dicts), and its rows and pieces of documents (bytes), checked as they pass.

    Raises BadInput where a count or a hash does not agree, or it is not complete.
    """
    name, total, digest, complete = str(path), Sum(), hashlib.sha256(), False
    in_document = False
    with path.open("rb") as source:
        for line in lines(source, key, name):
            if line.startswith(b"["):
                total.add(line)
                yield line
                continue
            said = msgspec.json.decode(line)
            if isinstance(said, str) and in_document:
                piece = base64.b64decode(said)
                digest.update(piece)
                yield piece
                continue
            _agrees(said, total, digest, name)
            if "table" in said:
                total = Sum()
            if "document" in said:
                _harmless(said["document"], name)
                digest, in_document = hashlib.sha256(), True
            in_document = in_document and "end_document" not in said
            complete = complete or said.get("complete") is True
            yield said
    if not complete:
        raise BadInput.at(name, "", "is not complete. Nothing was written.")


def _agrees(said: Part, total: Sum, digest: Any, name: str) -> None:
    if said.get("backup", FORMAT) != FORMAT:
        raise BadInput.at(
            name, "", f"is of format {said['backup']}: expected {FORMAT}. Install that version."
        )
    if "end" in said and {"count": said["count"], "sum": said["sum"]} != total.said():
        raise BadInput.at(name, "", f"count or hash of {said['end']} does not agree.")
    if "end_document" in said and said["sha256"] != digest.hexdigest():
        raise BadInput.at(name, "", "the hash of a document does not agree.")


def _harmless(document: str, name: str) -> None:
    path = PurePosixPath(document)
    if path.is_absolute() or ".." in path.parts:
        raise BadInput.at(name, "", "names a document outside its folder.")


def checked(path: Path, key: bytes) -> Part:
    """Read it whole, writing nothing; what it says of itself: first and last line together."""
    about: Part = {}
    try:
        for part in parts(path, key):
            if isinstance(part, dict) and ("backup" in part or "complete" in part):
                about |= part
    except OSError as error:
        raise BadInput.at(str(path), "", f"can't be read: {error.strerror}.") from None
    return about
