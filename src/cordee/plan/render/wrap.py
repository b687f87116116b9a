"""Wrapping for a terminal: by columns, at plain spaces only."""

from __future__ import annotations

import re
import unicodedata

_UNUSUAL = re.compile("[^\\u0000-\\u02ff\\u2010-\\u20cf\\u2100-\\u22ff\\u2500-\\u257f\\u2713\\u2717]")
"""Letters that may take no column or two: outside Latin, punctuation, arrows, signs of mathematics and our own marks."""


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: wide letters two, combining ones none."""
    if text.isascii() or not _UNUSUAL.search(text):
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def wrapped(text: str, width: int, hang: str = "") -> list[str]:
    """`text` in lines of at most `width` columns, those after the first starting with `hang`.

    Breaks at plain spaces only, so that the narrow spaces of French stay; a word longer than a line is cut.
    """
    lead = text[: len(text) - len(text.lstrip(" "))]
    lines, line = [], lead
    for word in filter(None, text.split(" ")):
        fresh = line in (lead, hang)
        joined = line + word if fresh else f"{line} {word}"
        if columns(joined) <= width:
            line = joined
            continue
        if not fresh:
            lines.append(line)
            line = hang
        line += word
        while columns(line) > width:
            cut = _cut(line, width)
            lines.append(line[:cut])
            line = hang + line[cut:]
    lines.append(line)
    return lines


def _cut(line: str, width: int) -> int:
    """How many characters of `line` fill `width` columns."""
    used = 0
    for n, letter in enumerate(line):
        used += columns(letter)
        if used > width:
            return n
    return len(line)
