"""A picture of how the time of a sweep grows, as SVG of our own making: both scales logarithmic."""

from __future__ import annotations

import math
from collections.abc import Sequence

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 760, 420, 70, 50, 20, 130
_COLOURS = ("#1b6e8c", "#b0522d", "#5a7d2a", "#6b4a8e", "#444444")


def scaling_plot(points: Sequence[tuple[int, int, float]]) -> str:
    """`points` are (people, criteria, seconds); a line for each number of criteria."""
    counts = sorted({criteria for _, criteria, _ in points})
    x0, x1 = _span([people for people, _, _ in points])
    y0, y1 = _span([seconds for _, _, seconds in points])

    def x(people: float) -> float:
        return LEFT + (math.log10(people) - x0) / (x1 - x0) * (WIDTH - LEFT - RIGHT)

    def y(seconds: float) -> float:
        return HEIGHT - BOTTOM - (math.log10(seconds) - y0) / (y1 - y0) * (HEIGHT - BOTTOM - TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-size="13">',
        "<title>Seconds of a sweep by people, for several numbers of criteria</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for power in range(x0, x1 + 1):
        parts.append(_line(x(10**power), TOP, x(10**power), HEIGHT - BOTTOM))
        parts.append(
            _text(x(10**power), HEIGHT - BOTTOM + 18, f"{10**power:,}".replace(",", "\u202f"), "middle")
        )
    for power in range(y0, y1 + 1):
        parts.append(_line(LEFT, y(10.0**power), WIDTH - RIGHT, y(10.0**power)))
        parts.append(_text(LEFT - 8, y(10.0**power) + 4, f"{10.0**power:g} s", "end"))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "people", "middle"))
    for count, colour in zip(counts, _COLOURS, strict=False):
        line = sorted((people, seconds) for people, criteria, seconds in points if criteria == count)
        path = " ".join(f"{x(people):.1f},{y(seconds):.1f}" for people, seconds in line)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(p):.1f}" cy="{y(s):.1f}" r="3.5" fill="{colour}"/>' for p, s in line]
        last = line[-1]
        words = f"{count:,} criteria".replace(",", "\u202f")
        parts.append(_text(x(last[0]) + 10, y(last[1]) + 4, words, "start", colour))
    return "\n".join([*parts, "</svg>\n"])


def _span(values: Sequence[float]) -> tuple[int, int]:
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#d8d8d8"/>'


def _text(x: float, y: float, words: str, anchor: str, colour: str = "#222222") -> str:
    return f'<text font-family="sans-serif" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{words}</text>'
