"""How the person felt, as a ribbon; meetings and decisions, as flags."""

from __future__ import annotations

from cordee.case import AdvanceCare, CareGoal, Fact, Judgement, Primary
from cordee.plan.render.climb_canvas import Canvas
from cordee.plan.render.climb_events import Felt
from cordee.plan.render.climb_words import ADVANCE, DIAGNOSIS, GOALS, LEVELS, LEVELS_LEGEND, OPINION, YES_NO
from cordee.plan.render.svg import element, text
from cordee.plan.render.text_width import text_width

_RIBBON = 16.0
_FILLS = ("moss", "amber", "rope")
_HEIGHTS = (0.45, 0.7, 1.0)  # of the ribbon: the level is a height before it is a colour
_MODERATE, _SEVERE = 4, 7  # of 10: bounds in use for pain, fatigue and distress scales
_MAX_STEP_LANES = 4


def level(score: int) -> int:
    """0 mild, 1 moderate, 2 severe."""
    return 2 if score >= _SEVERE else 1 if score >= _MODERATE else 0


def score_words(canvas: Canvas, scores: tuple[tuple[str, int], ...], most: int = 6) -> str:
    """'fatigue 7/10, douleur 6/10'."""
    return ", ".join(f"{canvas.name('symptom', s)} {score}/10" for s, score in scores[:most])


def draw_felt(canvas: Canvas, felt: tuple[Felt, ...]) -> None:
    """A ribbon that rises and warms with the worst symptom; empty where nobody asked. Moves the canvas down."""
    top = canvas.row_title("felt", canvas.y)
    left, right = canvas.axis.left, canvas.axis.right
    canvas.add(
        element("line", stroke="line", x1=left, x2=right, y1=top + _RIBBON, y2=top + _RIBBON, stroke_width=1)
    )
    for f in felt:
        n = level(f.worst)
        x, end = canvas.axis.x(f.start), canvas.axis.x(f.end)
        height = _RIBBON * _HEIGHTS[n]
        says = f"{canvas.day(f.on)}, {score_words(canvas, f.scores)} ({canvas.say(LEVELS[n])})"
        wide = max(end - x, 3.0)
        y = top + _RIBBON - height
        canvas.add(
            element("rect", fill=_FILLS[n], says=says, x=x, y=y, width=wide, height=height, fill_opacity=0.75)
        )
    base = top + _RIBBON + canvas.size + 3
    for f in (felt[-1], max(felt, key=lambda f: f.worst)):
        words = score_words(canvas, f.scores, 2)
        wide = text_width(words, canvas.small)
        x = min(max(canvas.axis.x(f.start), left), max(canvas.space.right - wide, left))
        canvas.label(words, [(x, base)], fill="ink", says=f"{canvas.day(f.on)}, {words}", cut=False)
    canvas.next_row(_legend(canvas, left, base) + 12)


def _legend(canvas: Canvas, left: float, base: float) -> float:
    """What each height and colour means; on the line of the labels if it is free there, else below. Its base line."""
    words = [canvas.say(w) for w in LEVELS_LEGEND]
    wide = sum(text_width(w, canvas.small) + 30 for w in words)
    lower = base + canvas.size + 4
    place = canvas.space.put(
        " " * int(wide / (0.28 * canvas.small) + 1), [(left, base), (left, lower)], canvas.small, cut=False
    )
    x, y = left, place.y if place else lower
    for n, word in enumerate(words):
        height = _RIBBON * _HEIGHTS[n] * 0.6
        canvas.add(
            element(
                "rect", fill=_FILLS[n], x=x, y=y - height + 1, width=10.0, height=height, fill_opacity=0.75
            ),
            text(word, x + 15, y, size=canvas.small, fill="quiet"),
        )
        x += text_width(word, canvas.small) + 30
    return y


def step_words(canvas: Canvas, fact: Fact) -> tuple[str, str]:
    """A short name for the flag, and the whole of it."""
    match fact:
        case Primary():
            cancer = canvas.name("cancer", fact.cancer)
            return canvas.say(DIAGNOSIS), f"{canvas.say(DIAGNOSIS)}, {cancer}"
        case Judgement():
            question = canvas.name("judgement", fact.question)
            colon = "\u202f: " if canvas.lang == "fr" else ": "
            whole = f"{fact.by or canvas.say(OPINION)}, {question}{colon}{canvas.say(YES_NO[fact.answer])}"
            return fact.by or canvas.say(OPINION), whole
        case CareGoal():
            return canvas.say(GOALS[fact.goal]), canvas.say(GOALS[fact.goal])
        case AdvanceCare():
            return canvas.say(ADVANCE[fact.step]), canvas.say(ADVANCE[fact.step])
        case _:
            return "", ""


def draw_steps(canvas: Canvas, steps: tuple[Fact, ...]) -> None:
    """Flags on as many lanes as their labels need. Moves the canvas down."""
    top = canvas.row_title("steps", canvas.y)
    height = canvas.size + 8
    used = 1
    for fact in steps:
        if fact.on is None:
            continue
        short, whole = step_words(canvas, fact)
        x = canvas.axis.at(fact.on)
        says = f"{canvas.day(fact.on)}, {whole}"
        wide = text_width(short, canvas.small)
        lanes = [top + n * height + canvas.size for n in range(_MAX_STEP_LANES)]
        lanes = [
            base for base in lanes if canvas.space.free(x - 1, base - canvas.size, 13, canvas.size)
        ] or lanes[-1:]
        spots = [spot for base in lanes for spot in ((x + 13, base), (x - 4 - wide, base))]
        spots = [s for s in spots if s[0] >= canvas.gutter and s[0] + wide <= canvas.space.right]
        where = canvas.label(short, spots or [(x + 13, lanes[0])], fill="glacier", says=says)
        base = where[1] if where else lanes[0]
        used = max(used, round((base - top - canvas.size) / height) + 1)
        y = base - canvas.size + 1
        canvas.space.take(x - 1, y, 13, canvas.size + 2)
        canvas.whisker(fact.on, y, "glacier")
        canvas.add(
            element("line", stroke="glacier", x1=x, x2=x, y1=y, y2=y + canvas.size + 3, stroke_width=1.4),
            element(
                "polygon",
                fill="glacier",
                says=says,
                points=f"{x:.1f},{y:.1f} {x + 10:.1f},{y + 4.5:.1f} {x:.1f},{y + 9:.1f}",
            ),
        )
    canvas.next_row(top + used * height + 6)
