"""A table in a terminal: columns side by side when they fit, rows as 'header: cell' lines otherwise."""

from __future__ import annotations

from cordee.plan.document import Table
from cordee.plan.render.wording import spoken
from cordee.plan.render.wrap import columns, wrapped
from cordee.terms import Lang

_GAP = 2
_NARROWEST = 8


def table_lines(table: Table, lang: Lang, width: int) -> list[str]:
    """The lines of `table`, none wider than `width`."""
    headers = [spoken(h, lang) for h in table.headers]
    rows = [[spoken(cell, lang) for cell in row] for row in table.rows]
    across = _across(table, width)
    if min(across, default=0) < _NARROWEST:
        colon = "\u202f: " if lang == "fr" else ": "
        lines: list[str] = []
        for row in rows:
            for header, cell in zip(headers, row, strict=False):
                lines += wrapped(f"{header}{colon}{cell}", width, "  ")
        return lines
    lines = []
    for n, row in enumerate([headers, *rows]):
        cells = [wrapped(cell, room) for cell, room in zip(row, across, strict=False)]
        for k in range(max((len(c) for c in cells), default=0)):
            parts = [
                _padded(c[k] if k < len(c) else "", room) for c, room in zip(cells, across, strict=False)
            ]
            lines.append((" " * _GAP).join(parts).rstrip(" "))
        if n == 0:
            lines.append((" " * _GAP).join("─" * room for room in across))
    return lines


def _across(table: Table, width: int) -> list[int]:
    count = len(table.headers)
    shares = list(table.widths) if len(table.widths) == count else [1] * count
    room = width - _GAP * (count - 1)
    return [room * share // max(sum(shares), 1) for share in shares]


def _padded(text: str, room: int) -> str:
    return text + " " * (room - columns(text))
