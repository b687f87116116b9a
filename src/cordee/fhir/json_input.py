"""From bytes to plain JSON: size, encoding, syntax, depth; each refusal says where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from cordee.fhir import fault_words as w
from cordee.files.fault import BadInput
from cordee.terms import Words

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
        raise BadInput.at(file, "", w.CANT_BE_READ.filled(why=error.strerror or w.UNKNOWN_REASON)) from None
    return decode(content, file)


def decode(content: bytes, file: str, where: str = "") -> Any:
    """`content` as plain Python. `where` is the place of this document in its file, when it is not all of it."""
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    if not content.strip():
        raise BadInput.at(file, where, w.EMPTY)
    try:
        return _DECODER.decode(content)
    except UnicodeDecodeError as error:
        # The decoder counts from the start of the string it was in: look for the place in the whole.
        raise BadInput.at(
            file,
            where or _place(content, _bad_byte(content)),
            w.NOT_UTF8_BECAUSE.filled(why=error.reason),
            w.SAVE_UTF8,
        ) from None
    except RecursionError:
        raise BadInput.at(file, where, w.TOO_DEEP) from None
    except msgspec.DecodeError as error:
        text = str(error)
        if "truncated" in text:
            place = where or _place(content, len(content))
            raise BadInput.at(file, place, w.CUT_SHORT, w.EXPORT_AGAIN) from None
        byte = int(digits) if (digits := text.rpartition("byte ")[2].rstrip(")")).isdigit() else 0
        raise BadInput.at(file, where or _place(content, byte), w.NOT_JSON.filled(why=_plain(text))) from None


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
        raise BadInput.at(file, "", w.CANT_BE_READ.filled(why=error.strerror or w.UNKNOWN_REASON)) from None


def _too_big(file: str, where: str, size: int) -> BadInput:
    limit = MAX_BYTES // 2**20
    return BadInput.at(
        file,
        where,
        w.TOO_BIG.filled(size=size // 2**20, limit=limit),
        w.EXPORT_LESS,
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


def _plain(text: str) -> Words:
    """What the decoder found, in both languages; one it has no known name for is 'malformed' in French."""
    found = text.removeprefix("JSON is malformed: ").partition(" (byte")[0]
    return w.MALFORMED.get(found, Words(w.MALFORMED_OTHERWISE.fr, found))
