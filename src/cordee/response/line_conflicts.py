"""Facts that disagree: shown side by side, never merged in silence."""

from __future__ import annotations

from collections.abc import Sequence

from cordee.case import LineOfTherapy
from cordee.response.best_response import best_overall_response
from cordee.response.figures import day
from cordee.response.reason import RECIST, Evidence
from cordee.response.treatment_course import AssessedVisit, TreatmentCourse
from cordee.terms.words import Words


def visit_conflicts(visits: Sequence[AssessedVisit]) -> tuple[Evidence, ...]:
    """Visits whose report and measurements disagree."""
    return tuple(
        Evidence(
            rule="conflict-stated-computed",
            words=Words(
                f"Le compte rendu dit {seen.visit.stated}, les mesures donnent {seen.computed_code}, ",
                f"The report says {seen.visit.stated}, the measurements give {seen.computed_code}, ",
            )
            + day(seen.on),
            on=seen.on,
            ref=seen.visit.source.ref,
            source=RECIST,
            code=seen.computed_code,
        )
        for seen in visits
        if seen.conflict
    )


def line_conflicts(
    line: LineOfTherapy, course: TreatmentCourse, follow_up: Sequence[AssessedVisit]
) -> tuple[Evidence, ...]:
    """Where what is stated of a line differs from what its visits say."""
    found = []
    computed = best_overall_response(course.assessments, min_sd_days=0, confirmation_days=None).response
    if line.best_response not in (None, "NE", computed) and computed not in ("NE", "NON-CR/NON-PD"):
        words = Words(
            f"Meilleure réponse indiquée {line.best_response}, calculée {computed}.",
            f"Best response stated {line.best_response}, computed {computed}.",
        )
        found.append(_conflict("conflict-best-response", words, line, computed))
    last = next((visit for visit in reversed(follow_up) if visit.code is not None), None)
    if line.ended == "progression" and last is not None and last.code != "PD":
        words = Words(
            f"Arrêt indiqué pour progression, mais le dernier examen donne {last.code}.",
            f"Stated as ended for progression, but the last scan gives {last.code}.",
        )
        found.append(_conflict("conflict-ended-for-progression", words, line, last.code))
    return tuple(found)


def _conflict(rule: str, words: Words, line: LineOfTherapy, code: str | None) -> Evidence:
    return Evidence(rule=rule, words=words, on=line.ended_on, ref=line.source.ref, code=code)
