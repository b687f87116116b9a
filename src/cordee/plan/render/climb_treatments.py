"""Lines of therapy as bars, with why each ended and how long it lasted; local treatments as diamonds above them."""

from __future__ import annotations

from cordee.case import Fact, LocalTreatment
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
from cordee.case import LineOfTherapy

BAR = 24.0
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
    words = (ENDED if canvas.audience == "clinician" else ENDED_FOR_PERSON)[bar.why].to(canvas.lang)
    if bar.why not in ("ongoing", "completed") and canvas.audience == "clinician":
        words = canvas.say(STOPPED, why=words)
    if bar.end is None and not bar.ongoing:
        return f"{words}, {canvas.say(END_NOT_KNOWN)}"
    months = round((bar.until - middle(bar.start)).days / DAYS_PER_MONTH)
    about = "" if bar.start.exact and (bar.end is None or bar.end.exact) else "≈\u202f"
    return f"{words}, {about}{canvas.say(MONTHS_LONG, n=str(months))}" if months else words


def draw_treatments(canvas: Canvas, bars: tuple[LineBar, ...], local: tuple[Fact, ...], undated: tuple[LineOfTherapy, ...]) -> None:
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
        words = shortened(why_ended(canvas, bar), canvas.small, room)
        if words:
            canvas.add(text(words, start + 3, at + BAR + canvas.size + 1, size=canvas.small, fill="quiet", says=why_ended(canvas, bar)))
    y += len(ends) * step
    if undated:
        what = canvas.say(UNDATED, what=" ; ".join(line_name(canvas, line) for line in undated))
        canvas.add(text(shortened(what, canvas.small, canvas.axis.right - canvas.axis.left), canvas.axis.left, y + canvas.size, size=canvas.small, fill="rope-text", says=what))
        y += canvas.size + 6
    canvas.y = max(y, top + canvas.size * 1.4) + 8


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
    room = end - start - 14
    short = shortened(name, canvas.size, room, bold=True)
    if not short and bar.line.number and text_width(str(bar.line.number), canvas.size, bold=True) <= end - start - 4:
        number = str(bar.line.number)
        canvas.add(text(number, (start + end) / 2, y + BAR / 2 + canvas.size * 0.36, size=canvas.size, fill="glacier", bold=True, anchor="middle", says=name))
    elif short:
        canvas.add(text(short, start + 7, y + BAR / 2 + canvas.size * 0.36, size=canvas.size, fill="glacier", bold=True, says=name))


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
        spots = [spot for base in lanes for spot in ((x + 9, base), (x - 9 - wide, base)) if spot[0] >= canvas.gutter]
        fits = [s for s in spots if s[0] + wide <= canvas.space.right]
        where = canvas.label(words, fits or [(x + 9, lanes[0])], fill="rope-text", says=f"{words}, {canvas.day(fact.on)}")
        base = where[1] if where else lanes[0]
        lane = round((base - top - canvas.size) / height)
        used = max(used, lane + 1)
        middle_y = base - canvas.size * 0.34
        canvas.space.take(x - 6, middle_y - 6, 12, 12)
        canvas.whisker(fact.on, middle_y, "rope")
        points = f"{x:.1f},{middle_y - 5.5:.1f} {x + 5.5:.1f},{middle_y:.1f} {x:.1f},{middle_y + 5.5:.1f} {x - 5.5:.1f},{middle_y:.1f}"
        canvas.add(element("polygon", fill="rope", points=points, says=f"{words}, {canvas.day(fact.on)}"))
    return used
