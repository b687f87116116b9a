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

_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*("|\\?\Z)|[{}\[\]]', re.DOTALL)
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
        self.open: list[bytes] = []
        self.start = -1  # of the study being read, in `buffer`
        self.line = 1  # of the start of `buffer`

    def cut(self, buffer: bytes, stream: BinaryIO) -> Iterator[Piece]:
        at = 0
        while True:
            stop = len(buffer)
            for token in _TOKEN.finditer(buffer, at):
                if token.group(1) is None:
                    piece = self._bracket(buffer, token.group(), token.start(), token.end())
                    if piece is not None:
                        yield piece
                elif token.group(1) != b'"':
                    stop = token.start()  # a string that the next bytes will close
            at = stop
            keep = self.start if self.start >= 0 else at
            if len(buffer) - keep > LARGEST:
                self._fault(buffer, keep, f"a study of more than {LARGEST >> 20} MB.", "Split the file.")
            more = stream.read(CHUNK)
            if not more:
                if self.open or buffer[at:].strip():
                    where = self.start if self.start >= 0 else at
                    self._fault(
                        buffer, where, "the file breaks off in the middle of a study.", "Fetch it again."
                    )
                return
            self.line += buffer.count(b"\n", 0, keep)
            buffer = buffer[keep:] + more
            at -= keep
            if self.start >= 0:
                self.start = 0

    def _bracket(self, buffer: bytes, token: bytes, start: int, end: int) -> Piece | None:
        if token in (b"{", b"["):
            if token == b"{" and len(self.open) == self.level and self.start < 0 and self._among_studies():
                self.start = start
            self.open.append(token)
        elif token in (b"}", b"]"):
            if not self.open or self.open.pop() != (b"{" if token == b"}" else b"["):
                self._fault(buffer, start, "brackets that do not match.")
            if self.start >= 0 and len(self.open) == self.level:
                body = buffer[self.start : end]
                piece = Piece(body, self.line + buffer.count(b"\n", 0, self.start))
                self.start = -1
                return piece
        return None

    def _among_studies(self) -> bool:
        return self.level == 0 or self.open[-1] == b"["

    def _fault(self, buffer: bytes, at: int, problem: str, remedy: str = "") -> None:
        line = self.line + buffer.count(b"\n", 0, at)
        raise BadInput.at(self.file, f"line {line}", problem, remedy)
