"""The picture in words: a description inside the picture itself, one line an event, that every rendering can read back."""

from __future__ import annotations

from html import unescape

from cordee.terms import Words

IN_WORDS = Words("La même chose en mots", "The same in words")
BETWEEN = " — "


def description(rows: tuple[tuple[str, str], ...]) -> str:
    """Rows (when, what) as the text of a `<desc>`, not yet escaped."""
    return "\n".join(f"{when}{BETWEEN}{what}" for when, what in rows)


def described(svg: str) -> tuple[tuple[str, str], ...]:
    """The rows of a picture's `<desc>`; empty when it has none."""
    start, end = svg.find("<desc"), svg.find("</desc>")
    if start < 0 or end < start:
        return ()
    text = unescape(svg[svg.index(">", start) + 1 : end])
    rows = [line.partition(BETWEEN) for line in text.split("\n") if BETWEEN in line]
    return tuple((when, what) for when, _, what in rows)


def alternative(svg: str) -> str:
    """The whole description as one text, for a place that takes only that."""
    start, end = svg.find("<desc"), svg.find("</desc>")
    if start < 0 or end < start:
        return ""
    return " ; ".join(unescape(svg[svg.index(">", start) + 1 : end]).split("\n"))
