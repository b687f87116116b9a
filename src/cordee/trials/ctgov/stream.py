"""Cutting a file of studies into single ones without ever holding more than one: an array, `{"studies": […]}` pages,
NDJSON, or one study."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from cordee.files.fault import BadInput

CHUNK = 1 << 18
LARGEST = 32 << 20
"""Bytes of one study. The largest real ones, with results, have a few megabytes."""

_BRACKET = re.compile(rb'(?:[^"{}\[\]]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+([{}\[\]])', re.DOTALL)
"""Up to the next bracket that stands outside every string."""
_WRAPPED = re.compile(rb'\s*\{\s*"(?:studies|totalCount|nextPageToken)"\s*:')


class Piece(msgspec.Struct, frozen=True):
    """One study's bytes, and the line it starts on."""

    body: bytes
    line: int


def pieces(stream: BinaryIO, file: str) -> Iterator[Piece]:
    """Every study of `stream`, in order. Raises BadInput where the file breaks off or a study is too large to be one.

    Only strings and brackets are looked at; whether a study is sound JSON is for its own reading to say.
    """
    head = stream.read(CHUNK).removeprefix(codecs.BOM_UTF8)
    if _is_line_by_line(head):
        yield from _lines(head, stream, file)
    else:
        yield from _Cutter(file, _level(head)).cut(head, stream)


def _is_line_by_line(head: bytes) -> bool:
    """NDJSON: a first line that is a whole value by itself, with another after it."""
    first, newline, rest = head.partition(b"\n")
    if not newline or not rest.strip() or not first.strip():
        return False
    try:
        return isinstance(msgspec.json.decode(first), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def _lines(head: bytes, stream: BinaryIO, file: str) -> Iterator[Piece]:
    """A line is a study, so that a broken one spoils no other."""
    line, rest = 1, head
    while True:
        end = rest.find(b"\n")
        if end < 0:
            if len(rest) > LARGEST:
                raise BadInput.at(file, f"line {line}", f"a study of more than {LARGEST >> 20} MB.")
            more = stream.read(CHUNK)
            if more:
                rest += more
                continue
            if rest.strip():
                yield Piece(rest, line)
            return
        if rest[:end].strip():
            yield Piece(rest[:end], line)
        rest = rest[end + 1 :]
        line += 1


def _level(head: bytes) -> int:
    """How many brackets stand around each study."""
    if _WRAPPED.match(head):
        return 2
    return 1 if head.lstrip()[:1] == b"[" else 0


class _Cutter:
    def __init__(self, file: str, level: int) -> None:
        self.file = file
        self.level = level
        self.line = 1  # of the start of the buffer

    def cut(self, buffer: bytes, stream: BinaryIO) -> Iterator[Piece]:
        """Whether the brackets inside a study match is for its own reading to say: here their depth is enough."""
        at, start, depth, level = 0, -1, 0, self.level
        within = b"["  # the bracket that holds the studies; anything at the top holds them when it is none
        while True:
            while found := _BRACKET.match(buffer, at):
                at = found.end()
                bracket = found[1]
                if bracket in b"{[":
                    if depth == level and bracket == b"{" and within == b"[":
                        start = at - 1
                    depth += 1
                    if depth == level:
                        within = bracket
                    continue
                depth -= 1
                if depth < 0:
                    self._fault(buffer, at - 1, "brackets that do not match.")
                if depth == level and start >= 0:
                    yield Piece(buffer[start:at], self.line + buffer.count(b"\n", 0, start))
                    start = -1
            keep = start if start >= 0 else at
            if len(buffer) - keep > LARGEST:
                self._fault(buffer, keep, f"a study of more than {LARGEST >> 20} MB.", "Split the file.")
            more = stream.read(CHUNK)
            if not more:
                if depth or buffer[at:].strip():
                    self._fault(
                        buffer, keep, "the file breaks off in the middle of a study.", "Fetch it again."
                    )
                return
            self.line += buffer.count(b"\n", 0, keep)
            buffer = buffer[keep:] + more
            at -= keep
            start = 0 if start >= 0 else -1

    def _fault(self, buffer: bytes, at: int, problem: str, remedy: str = "") -> None:
        line = self.line + buffer.count(b"\n", 0, at)
        raise BadInput.at(self.file, f"line {line}", problem, remedy)
