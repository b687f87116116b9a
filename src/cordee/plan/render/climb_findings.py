"""What imaging showed: responses with the sum of targets, and the sites of metastases as they appear."""

from __future__ import annotations

from cordee.plan.render.climb_axis import Axis
from cordee.plan.render.climb_canvas import Canvas
from cordee.plan.render.climb_events import LineBar, Spread, Visit
from cordee.plan.render.climb_words import BASELINE, BEST, CODES_FOR_PERSON, GONE, ROWS, UNDATED
from cordee.plan.render.svg import element, text
from cordee.plan.render.text_width import shortened, text_width
from cordee.response.figures import number

_CURVE = 30.0  # height between the largest and the smallest sum


def code_words(canvas: Canvas, visit: Visit) -> str:
    """'PD', or 'a grandi' for the person; empty when the visit says nothing."""
    if visit.code is None:
        return ""
    return visit.code if canvas.audience == "clinician" else canvas.say(CODES_FOR_PERSON[visit.code])


def visit_words(canvas: Canvas, visit: Visit) -> str:
    """'PD, 71 mm', 'départ, 73 mm'."""
    measured = ""
    if visit.sum_mm is not None and canvas.audience == "clinician":
        measured = number(visit.sum_mm).to(canvas.lang) + ("\u202fmm" if canvas.lang == "fr" else " mm")
    return ", ".join(part for part in (code_words(canvas, visit) or canvas.say(BASELINE), measured) if part)


def best_words(canvas: Canvas, bar: LineBar) -> str:
    """'PR, meilleure réponse'; for the person 'a reculé'. Empty when the record states none."""
    code = bar.line.best_response
    if code is None:
        return ""
    if canvas.audience == "person":
        return canvas.say(CODES_FOR_PERSON[code])
    return canvas.say(BEST, code=code)


def draw_response(
    canvas: Canvas, courses: tuple[tuple[Visit, ...], ...], best: tuple[LineBar, ...] = ()
) -> None:
    """Marks for responses; a line joins the sums of targets of one course of treatment. Where no visit shows it, the
    best response stated for a line stands without a mark under the middle of its bar. Moves the canvas down."""
    sums = [v.sum_mm for course in courses for v in course if v.sum_mm is not None]
    curved = len(sums) > 1
    top = canvas.row_title("response", canvas.y)
    if curved and canvas.audience == "clinician":
        words = canvas.say(ROWS["sum"])
        canvas.add(
            text(
                shortened(words, canvas.small, canvas.gutter - 4),
                0.0,
                top + canvas.size * 2.4,
                size=canvas.small,
                fill="quiet",
            )
        )
    above = canvas.size + 5
    low = top + above + (_CURVE if curved else 4)
    largest, smallest = max(sums, default=1.0), min(sums, default=0.0)

    def height(visit: Visit) -> float:
        if not curved or visit.sum_mm is None:
            return low - (_CURVE / 2 if curved else 0)
        return low - _CURVE * (visit.sum_mm - smallest) / max(largest - smallest, 1.0)

    for course in courses:
        points = [(canvas.axis.at(v.on), height(v)) for v in course if v.sum_mm is not None]
        if len(points) > 1:
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            canvas.add(
                element(
                    "polyline",
                    fill="none",
                    stroke="ink",
                    points=line,
                    stroke_width=1.4,
                    stroke_linejoin="round",
                )
            )
    visits = list({v.on.iso: v for course in reversed(courses) for v in reversed(course)}.values())
    visits.sort(key=lambda v: canvas.axis.at(v.on))
    for visit in visits:
        canvas.space.take(canvas.axis.at(visit.on) - 4, height(visit) - 4, 8, 8)
    for visit in visits:
        _mark(
            canvas,
            visit,
            canvas.axis.at(visit.on),
            height(visit),
            low=curved and height(visit) > low - _CURVE / 2,
        )
    for bar in best:
        words = best_words(canvas, bar)
        half = text_width(words, canvas.small) / 2
        centre = (canvas.axis.at(bar.start) + canvas.axis.x(bar.until)) / 2
        canvas.label(
            words, [(centre - half, low), (centre - half, low - canvas.size - 3)], says=words, cut=False
        )
    canvas.next_row(low + (canvas.size + 8 if curved else 10) + 4)


def _mark(canvas: Canvas, visit: Visit, x: float, y: float, *, low: bool) -> None:
    worse = visit.code == "PD"
    says = f"{canvas.day(visit.on)}, {visit_words(canvas, visit)}"
    canvas.whisker(visit.on, y, "ink")
    canvas.add(
        element(
            "circle",
            fill="rope" if worse else "surface",
            stroke="rope" if worse else "ink",
            says=says,
            cx=x,
            cy=y,
            r=3.8,
            stroke_width=1.4,
        )
    )
    fill = "rope-text" if worse else "quiet"
    code = code_words(canvas, visit)
    if code:
        half = text_width(code, canvas.small, bold=worse) / 2
        over, under = (x - half, y - 8), (x - half, y + canvas.size + 5)
        first = (under, over) if low and canvas.audience == "person" else (over, under)
        canvas.label(code, [*first, (x + 7, y + 4)], fill=fill, says=says, bold=worse, cut=False)
    if visit.sum_mm is not None and canvas.audience == "clinician":
        value = number(visit.sum_mm).to(canvas.lang)
        half = text_width(value, canvas.small) / 2
        canvas.label(value, [(x - half, y + canvas.size + 4), (x + 7, y + canvas.size)], says=says, cut=False)


def site_edge(axis: Axis, seen: Spread) -> float:
    """Where a site's mark begins, the days its date can be included: its name ends left of it."""
    return min(axis.at(seen.on), axis.x(seen.on.earliest))


def draw_spread(canvas: Canvas, spread: tuple[Spread, ...], undated: tuple[str, ...], end: float) -> None:
    """One lane a site: a dot when it was first seen, a trail until it was gone or until today."""
    top = canvas.row_title("spread", canvas.y)
    step = canvas.size + 4
    for n, seen in enumerate(spread):
        y = top + n * step + canvas.size * 0.55
        x = canvas.axis.at(seen.on)
        stop = canvas.axis.at(seen.gone) if seen.gone else end
        name = canvas.name("site", seen.site)
        says = f"{name}, {canvas.day(seen.on)}" + (
            f", {canvas.say(GONE)} {canvas.day(seen.gone)}" if seen.gone else ""
        )
        canvas.add(
            element(
                "line",
                stroke="rope",
                x1=x,
                x2=max(stop, x),
                y1=y,
                y2=y,
                stroke_width=5,
                stroke_opacity=0.35,
                stroke_linecap="round",
            )
        )
        canvas.whisker(seen.on, y, "rope")
        canvas.add(element("circle", fill="rope", cx=x, cy=y, r=4.8, says=says))
        canvas.space.take(x - 6, y - 5, max(stop - x, 0) + 10, 10)
        base = y + canvas.size * 0.35
        edge = site_edge(canvas.axis, seen) - 9
        short = shortened(name, canvas.small, edge - canvas.gutter)
        canvas.add(text(short, edge, base, size=canvas.small, anchor="end", says=says))
    y = top + len(spread) * step
    if undated:
        what = canvas.say(UNDATED, what=", ".join(canvas.name("site", s) for s in undated))
        canvas.add(
            text(
                shortened(what, canvas.small, canvas.axis.right - canvas.axis.left),
                canvas.axis.left,
                y + canvas.size,
                size=canvas.small,
                fill="rope-text",
                says=what,
            )
        )
        y += step
    canvas.next_row(max(y, top + canvas.size * 1.4) + 10)
