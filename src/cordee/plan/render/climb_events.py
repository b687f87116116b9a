"""What of a case belongs in the picture of the illness over time. What has no date is kept apart, never placed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import msgspec

from cordee.case import Case, Fact, LineOfTherapy, PartialDate
from cordee.case.measurement import ResponseCode
from cordee.plan.render.climb_axis import middle
from cordee.response import Outcome, line_outcomes
from cordee.response.treatment_course import treatment_courses
from cordee.terms import Terms

LASTS_DAYS = 45
"""How long a report of symptoms colours the ribbon when no other follows: after that, how the person felt is not known."""


_STATED: dict[str, Outcome] = {
    "toxicity": "toxicity",
    "choice": "choice",
    "completed": "completed",
    "death": "death",
}
"""What the record states about the end stands in the picture as stated; of a progression, `line_outcomes` says which."""


class LineBar(msgspec.Struct, frozen=True, kw_only=True):
    """A line of therapy with its first day; `end` is None when no date says when it stopped. `until` is where its bar
    stops then: the next line's first day, or today."""

    line: LineOfTherapy
    start: PartialDate
    end: PartialDate | None
    until: date
    why: Outcome

    @property
    def ongoing(self) -> bool:
        """Whether the record says that it goes on (it may have been outgrown all the same)."""
        return self.end is None and (self.why == "ongoing" or self.line.ongoing is True)


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """An imaging visit: its response, the sum of its targets in mm."""

    on: PartialDate
    code: ResponseCode | None
    sum_mm: float | None


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """A site of metastasis from the day it was first seen."""

    site: str
    on: PartialDate
    gone: PartialDate | None = None


class Felt(msgspec.Struct, frozen=True, kw_only=True):
    """How the person felt from `start` to `end`: each symptom with its score out of 10, the worst first. `told`: what was
    said on `on` itself; empty when only older reports still stand."""

    on: PartialDate
    start: date
    end: date
    scores: tuple[tuple[str, int], ...]
    told: tuple[tuple[str, int], ...] = ()

    @property
    def worst(self) -> int:
        """The score of the worst symptom, 0 to 10."""
        return self.scores[0][1]


class Events(msgspec.Struct, frozen=True, kw_only=True):
    """Everything to draw, each kind in order of date. `best`: lines whose best response is stated while no visit shows one;
    `undated_…`: what could not be placed."""

    bars: tuple[LineBar, ...] = ()
    courses: tuple[tuple[Visit, ...], ...] = ()
    spread: tuple[Spread, ...] = ()
    felt: tuple[Felt, ...] = ()
    local: tuple[Fact, ...] = ()
    steps: tuple[Fact, ...] = ()
    best: tuple[LineBar, ...] = ()
    undated_lines: tuple[LineOfTherapy, ...] = ()
    undated_sites: tuple[str, ...] = ()

    def days(self) -> list[date]:
        """Every day the axis must hold."""
        dates = [b.start for b in self.bars] + [b.end for b in self.bars if b.end]
        dates += [v.on for course in self.courses for v in course] + [s.on for s in self.spread]
        dates += [f.on for f in (*self.local, *self.steps) if f.on]
        return [middle(d) for d in dates] + [f.start for f in self.felt]


def events_of(case: Case, terms: Terms, on: date) -> Events:
    """The events of `case` as known on `on`."""
    known = case.as_of(on)
    lines = line_outcomes(known, on, terms)
    starts = sorted(o.line.on.earliest for o in lines if o.line.on)
    bars = []
    for outcome in lines:
        line = outcome.line
        if line.on is None:
            continue
        later = next((s for s in starts if s > line.on.latest), on)
        end = line.ended_on
        goes_on = outcome.why == "ongoing" or line.ongoing is True
        until = middle(end) if end else on if goes_on else later
        why = _STATED.get(line.ended or "", outcome.why)
        bars.append(LineBar(line=line, start=line.on, end=end, until=max(until, middle(line.on)), why=why))
    courses = _courses(known)
    return Events(
        bars=tuple(bars),
        courses=courses,
        best=tuple(bar for bar in bars if bar.line.best_response and not _shown(bar, courses)),
        spread=_spread(known),
        felt=_felt(known, on),
        local=_dated(known.local_treatments),
        steps=_dated((*known.primaries, *known.judgements, *known.care_goals, *known.advance_care)),
        undated_lines=tuple(o.line for o in lines if o.line.on is None),
        undated_sites=tuple(
            sorted({m.site for m in known.metastases if m.presence == "present" and m.on is None})
        ),
    )


def _shown(bar: LineBar, courses: tuple[tuple[Visit, ...], ...]) -> bool:
    """Whether a visit during the line says how it went."""
    return any(
        visit.code is not None and middle(bar.start) < middle(visit.on) <= bar.until
        for course in courses
        for visit in course
    )


def _dated(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(sorted((f for f in facts if f.on), key=lambda f: middle(f.on) if f.on else date.min))


def _courses(case: Case) -> tuple[tuple[Visit, ...], ...]:
    """Visits by course of treatment; one that closes a course and opens the next keeps the code of what it closes."""
    said: dict[int, ResponseCode | None] = {}
    courses = []
    for course in treatment_courses(case):
        visits = []
        for seen in course.visits:
            if seen.on is None:
                continue
            code = said.setdefault(id(seen.visit), seen.code)
            measured = seen.computed is not None and any(x.role == "target" for x in seen.visit.lesions)
            sum_mm = seen.computed.sum_mm if seen.computed and measured else None
            visits.append(Visit(on=seen.on, code=code, sum_mm=sum_mm))
        if visits:
            courses.append(tuple(visits))
    return tuple(courses)


def _spread(case: Case) -> tuple[Spread, ...]:
    first: dict[str, Spread] = {}
    for m in case.metastases:
        if m.presence != "present" or m.on is None:
            continue
        if m.site not in first or m.on.earliest < first[m.site].on.earliest:
            first[m.site] = Spread(site=m.site, on=m.on, gone=m.gone)
    return tuple(sorted(first.values(), key=lambda s: (s.on.earliest, s.site)))


def _felt(case: Case, on: date) -> tuple[Felt, ...]:
    """What was known of how the person felt, between one report (or the end of one) and the next."""
    told: dict[PartialDate, dict[str, int]] = {}
    for s in case.symptoms:
        if s.on is not None:
            day = told.setdefault(s.on, {})
            day[s.symptom] = max(s.score, day.get(s.symptom, 0))
    lasts = timedelta(days=LASTS_DAYS)
    reports = sorted(told, key=lambda when: (middle(when), when.iso))
    edges = sorted({middle(when) for when in reports} | {middle(when) + lasts for when in reports} | {on})
    found: list[Felt] = []
    for start, end in pairwise([*edges, on + timedelta(days=1)]):
        valid = [when for when in reports if start - lasts < middle(when) <= start]
        scores: dict[str, int] = {}
        for when in valid:
            scores |= told[when]
        if not valid or start > on or (start == on and middle(valid[-1]) < on and found):
            continue
        worst_first = tuple(sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])))
        fresh = tuple(told[valid[-1]].items()) if middle(valid[-1]) == start else ()
        found.append(Felt(on=valid[-1], start=start, end=end, scores=worst_first, told=fresh))
    return tuple(found)
