"""What became of each line of therapy, and how we know.

Platinum words: 'resistant' is progression less than 6 months after the last platinum (Davis 2014, PMID
24607285, seen); 'refractory' is progression during platinum or by 4 weeks after (seen at second hand). Both
are old labels: the same review calls the definition flawed, so the interval itself is always given.
Progression by 4 weeks after the last dose of any treatment counts as progression on it: a convention of this
project, on the same bound.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from cordee.case import Case, LineOfTherapy, PartialDate, days_between
from cordee.case.answer import Answer
from cordee.case.measurement import ResponseCode
from cordee.case.partial_date import DAYS_PER_MONTH
from cordee.response.best_response import best_overall_response
from cordee.response.drug_class import PLATINUM, contains, platinum_words_apply
from cordee.response.figures import day, days
from cordee.response.line_conflicts import line_conflicts, visit_conflicts
from cordee.response.line_evidence import (
    marker_evidence,
    new_site_evidence,
    stated_evidence,
    visit_evidence,
)
from cordee.response.line_outcome import LineOutcome, Outcome
from cordee.response.reason import PLATINUM as PLATINUM_SOURCE
from cordee.response.reason import RECORD, Evidence
from cordee.response.treatment_course import AssessedVisit, TreatmentCourse, treatment_courses
from cordee.terms import Terms
from cordee.terms.words import Words

ON_TREATMENT_DAYS = 28
RESISTANT_DAYS = 6 * DAYS_PER_MONTH

Timing = Literal["on", "after", "open"]
"""Progression on treatment, after it, or either: the dates leave it open."""

_STATED: dict[str, Outcome] = {
    "progression": "progressed",
    "toxicity": "toxicity",
    "choice": "choice",
    "completed": "completed",
    "death": "death",
    "other": "other",
}
_FAILED: frozenset[Outcome] = frozenset({"refractory", "resistant", "progressed", "toxicity"})
_ADJUVANT = ("neoadjuvant", "adjuvant", "curative")


def line_outcomes(case: Case, on: date, terms: Terms) -> tuple[LineOutcome, ...]:
    """Every line begun by `on`, in order, as known on that day."""
    known = case.as_of(on)
    return tuple(
        _outcome(known, course.line, course, on, terms)
        for course in treatment_courses(known)
        if course.line is not None
    )


def _outcome(case: Case, line: LineOfTherapy, course: TreatmentCourse, on: date, terms: Terms) -> LineOutcome:
    follow_up = [visit for visit in course.visits if _is_follow_up(visit, line, course)]
    best = _best_response(course, follow_up, line)
    progressed_on = _progressed_on(follow_up, line)
    interval = days_between(line.ended_on, progressed_on) if line.ended_on and progressed_on else None
    platinum = contains(line, PLATINUM, terms)
    platinum_words = platinum is Answer.YES and platinum_words_apply(case, terms)
    timing = _timing(line, progressed_on, interval)
    if timing != "on" and best == "PD":
        best = None
    outcomes = _outcomes(line, course, best, timing, interval, platinum_words=platinum_words)
    failed = _failed(line, outcomes, timing, follow_up)
    evidence = [*stated_evidence(line), *(e for visit in follow_up for e in visit_evidence(visit))]
    if interval is not None:
        evidence.append(_interval_evidence(line, interval, progressed_on, platinum_words=platinum_words))
    evidence.extend(new_site_evidence(case, course, terms))
    return LineOutcome(
        line=line,
        outcomes=outcomes,
        failed=failed,
        platinum=platinum,
        best_response=best,
        progressed_on=progressed_on,
        time_on_treatment_days=_time_on_treatment(line, on),
        to_progression_days=interval,
        evidence=(*evidence, *marker_evidence(case, course)),
        conflicts=(*visit_conflicts(follow_up), *line_conflicts(line, course, follow_up)),
        to_settle=_to_settle(line, outcomes, progressed=timing is not None)
        if failed is Answer.UNKNOWN
        else None,
    )


def _is_follow_up(visit: AssessedVisit, line: LineOfTherapy, course: TreatmentCourse) -> bool:
    """Neither the line's own baseline nor anything up to its first day."""
    if visit.visit is course.baseline:
        return False
    return line.on is None or (visit.on is not None and visit.on.earliest > line.on.earliest)


def _best_response(
    course: TreatmentCourse, follow_up: list[AssessedVisit], line: LineOfTherapy
) -> ResponseCode | None:
    """Ours when lesions were measured, else the line's stated one, else the first stated that is not PD, else
    PD.
    """
    computed = best_overall_response(course.assessments, min_sd_days=0, confirmation_days=None).response
    if computed != "NE":
        return computed
    if line.best_response is not None:
        return line.best_response
    codes = [visit.code for visit in follow_up if visit.code is not None]
    before = codes[: codes.index("PD")] if "PD" in codes else codes
    order: tuple[ResponseCode, ...] = ("CR", "PR", "SD", "NON-CR/NON-PD")
    return next((code for code in order if code in before), "PD" if "PD" in codes else None)


def _progressed_on(follow_up: list[AssessedVisit], line: LineOfTherapy) -> PartialDate | None:
    for visit in follow_up:
        if visit.progressed_on is not None:
            return visit.progressed_on
    return line.ended_on if line.ended == "progression" else None


def _timing(
    line: LineOfTherapy, progressed_on: PartialDate | None, interval: tuple[int, int] | None
) -> Timing | None:
    """When the illness progressed with respect to the last dose; None when no progression is known."""
    if line.ended == "progression" or line.best_response == "PD":
        return "on"
    if progressed_on is None:
        return None
    if interval is None:
        return "on" if line.ended is None else "open"
    if interval[1] <= ON_TREATMENT_DAYS:
        return "on"
    return "after" if interval[0] > ON_TREATMENT_DAYS else "open"


def _outcomes(
    line: LineOfTherapy,
    course: TreatmentCourse,
    best: ResponseCode | None,
    timing: Timing | None,
    interval: tuple[int, int] | None,
    *,
    platinum_words: bool,
) -> tuple[Outcome, ...]:
    found: list[Outcome] = []
    if timing == "on" and (best == "PD" or platinum_words):
        found.append("refractory")
    elif timing is not None and platinum_words and interval is not None and interval[1] < RESISTANT_DAYS:
        found.append("resistant")
    if timing == "on":
        found.append("progressed")
    stated = _STATED[line.ended] if line.ended else None
    if stated in ("toxicity", "choice", "death"):
        found.insert(0, stated)
    elif stated is not None:
        found.append(stated)
    if timing == "after":
        found.append("progressed-later")
    if not found:
        open_ended = line.ongoing and line.ended_on is None
        found.append("ongoing" if open_ended else "not-known")
    return tuple(dict.fromkeys(found))


def _failed(
    line: LineOfTherapy, outcomes: tuple[Outcome, ...], timing: Timing | None, follow_up: list[AssessedVisit]
) -> Answer:
    if any(outcome in _FAILED for outcome in outcomes):
        return Answer.YES
    if timing is not None:
        # Illness that comes back after treatment meant to cure may still respond to it: people judge that.
        return Answer.UNKNOWN if line.setting in _ADJUVANT or "choice" in outcomes else Answer.YES
    if outcomes[0] in ("ongoing", "completed") and any(visit.code is not None for visit in follow_up):
        return Answer.NO
    return Answer.UNKNOWN


def _time_on_treatment(line: LineOfTherapy, on: date) -> tuple[int, int] | None:
    if line.on is None:
        return None
    end = line.ended_on or (PartialDate.of(on) if line.ongoing else None)
    return days_between(line.on, end) if end else None


def _interval_evidence(
    line: LineOfTherapy, interval: tuple[int, int], progressed_on: PartialDate | None, *, platinum_words: bool
) -> Evidence:
    after = (
        Words("Progression ", "Progression ")
        + days(interval)
        + Words(" après la dernière dose", " after the last dose")
    )
    if interval[1] <= 0:
        after = Words("Progression sous traitement", "Progression on treatment")
    return Evidence(
        rule="interval-to-progression",
        words=after + Words.same(" (") + day(progressed_on) + Words.same(")."),
        on=progressed_on,
        ref=line.source.ref,
        source=PLATINUM_SOURCE if platinum_words else RECORD,
    )


def _to_settle(line: LineOfTherapy, outcomes: tuple[Outcome, ...], *, progressed: bool) -> Words:
    if "choice" in outcomes:
        return Words(
            "Si la maladie était tenue quand le traitement s’est arrêté.",
            "Whether the illness was held when treatment stopped.",
        )
    if line.setting in _ADJUVANT and progressed:
        return Words(
            "L’avis de l’équipe sur cette reprise après un traitement à visée curative.",
            "The team's view of this return after treatment meant to cure.",
        )
    if outcomes[0] == "ongoing":
        return Words("Un examen d’imagerie depuis le début de cette ligne.", "A scan since this line began.")
    if outcomes[0] == "completed":
        return Words("Un examen d’imagerie depuis la fin de cette ligne.", "A scan since this line ended.")
    return Words("Pourquoi cette ligne s’est arrêtée.", "Why this line ended.")
