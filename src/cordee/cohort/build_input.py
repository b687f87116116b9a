"""The NDJSON files of a bulk export, cut into units of work: what one process reads at a time."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from cordee.fhir.json_input import MAX_BYTES
from cordee.files.fault import BadInput

ENDINGS = (".ndjson", ".jsonl", ".ndjson.gz", ".jsonl.gz")
UNIT_BYTES = 64 * 2**20
"""A plain file is cut every so many bytes (at a line's end); a compressed one can't be."""


class Unit(msgspec.Struct, frozen=True):
    """A part of one file: the lines that begin at byte `start` or later and before `end`. `end` is 0 for a compressed
    file, which is read whole. `number` is its place in the whole export."""

    number: int
    file: str
    start: int
    end: int

    @property
    def compressed(self) -> bool:
        """Whether the file is gzip."""
        return self.file.endswith(".gz")


class Line(msgspec.Struct, frozen=True):
    """One line of a unit, numbered from 1 within it. `content` is None when it is longer than `MAX_BYTES`."""

    number: int
    content: bytes | None


def ndjson_files(path: Path) -> list[Path]:
    """The NDJSON files at `path`, a file or a folder (read to its depths). Raises BadInput when there is none."""
    if not path.exists():
        raise BadInput.at(str(path), "", "no such file or folder.")
    if path.is_file():
        return [path]
    found = sorted(
        child
        for child in path.rglob("*")
        if child.is_file() and child.name.lower().endswith(ENDINGS) and not child.name.startswith(".")
    )
    if not found:
        raise BadInput.at(
            str(path), "", "holds no NDJSON file.", f"Expected files that end in {', '.join(ENDINGS)}."
        )
    return found


def units_of(path: Path) -> list[Unit]:
    """Every unit of the export at `path`, in order. Files are named relative to `path` where it is a folder."""
    units: list[Unit] = []
    for file in ndjson_files(path):
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        size = file.stat().st_size
        if name.endswith(".gz"):
            units.append(Unit(len(units), name, 0, 0))
            continue
        for start in range(0, size, UNIT_BYTES):
            units.append(Unit(len(units), name, start, min(start + UNIT_BYTES, size)))
    return units


def place_of(path: Path, unit: Unit) -> Path:
    """Where the file of `unit` stands, when the export is at `path`."""
    return path / unit.file if path.is_dir() else path


def fingerprint(path: Path, *also: str) -> str:
    """Changes when a file of the export does (name, size, time of change) or anything in `also`."""
    stamp = hashlib.sha256("\0".join(also).encode())
    for file in ndjson_files(path):
        status = file.stat()
        stamp.update(f"{file.relative_to(path)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return stamp.hexdigest()[:24]


def bytes_of(path: Path) -> int:
    """What the export weighs unpacked; a compressed file is taken for ten times its size."""
    return sum(f.stat().st_size * (10 if f.name.endswith(".gz") else 1) for f in ndjson_files(path))


def lines_of(path: Path, unit: Unit) -> Iterator[Line]:
    """The lines of `unit` that are not blank, one in memory at a time. Raises BadInput: can't be read, or a compressed
    file that is damaged or cut short (then nobody knows what is missing from it)."""
    try:
        with place_of(path, unit).open("rb") as file:
            if unit.compressed:
                with gzip.open(file) as unpacked:
                    yield from _lines(unpacked, 0, 0)  # type: ignore[arg-type]
            else:
                yield from _lines(file, unit.start, unit.end)
    except EOFError:
        raise BadInput.at(unit.file, "", "the compressed file was cut short.", "Export it again.") from None
    except (gzip.BadGzipFile, zlib.error):
        raise BadInput.at(unit.file, "", "is damaged: not readable as gzip.", "Export it again.") from None
    except OSError as error:
        raise BadInput.at(unit.file, "", f"can't be read: {error.strerror or 'unknown reason'}.") from None


def _lines(file: IO[bytes], start: int, end: int) -> Iterator[Line]:
    at = start
    if start:  # the line that runs over the cut belongs to the unit before
        file.seek(start - 1)
        while (skipped := file.readline(MAX_BYTES)) and not skipped.endswith(b"\n"):
            pass
        at = file.tell()
    number = 0
    while not end or at < end:
        content = file.readline(MAX_BYTES + 1)
        if not content:
            return
        number += 1
        at += len(content)
        too_long = len(content) > MAX_BYTES
        while too_long and not content.endswith(b"\n") and (content := file.readline(MAX_BYTES)):
            at += len(content)
        if too_long:
            yield Line(number, None)
        elif content.strip():
            yield Line(number, content)
