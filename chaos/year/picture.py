"""The year as one picture, SVG of our own making: week by week what was opened and closed, and hour by hour of the week how
soon a human answered. Its own colours follow the reader's light or dark."""

from __future__ import annotations

from chaos.year.calendar import ZONE
from chaos.year.tally import Story, Tally, at_least, by_week
from chaos.year.words import minutes
from cordee.service.chain.models import Level

WIDTH, HEIGHT, LEFT, RIGHT = 960, 672, 74, 24
_UP, _BASE, _DOWN = 98, 240, 382
"""The weeks: highest bar, the line between opened and closed, lowest bar."""
_STRIP, _CELL, _ROWS = 492, 5.1, ("red", "amber")
_BOUNDS = {5: "to 5 min", 10: "to 10 min", 20: "to 20 min", 60: "to 1 h", 240: "to 4 h", 960: "to 16 h"}
"""Minutes at which the colour of an hour changes."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_STYLE = """<style>
.ground{fill:#fbfaf7}.ink{fill:#1d2733}.quiet{fill:#5b6672}.rule{stroke:#c9ced4}.axis{stroke:#5b6672}
.red{fill:#b3261e}.amber{fill:#d9952b}.closed{fill:#3f7d5a}.left{stroke:#1d2733;fill:none}.under{stroke:#fbfaf7;fill:none}.none{fill:#f2f0ea}
.w0{fill:#cfe6ee}.w1{fill:#a3cddb}.w2{fill:#78b2c4}.w3{fill:#4a8ea6}.w4{fill:#2c6a83}.w5{fill:#174a61}.w6{fill:#0b2b3b}
@media (prefers-color-scheme:dark){
.ground{fill:#141a21}.ink{fill:#eef1f4}.quiet{fill:#a5b0bb}.rule{stroke:#38424d}.axis{stroke:#a5b0bb}
.red{fill:#f2746b}.amber{fill:#e8ad4c}.closed{fill:#6fb58d}.left{stroke:#eef1f4}.under{stroke:#141a21}.none{fill:#1a222b}
.w0{fill:#1d4252}.w1{fill:#245a70}.w2{fill:#2f758f}.w3{fill:#4795b1}.w4{fill:#6db4cc}.w5{fill:#a3d5e5}.w6{fill:#e2f5fb}}
</style>"""


def picture(tally: Tally) -> str:
    """The whole SVG."""
    weeks = by_week(tally)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            'aria-labelledby="year-title year-words" font-family="system-ui, sans-serif" font-size="13">'
        ),
        '<title id="year-title">A year of one team: alerts by week, and how soon a human answered</title>',
        f'<desc id="year-words">{_in_words(tally, weeks)}</desc>',
        _STYLE,
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>',
        _text(LEFT, 30, "A year of one team", "ink", size=20, weight=600),
        _text(LEFT, 50, _subtitle(tally), "quiet"),
        *_weeks(weeks),
        *_strip(tally),
    ]
    return "\n".join([*parts, "</svg>\n"])


def _subtitle(tally: Tally) -> str:
    return (
        f"{sum(tally.reports.values()):,} check-ins, {len(tally.of(Level.AMBER)):,} ambers and "
        f"{len(tally.of(Level.RED)):,} reds; everybody and every rate is invented"
    )


def _in_words(tally: Tally, weeks: list[tuple[int, int, int, int]]) -> str:
    opened = [ambers + reds for ambers, reds, _, _ in weeks]
    left = [still for *_, still in weeks]
    said = []
    for level, name in ((Level.RED, "red"), (Level.AMBER, "amber")):
        waits = [wait for s in tally.of(level) if (wait := s.wait("answered")) is not None]
        said.append(f"half of all {name} alerts within {minutes(at_least(waits, 0.5))}")
    return (
        f"Bars for {len(weeks)} weeks: between {min(opened)} and {max(opened)} alerts opened in a week, shown upwards, and as "
        f"many closed, shown downwards; at the end of a week between {min(left)} and {max(left)} were still open, {left[-1]} "
        f"at the end. Below, two rows of the 168 hours of a week, darker or lighter by the median time until a human "
        f"answered alerts that began in that hour: {' and '.join(said)}."
    )


def _weeks(weeks: list[tuple[int, int, int, int]]) -> list[str]:
    wide = (WIDTH - LEFT - RIGHT) / len(weeks)
    most = max(1, *(max(ambers + reds, closed, left) for ambers, reds, closed, left in weeks))
    unit = (_BASE - _UP) / most
    parts = [_text(LEFT, 78, "Alerts by week", "ink", weight=600)]
    parts += _key(LEFT + 150, 78)
    for value in _ticks(most):
        for y in (_BASE - value * unit, _BASE + value * unit):
            parts += [
                _line(LEFT, y, WIDTH - RIGHT, y, "rule"),
                _text(LEFT - 8, y + 4, str(value), "quiet", "end"),
            ]
    line = []
    for number, (ambers, reds, closed, left) in enumerate(weeks):
        x, bar = LEFT + number * wide, max(1.0, wide - 3)
        parts.append(_rect(x + 1.5, _BASE - reds * unit, bar, reds * unit, "red"))
        parts.append(_rect(x + 1.5, _BASE - (reds + ambers) * unit, bar, ambers * unit, "amber"))
        parts.append(_rect(x + 1.5, _BASE + 2, bar, closed * unit, "closed"))
        line.append(f"{x + wide / 2:.1f},{_BASE - left * unit:.1f}")
    for name, stroke in (("under", 5), ("left", 2)):
        parts.append(f'<polyline class="{name}" stroke-width="{stroke}" points="{" ".join(line)}"/>')
    parts.append(_line(LEFT, _BASE + 1, WIDTH - RIGHT, _BASE + 1, "axis"))
    parts += _months(len(weeks), wide)
    return parts


def _key(x: float, y: float) -> list[str]:
    parts = []
    for name, words, wide in (
        ("red", "red opened", 110),
        ("amber", "amber opened", 126),
        ("closed", "closed with an outcome", 182),
    ):
        parts += [_rect(x, y - 10, 11, 11, name), _text(x + 17, y, words, "quiet")]
        x += wide
    parts.append(
        f'<line class="left" x1="{x:.1f}" y1="{y - 4}" x2="{x + 18:.1f}" y2="{y - 4}" stroke-width="2"/>'
    )
    return [*parts, _text(x + 24, y, "still open at the week’s end", "quiet")]


def _months(weeks: int, wide: float) -> list[str]:
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    firsts = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
    return [
        _text(LEFT + first / 7 * wide, _DOWN + 18, name, "quiet")
        for name, first in zip(names, firsts, strict=True)
        if first < 7 * weeks
    ]


def _strip(tally: Tally) -> list[str]:
    top = _STRIP
    parts = [
        _text(
            LEFT,
            450,
            "Median time until a human answered, by the hour of the week in which it began",
            "ink",
            weight=600,
        )
    ]
    for number, name in enumerate(_DAYS):
        x = LEFT + number * 24 * _CELL
        parts.append(_text(x + 2, top - 8, name, "quiet"))
        parts.append(_line(x, top - 20, x, top + 104, "rule"))
    for row, level in enumerate((Level.RED, Level.AMBER)):
        y = top + row * 54
        parts.append(_text(LEFT - 8, y + 28, _ROWS[row], "ink", "end"))
        for hour, stories in enumerate(_by_hour(tally.of(level))):
            waits = [wait for s in stories if (wait := s.wait("answered")) is not None]
            name = f"w{sum(at_least(waits, 0.5) > bound for bound in _BOUNDS)}" if waits else "none"
            parts.append(_rect(LEFT + hour * _CELL, y, _CELL - 0.4, 46, name))
    return [*parts, *_scale(top + 140)]


def _by_hour(stories: list[Story]) -> list[list[Story]]:
    hours: list[list[Story]] = [[] for _ in range(168)]
    for story in stories:
        there = story.begins.astimezone(ZONE)
        hours[24 * there.weekday() + there.hour].append(story)
    return hours


def _scale(y: float) -> list[str]:
    parts, x = [], float(LEFT)
    for number, words in enumerate((*_BOUNDS.values(), "longer")):
        parts += [_rect(x, y - 11, 22, 14, f"w{number}"), _text(x + 28, y, words, "quiet")]
        x += 108
    return [*parts, _rect(x, y - 11, 22, 14, "none"), _text(x + 28, y, "none began", "quiet")]


def _ticks(most: int) -> list[int]:
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if most / s <= 5)
    return list(range(step, most + 1, step))


def _rect(x: float, y: float, wide: float, high: float, name: str) -> str:
    return f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, name: str) -> str:
    return f'<line class="{name}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(
    x: float, y: float, words: str, name: str, anchor: str = "start", size: int = 13, weight: int = 400
) -> str:
    look = "" if (size, weight) == (13, 400) else f' font-size="{size}" font-weight="{weight}"'
    return f'<text class="{name}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{look}>{words}</text>'
