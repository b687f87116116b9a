"""The picture in words: one row an event."""

from __future__ import annotations

from datetime import date

from cordee.case import LocalTreatment, PartialDate
from cordee.plan.render.climb_axis import middle
from cordee.plan.render.climb_canvas import Canvas
from cordee.plan.render.climb_events import Events
from cordee.plan.render.climb_findings import best_words, visit_words
from cordee.plan.render.climb_person import level, score_words, step_words
from cordee.plan.render.climb_treatments import line_name, local_name, why_ended
from cordee.plan.render.climb_words import GONE, IMAGING, LEVELS, METASTASIS, UNDATED

Row = tuple[str, str]


def rows_of(canvas: Canvas, events: Events) -> tuple[Row, ...]:
    """(when, what) in order of date; what has no date comes last, and says so."""
    dated: list[tuple[date, Row]] = []

    def add(when: PartialDate, what: str, until: PartialDate | None = None) -> None:
        span = canvas.day(when) + (f" – {canvas.day(until)}" if until else "")
        dated.append((middle(when), (span, what)))

    for fact in events.steps:
        if fact.on:
            add(fact.on, step_words(canvas, fact)[1])
    for bar in events.bars:
        parts = (line_name(canvas, bar.line), best_words(canvas, bar), why_ended(canvas, bar))
        add(bar.start, ", ".join(part for part in parts if part), bar.end)
    for fact in events.local:
        if fact.on and isinstance(fact, LocalTreatment):
            add(fact.on, local_name(canvas, fact))
    colon = "\u202f: " if canvas.lang == "fr" else ": "
    seen = set()
    for course in events.courses:
        for visit in course:
            if visit.on not in seen:
                seen.add(visit.on)
                add(visit.on, f"{canvas.say(IMAGING)}{colon}{visit_words(canvas, visit)}")
    for site in events.spread:
        gone = f", {canvas.say(GONE)} {canvas.day(site.gone)}" if site.gone else ""
        add(site.on, canvas.say(METASTASIS, site=canvas.name("site", site.site)) + gone)
    for felt in events.felt:
        if felt.told:
            worst = max(score for _, score in felt.told)
            add(felt.on, f"{score_words(canvas, felt.told)} ({canvas.say(LEVELS[level(worst)])})")
    rows = [row for _, row in sorted(dated, key=lambda pair: pair[0])]
    rows += [("–", canvas.say(UNDATED, what=line_name(canvas, line))) for line in events.undated_lines]
    rows += [
        ("–", canvas.say(UNDATED, what=canvas.say(METASTASIS, site=canvas.name("site", site))))
        for site in events.undated_sites
    ]
    return tuple(rows)
