"""Lines of therapy as bars, with why each ended and how long it lasted; local treatments as diamonds above them."""

from __future__ import annotations

from cordee.case import Fact, LineOfTherapy, LocalTreatment
from cordee.case.partial_date import DAYS_PER_MONTH
from cordee.plan.render.climb_axis import middle
from cordee.plan.render.climb_canvas import Canvas
from cordee.plan.render.climb_events import LineBar
from cordee.plan.render.climb_words import (
    END_NOT_KNOWN,
    ENDED,
    ENDED_FOR_PERSON,
    LOCAL,
    MONTHS_LONG,
    STOPPED,
    UNDATED,
)
from cordee.plan.render.svg import element, text
from cordee.plan.render.text_width import shortened, text_width

BAR = 24.0
_ALONE = 40.0  # a bar shorter than this holds its number and nothing else
_MAX_LOCAL_LANES = 3


def line_name(canvas: Canvas, line: LineOfTherapy) -> str:
    """'2 fluorouracile + irinotécan', the number only where the record gives one."""
    drugs = " + ".join([*(canvas.name("drug", d) for d in line.drugs), *line.unmapped]) or "?"
    return f"{line.number} {drugs}" if line.number else drugs


def local_name(canvas: Canvas, fact: LocalTreatment) -> str:
    """'radiothérapie stéréotaxique, foie'."""
    site = canvas.name("site", fact.site) if fact.site else ""
    return ", ".join(part for part in (canvas.say(LOCAL[fact.kind]), site) if part)


def why_ended(canvas: Canvas, bar: LineBar) -> str:
    """'arrêt : progression, 11 mois'; 'en cours, 3 mois'."""
    words = reason(canvas, bar)
    if bar.why not in ("ongoing", "completed") and canvas.audience == "clinician" and not bar.ongoing:
        words = canvas.say(STOPPED, why=words)
    if bar.end is None and bar.ongoing and bar.why != "ongoing":
        words += f", {canvas.say(ENDED['ongoing'])}"
    if bar.end is None and not bar.ongoing:
        return f"{words}, {canvas.say(END_NOT_KNOWN)}"
    months = round((bar.until - middle(bar.start)).days / DAYS_PER_MONTH)
    about = "" if bar.start.exact and (bar.end is None or bar.end.exact) else "≈\u202f"
    return f"{words}, {about}{canvas.say(MONTHS_LONG, n=str(months))}" if months else words


def reason(canvas: Canvas, bar: LineBar) -> str:
    """'progression'; for the person 'a cessé d’agir'."""
    return canvas.say((ENDED if canvas.audience == "clinician" else ENDED_FOR_PERSON)[bar.why])


def draw_treatments(
    canvas: Canvas, bars: tuple[LineBar, ...], local: tuple[Fact, ...], undated: tuple[LineOfTherapy, ...]
) -> None:
    """The row of treatments; moves the canvas down."""
    top = canvas.row_title("treatments", canvas.y)
    lanes = _local(canvas, [f for f in local if isinstance(f, LocalTreatment)], top)
    y = top + lanes * (canvas.size + 6)
    ends: list[float] = []
    placed = []
    for bar in bars:
        start, end = canvas.axis.at(bar.start), canvas.axis.x(bar.until)
        end = max(end, start + 6)
        lane = next((n for n, taken in enumerate(ends) if taken <= start + 0.5), len(ends))
        ends[lane : lane + 1] = [end]
        placed.append((bar, start, end, lane))
    step = BAR + canvas.size + 9
    for bar, start, end, lane in placed:
        at = y + lane * step
        nexts = [s for _, s, _, other in placed if other == lane and s > start]
        canvas.space.take(start, at, end - start, BAR)
        _bar(canvas, bar, start, end, at)
        room = min(nexts, default=canvas.axis.right + 14) - start - 8
        _why(canvas, bar, start + 3, at + BAR + canvas.size + 1, room)
    y += len(ends) * step
    if undated:
        what = canvas.say(UNDATED, what=" ; ".join(line_name(canvas, line) for line in undated))
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
        y += canvas.size + 6
    canvas.next_row(max(y, top + canvas.size * 1.4) + 8)


def _why(canvas: Canvas, bar: LineBar, x: float, y: float, room: float) -> None:
    """Why the line ended, in as many words as there is room for."""
    whole, short = why_ended(canvas, bar), reason(canvas, bar)
    words = next(
        (w for w in (whole, short) if text_width(w, canvas.small) <= room),
        shortened(short, canvas.small, room),
    )
    if words:
        canvas.add(text(words, x, y, size=canvas.small, fill="quiet", says=whole))


def _bar(canvas: Canvas, bar: LineBar, start: float, end: float, y: float) -> None:
    name = line_name(canvas, bar.line)
    until = canvas.day(bar.end) if bar.end else why_ended(canvas, bar)
    open_ended = bar.end is None and not bar.ongoing
    shape = element(
        "rect",
        fill="glacier-soft",
        stroke="glacier",
        says=f"{name}, {canvas.day(bar.start)} – {until}",
        x=start,
        y=y,
        width=end - start,
        height=BAR,
        rx=5,
        **({"stroke_dasharray": "4 3"} if open_ended or not bar.start.exact else {}),
    )
    canvas.add(shape)
    base = y + BAR / 2 + canvas.size * 0.36
    number = str(bar.line.number) if bar.line.number else ""
    x = start + 7
    if number and end - start < _ALONE:
        if text_width(number, canvas.size, bold=True) <= end - start - 4:
            centre = (start + end) / 2
            canvas.add(
                text(
                    number,
                    centre,
                    base,
                    size=canvas.size,
                    fill="glacier",
                    bold=True,
                    anchor="middle",
                    says=name,
                )
            )
        return
    if number:
        canvas.add(text(number, x, base, size=canvas.size, fill="glacier", bold=True, says=name))
        x += text_width(f"{number} ", canvas.size, bold=True)
    short = shortened(name.removeprefix(f"{number} "), canvas.small, end - x - 5)
    if short:
        canvas.add(text(short, x, base, size=canvas.small, fill="glacier", says=name))


def _local(canvas: Canvas, local: list[LocalTreatment], top: float) -> int:
    """Diamonds with their labels, on as many lanes as the labels need; how many."""
    height = canvas.size + 6
    used = 0
    for fact in local:
        if fact.on is None:
            continue
        x = canvas.axis.at(fact.on)
        words = local_name(canvas, fact)
        wide = text_width(words, canvas.small)
        lanes = [top + n * height + canvas.size for n in range(_MAX_LOCAL_LANES)]
        lanes = [base for base in lanes if canvas.space.free(x - 6, base - 10, 12, 11)] or lanes[-1:]
        spots = [
            spot
            for base in lanes
            for spot in ((x + 9, base), (x - 9 - wide, base))
            if spot[0] >= canvas.gutter
        ]
        fits = [s for s in spots if s[0] + wide <= canvas.space.right]
        where = canvas.label(
            words, fits or [(x + 9, lanes[0])], fill="rope-text", says=f"{words}, {canvas.day(fact.on)}"
        )
        base = where[1] if where else lanes[0]
        lane = round((base - top - canvas.size) / height)
        used = max(used, lane + 1)
        middle_y = base - canvas.size * 0.34
        canvas.space.take(x - 6, middle_y - 6, 12, 12)
        canvas.whisker(fact.on, middle_y, "rope")
        points = f"{x:.1f},{middle_y - 5.5:.1f} {x + 5.5:.1f},{middle_y:.1f} {x:.1f},{middle_y + 5.5:.1f} {x - 5.5:.1f},{middle_y:.1f}"
        canvas.add(element("polygon", fill="rope", points=points, says=f"{words}, {canvas.day(fact.on)}"))
    return used
