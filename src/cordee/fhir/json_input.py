"""From bytes to plain JSON: size, encoding, syntax, depth; each refusal says where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from cordee.files.fault import BadInput

MAX_BYTES = 64 * 1024 * 1024  # of one JSON document; an NDJSON file may be longer, its lines may not
_DECODER = msgspec.json.Decoder()


def read_json(path: Path) -> Any:
    """The JSON document in `path`. Raises BadInput: not there, too big, not UTF-8, not JSON, cut short, too deep."""
    file = str(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_big(file, "", size)
        content = path.read_bytes()
    except OSError as error:
        raise BadInput.at(file, "", f"can't be read: {error.strerror or 'unknown reason'}.") from None
    return decode(content, file)


def decode(content: bytes, file: str, where: str = "") -> Any:
    """`content` as plain Python. `where` is the place of this document in its file, when it is not all of it."""
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    if not content.strip():
        raise BadInput.at(file, where, "is empty; expected a FHIR resource in JSON.")
    try:
        return _DECODER.decode(content)
    except UnicodeDecodeError as error:
        # The decoder counts from the start of the string it was in: look for the place in the whole.
        raise BadInput.at(
            file,
            where or _place(content, _bad_byte(content)),
            f"not UTF-8 ({error.reason}).",
            "Save the file in UTF-8.",
        ) from None
    except RecursionError:
        raise BadInput.at(file, where, "nested too deeply to be read.") from None
    except msgspec.DecodeError as error:
        text = str(error)
        if "truncated" in text:
            place = where or _place(content, len(content))
            raise BadInput.at(
                file, place, "the file stops in the middle: it was cut short.", "Export it again."
            ) from None
        byte = int(digits) if (digits := text.rpartition("byte ")[2].rstrip(")")).isdigit() else 0
        raise BadInput.at(file, where or _place(content, byte), f"not JSON: {_plain(text)}.") from None


def read_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Each line of an NDJSON file, numbered from 1, decoded; blank lines are passed over. Never holds the whole file."""
    file = str(path)
    try:
        with path.open("rb") as lines:
            number = 0
            while line := lines.readline(MAX_BYTES + 1):
                number += 1
                if len(line) > MAX_BYTES:
                    raise _too_big(file, f"line {number}", len(line))
                if line.strip():
                    yield number, decode(line, file, f"line {number}")
    except OSError as error:
        raise BadInput.at(file, "", f"can't be read: {error.strerror or 'unknown reason'}.") from None


def _too_big(file: str, where: str, size: int) -> BadInput:
    limit = MAX_BYTES // 2**20
    return BadInput.at(
        file,
        where,
        f"{size // 2**20} MiB is more than the {limit} MiB that one JSON document may have.",
        "Export one person at a time, or as NDJSON, one resource a line.",
    )


def _place(content: bytes, byte: int) -> str:
    before = content[:byte]
    newline = b"\n"
    return f"line {before.count(newline) + 1} column {byte - before.rfind(newline)}"


def _bad_byte(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _plain(text: str) -> str:
    return text.removeprefix("JSON is malformed: ").partition(" (byte")[0]
