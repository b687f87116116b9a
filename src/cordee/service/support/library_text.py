"""Hard words inside a text. `[[metastasis|métastases]]` shows 'métastases' and opens the glossary's `metastasis`."""

from __future__ import annotations

import re

import msgspec

_HARD_WORD = re.compile(r"\[\[([\w-]+)\|([^\[\]|]+)\]\]")


class Piece(msgspec.Struct, frozen=True):
    """A run of a text. `word` is the id of the glossary entry it opens, None for ordinary text."""

    text: str
    word: str | None = None


def pieces(text: str) -> tuple[Piece, ...]:
    """The runs of `text` in order; together they are `plain(text)`."""
    found: list[Piece] = []
    end = 0
    for match in _HARD_WORD.finditer(text):
        if match.start() > end:
            found.append(Piece(text[end : match.start()]))
        found.append(Piece(match[2], match[1]))
        end = match.end()
    if end < len(text):
        found.append(Piece(text[end:]))
    return tuple(found)


def plain(text: str) -> str:
    """`text` as it is read, without the marks of hard words."""
    return _HARD_WORD.sub(r"\2", text)


def hard_words(text: str) -> tuple[str, ...]:
    """The ids of the glossary entries `text` opens, in order."""
    return tuple(match[1] for match in _HARD_WORD.finditer(text))
