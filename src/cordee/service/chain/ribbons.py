"""Symptom ribbons: each symptom a band that grows with it, over the months, under the lines of therapy.

SVG with classes and presentation attributes only. Thickness carries the meaning, colour repeats it; the table says all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format

from cordee.case import Case
from cordee.plan.render.climb_axis import Axis, axis_for
from cordee.plan.render.climb_events import LineBar, events_of
from cordee.plan.render.svg import element, safe, text
from cordee.plan.render.text_width import shortened, text_width
from cordee.service.chain.answers import Course
from cordee.service.chain.in_words import lang, said
from cordee.terms import load_terms

WIDTH, LEFT, RIGHT = 960.0, 176.0, 130.0
SIZE, ROW, BAR = 13.0, 36.0, 22.0
SPAN = 42
"""Days that a picture spans at least: the first weeks of check-ins fill it, also on a phone."""
GRAVE = 3.0
"""From this step ('a lot') a point is drawn as a filled square."""


def ribbons_svg(courses: Sequence[Course], case: Case | None, on: date, title: str, treatment: str) -> str:
    """The picture; '' when there is nothing to draw. `title` is read to who does not see it."""
    days = [day for course in courses for day, _step, _words in course.points]
    if not days:
        return ""
    bars = _bars(case, min(days), on)
    axis = axis_for(days, on, LEFT, WIDTH - RIGHT, at_least=SPAN)
    parts, y = [], 8.0
    if bars:
        parts.append(text(treatment, 0.0, y + BAR / 2 + 4, size=SIZE, fill="quiet"))
        for bar in bars:
            parts.append(_bar(bar, axis, y))
        y += BAR + 16
    top = y
    for course in courses:
        parts.append(_ribbon(course, axis, y + ROW / 2))
        y += ROW
    ticks = [
        element("line", x1=x, x2=x, y1=top - 4, y2=y, stroke="line", stroke_width=1)
        + text(label, x, y + 16, size=12.0, fill="quiet", anchor="middle")
        for x, label in axis.ticks(lang(), 60.0)
    ]
    height = y + 24
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {height:g}" role="img" '
        f'aria-label="{safe(title)}">{"".join(ticks)}{"".join(parts)}</svg>'
    )


def plot_svg(course: Course, on: date, title: str) -> str:
    """One question over time, its five steps as heights, for the page of an alert; '' for a single answer."""
    days = [day for day, _step, _words in course.points]
    if len(days) < 2:
        return ""
    width, left, foot, rise = 640.0, 150.0, 128.0, 26.0
    axis = axis_for(days, on, left, width - 20, at_least=SPAN)
    parts = [
        element(
            "line", x1=left, x2=width, y1=foot - rise * n, y2=foot - rise * n, stroke="line", stroke_width=1
        )
        + text(
            shortened(_step_name(course, n), 12.0, left - 12),
            left - 10,
            foot - rise * n + 4,
            size=12.0,
            fill="quiet",
            anchor="end",
        )
        for n in range(5)
    ]
    places = [
        (axis.x(day), foot - rise * step, f"{words}, {date_format(day, 'j F Y')}")
        for day, step, words in course.points
        if step is not None
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places)
    parts.append(element("polyline", points=line, fill="none", stroke="glacier", stroke_width=2))
    parts += [element("circle", cx=x, cy=y, r=4.5, fill="glacier", says=words) for x, y, words in places]
    parts += [
        text(label, x, foot + 20, size=12.0, fill="quiet", anchor="middle")
        for x, label in axis.ticks(lang(), 60.0)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {foot + 28:g}" role="img" '
        f'aria-label="{safe(title)}">{"".join(parts)}</svg>'
    )


def _step_name(course: Course, n: int) -> str:
    return (
        str(n * 2.5).removesuffix(".0") if course.question.kind == "scale" else said(course.question.steps[n])
    )


def _bars(case: Case | None, since: date, on: date) -> list[LineBar]:
    if case is None:
        return []
    found = events_of(case, load_terms(), on).bars
    return [bar for bar in found if bar.until >= since]


def _bar(bar: LineBar, axis: Axis, y: float) -> str:
    start, end = axis.at(bar.start), axis.x(bar.until)
    end = max(end, start + 4)
    terms = load_terms()
    named = [term.name.to(lang()) if (term := terms.get("drug", id)) else id for id in bar.line.drugs]
    name = " + ".join([*named, *bar.line.unmapped]) or "?"
    if bar.line.number:
        name = f"{bar.line.number} {name}"
    fits = shortened(name, 12.0, end - start - 10) if end - start > 40 else ""
    return element(
        "rect", x=start, y=y, width=end - start - 1, height=BAR, rx=4, fill="glacier-soft", says=name
    ) + (text(fits, start + 6, y + BAR / 2 + 4, size=12.0, says=name) if fits else "")


def _ribbon(course: Course, axis: Axis, middle: float) -> str:
    name = said(course.question.name)
    parts = [text(shortened(name, SIZE, LEFT - 14), 0.0, middle + 4, size=SIZE, says=name)]
    for run in _runs(course):
        above = [f"{axis.x(day):.1f},{middle - _half(step):.1f}" for day, step, _ in run]
        below = [f"{axis.x(day):.1f},{middle + _half(step):.1f}" for day, step, _ in reversed(run)]
        parts.append(
            element(
                "polygon",
                points=" ".join([*above, *below]),
                fill="glacier-soft",
                stroke="glacier",
                stroke_width=1,
            )
        )
    for day, step, words in course.points:
        says, x = f"{name}: {words}, {date_format(day, 'j F Y')}", axis.x(day)
        if step is None:
            parts.append(
                text("?", x, middle + 4, size=SIZE, fill="rope-text", bold=True, anchor="middle", says=says)
            )
        elif step >= GRAVE:
            parts.append(element("rect", x=x - 4, y=middle - 4, width=8, height=8, fill="amber", says=says))
        else:
            parts.append(element("circle", cx=x, cy=middle, r=3, fill="glacier", says=says))
    newest = next((words for _day, step, words in reversed(course.points) if step is not None), "?")
    room = RIGHT - 12
    shown = newest if text_width(newest, 12.0) <= room else shortened(newest, 12.0, room)
    parts.append(text(shown, axis.right + 10, middle + 4, size=12.0, fill="quiet", says=newest))
    return "".join(parts)


def _runs(course: Course) -> list[list[tuple[date, float, str]]]:
    """Stretches without a gap."""
    runs: list[list[tuple[date, float, str]]] = [[]]
    for day, step, words in course.points:
        if step is None:
            runs.append([])
        else:
            runs[-1].append((day, step, words))
    return [run for run in runs if len(run) > 1]


def _half(step: float) -> float:
    return 1.0 + step * 3.2
