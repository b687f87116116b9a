"""How wide a text will be, so that labels neither run into each other nor over the edge.

Widths are those of Inter Regular in hundredths of the type size, read from the font that ships; other letters count
as their base letter, unknown ones as a wide one. A page may fall back on another sans serif: a margin covers it.
"""

from __future__ import annotations

import unicodedata

_FROM_SPACE_TO_TILDE = (
    "28 28 40 63 64 81 64 22 36 36 50 66 28 46 28 36 62 46 61 64 64 61 62 57 62 62 28 28 66 66 66 51 "
    "94 68 65 73 72 60 59 74 74 26 54 65 56 89 75 76 63 76 64 64 64 74 68 95 64 66 62 36 36 36 47 45 "
    "50 56 62 56 62 58 36 61 59 24 24 54 24 87 59 60 61 61 37 52 36 58 56 81 54 56 54 36 33 36 66 "
)
_ASCII = tuple(map(int, _FROM_SPACE_TO_TILDE.split()))
_OTHER = {"\u202f": 18, "\u00a0": 28, "’": 18, "«": 54, "»": 54, "·": 28, "…": 82, "–": 50, "—": 100, "œ": 99}
_WIDE = 100
_MARGIN = 1.07
_BOLD = 1.05

ELLIPSIS = "…"


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of `text` at type size `size`, in the same unit, on the safe side."""
    hundredths = sum(_letter(letter) for letter in text)
    return hundredths / 100 * size * _MARGIN * (_BOLD if bold else 1)


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """`text` cut with an ellipsis to fit in `room`; empty when not even three letters would fit."""
    if text_width(text, size, bold=bold) <= room:
        return text
    for end in range(len(text) - 1, 2, -1):
        cut = text[:end].rstrip(" ,+·") + ELLIPSIS
        if text_width(cut, size, bold=bold) <= room:
            return cut
    return ""


def _letter(letter: str) -> int:
    if " " <= letter <= "~":
        return _ASCII[ord(letter) - 32]
    if letter in _OTHER:
        return _OTHER[letter]
    if unicodedata.combining(letter):
        return 0
    base = unicodedata.normalize("NFD", letter)[0]
    return _ASCII[ord(base) - 32] if " " <= base <= "~" else _WIDE
