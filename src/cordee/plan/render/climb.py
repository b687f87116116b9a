"""The climb: one picture of the illness on a time axis, drawn here as SVG so that page and print show the same.

Bars are lines of therapy, diamonds local treatments, circles imaging visits, dots and trails metastatic sites, a
ribbon how the person felt, flags meetings and decisions. Everything drawn has its words in a tooltip, and the whole
stands in the description, one line an event (`climb_table`).
"""

from __future__ import annotations

from datetime import date

from cordee.case import Case, PartialDate
from cordee.plan.render.climb_axis import Axis, axis_for
from cordee.plan.render.climb_canvas import Audience, Canvas
from cordee.plan.render.climb_events import Events, events_of
from cordee.plan.render.climb_findings import draw_response, draw_spread, site_edge
from cordee.plan.render.climb_person import draw_felt, draw_steps
from cordee.plan.render.climb_rows import rows_of
from cordee.plan.render.climb_treatments import draw_treatments
from cordee.plan.render.climb_words import EMPTY, TITLE, TODAY, description
from cordee.plan.render.short_dates import short_day
from cordee.plan.render.svg import FONT, element, figure, safe, text
from cordee.plan.render.text_width import text_width
from cordee.terms import Lang, Terms

_WIDTHS: dict[Audience, float] = {"clinician": 1000.0, "person": 660.0}
_SIZES: dict[Audience, float] = {"clinician": 11.5, "person": 13.0}
_GUTTERS: dict[Audience, float] = {"clinician": 104.0, "person": 0.0}
_MOST_LABEL = 96.0  # room kept at the left for the name of a site that was there from the start


def climb_svg(case: Case, terms: Terms, on: date, lang: Lang, *, audience: Audience) -> str:
    """The picture of `case` as known on `on`, as one `<svg>` element in `lang`.

    Colours are written plainly for print and carry classes (`c-ink`, `s-rope` …) by which a page follows its theme.
    A case without any date gives a picture with one calm sentence.
    """
    events = events_of(case, terms, on)
    rows = climb_table(case, terms, on, lang, audience=audience)
    if not events.days():
        return _sheet(EMPTY.to(lang), [_sentence(lang, audience)], audience, 40.0, lang, rows)
    canvas = _canvas(events, terms, on, lang, audience)
    canvas.y = canvas.size + 14
    _rows(canvas, events, on)
    ticks = _ticks(canvas, on)
    return _sheet(TITLE.to(lang), [*ticks, *canvas.drawn], audience, canvas.y, lang, rows)


def climb_table(
    case: Case, terms: Terms, on: date, lang: Lang, *, audience: Audience = "clinician"
) -> tuple[tuple[str, str], ...]:
    """The same in words: (when, what), in order of date, what has no date last. Empty when there is nothing."""
    events = events_of(case, terms, on)
    return rows_of(_canvas(events, terms, on, lang, audience), events)


def _canvas(events: Events, terms: Terms, on: date, lang: Lang, audience: Audience) -> Canvas:
    size, gutter, width = _SIZES[audience], _GUTTERS[audience], _WIDTHS[audience]
    axis = axis_for(events.days(), on, gutter + 8, width - 16)
    canvas = Canvas(axis, lang, terms, audience, size, gutter)
    need = max(
        (
            text_width(canvas.name("site", s.site), canvas.small) + 18 - (site_edge(axis, s) - gutter)
            for s in events.spread
        ),
        default=0.0,
    )
    left = axis.left + min(max(need, 0.0), _MOST_LABEL)
    return Canvas(
        Axis(start=axis.start, end=axis.end, left=left, right=axis.right), lang, terms, audience, size, gutter
    )


def _rows(canvas: Canvas, events: Events, on: date) -> None:
    if events.bars or events.local or events.undated_lines:
        draw_treatments(canvas, events.bars, events.local, events.undated_lines)
    if events.courses or events.best:
        draw_response(canvas, events.courses, events.best)
    if events.spread or events.undated_sites:
        draw_spread(canvas, events.spread, events.undated_sites, canvas.axis.x(on))
    if events.felt:
        draw_felt(canvas, events.felt)
    if events.steps:
        draw_steps(canvas, events.steps)


def _ticks(canvas: Canvas, on: date) -> list[str]:
    """The axis above everything, its hairlines, and the line of the day the record is shown as of."""
    drawn = []
    now = canvas.axis.x(on)
    day = canvas.say(TODAY, day=short_day(PartialDate.of(on), canvas.lang))
    wide = text_width(day, canvas.small, bold=True)
    edge = canvas.axis.right + 14
    day_left = min(now - wide / 2, edge - wide)
    for x, label in canvas.axis.ticks(canvas.lang, text_width("0000 0000000", canvas.small)):
        half = text_width(label, canvas.small) / 2
        drawn.append(
            element("line", stroke="line", x1=x, x2=x, y1=canvas.size + 8, y2=canvas.y, stroke_width=1)
        )
        if x + half + 6 < day_left:
            drawn.append(
                text(label, max(x, half), canvas.size, size=canvas.small, fill="quiet", anchor="middle")
            )
    drawn.append(
        element(
            "line",
            stroke="quiet",
            x1=now,
            x2=now,
            y1=canvas.size + 6,
            y2=canvas.y,
            stroke_width=1.3,
            stroke_dasharray="2 3",
        )
    )
    drawn.append(text(day, day_left, canvas.size, size=canvas.small, bold=True))
    return drawn


def _sentence(lang: Lang, audience: Audience) -> str:
    return text(EMPTY.to(lang), 8.0, 25.0, size=_SIZES[audience], fill="quiet")


def _sheet(
    title: str,
    drawn: list[str],
    audience: Audience,
    height: float,
    lang: Lang,
    rows: tuple[tuple[str, str], ...],
) -> str:
    id = f"climb-{audience}"
    says = description(rows) or title
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {figure(_WIDTHS[audience])} {figure(height)}" role="img" '
        f'lang="{lang}" aria-labelledby="{id}-title {id}-desc" font-family="{FONT}">'
        f'<title id="{id}-title">{safe(title)}</title>'
        f'<desc id="{id}-desc">{_kept(says)}</desc>{"".join(drawn)}</svg>'
    )


def _kept(says: str) -> str:
    return "\n".join(safe(line) for line in says.split("\n"))
