"""Is the illness progressing now: the latest assessment, ours or the stated one, and what was begun since."""

from __future__ import annotations

from datetime import date

import msgspec

from cordee.case import Case, LineOfTherapy, PartialDate, days_between
from cordee.case.answer import Answer
from cordee.response.figures import days
from cordee.response.line_conflicts import visit_conflicts
from cordee.response.line_evidence import new_site_evidence, stated_evidence, visit_evidence
from cordee.response.reason import Evidence
from cordee.response.treatment_course import AssessedVisit, treatment_courses
from cordee.terms import Terms
from cordee.terms.words import Words


class ProgressionNow(msgspec.Struct, frozen=True, kw_only=True):
    """`answer` with its evidence. `conflicts` are facts that disagree; `to_settle` says what would tell, if
    UNKNOWN.

    `assessed_on`: the day of the assessment the answer rests on.
    """

    answer: Answer
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[Evidence, ...] = ()
    assessed_on: PartialDate | None = None
    to_settle: Words | None = None


def progression_now(
    case: Case, on: date, within_days: int = 90, terms: Terms | None = None
) -> ProgressionNow:
    """Whether the illness is progressing as known on `on`.

    YES when the latest assessment is PD, a new metastatic site was seen since the latest line began and not
    before that assessment, or the latest line ended for progression; and no line was begun since. NO when the
    latest assessment, at most `within_days` old, is CR, PR, SD or NON-CR/NON-PD. Else UNKNOWN: none, too old,
    can't be evaluated, or the progression was before the present line. `terms` only name a site in words.
    """
    known = case.as_of(on)
    courses = treatment_courses(known)
    visits = _latest_last([visit for course in courses for visit in course.visits])
    latest = visits[-1] if visits else None
    line = next((course.line for course in reversed(courses) if course.line is not None), None)
    conflicts = visit_conflicts([latest]) if latest else ()
    if line is not None and line.ended == "progression" and not _seen_after(line.ended_on, latest):
        seen = visit_evidence(latest) if latest and latest.code == "PD" else ()
        return ProgressionNow(
            answer=Answer.YES,
            evidence=(*_stated_end(line), *seen),
            conflicts=conflicts,
            assessed_on=_when_seen(line, latest),
        )
    new_sites = new_site_evidence(known, courses[-1], terms) if line is not None else ()
    if new_sites and (latest is None or _not_before(new_sites[-1], latest)):
        return ProgressionNow(
            answer=Answer.YES, evidence=new_sites[-1:], conflicts=conflicts, assessed_on=new_sites[-1].on
        )
    if latest is None or latest.on is None:
        return ProgressionNow(answer=Answer.UNKNOWN, to_settle=_SCAN)
    begun_since = line is not None and line.on is not None and line.on.earliest >= latest.on.earliest
    if latest.code == "PD":
        if begun_since:
            return _unknown(latest, conflicts, _SCAN_SINCE_LINE)
        return _known(Answer.YES, latest, conflicts)
    age = days_between(latest.on, PartialDate.of(on))
    if latest.code is None:
        return _unknown(latest, conflicts, _SCAN_TO_READ)
    if age[1] > within_days:
        return _unknown(latest, conflicts, _too_old(age))
    return _known(Answer.NO, latest, conflicts)


def _latest_last(visits: list[AssessedVisit]) -> list[AssessedVisit]:
    """In order of date. A visit that closes one line and opens the next counts once, by what it closes."""
    useful = [v for v in visits if v.on is not None and _says_something(v)]
    return sorted(useful, key=lambda v: (v.on.earliest, v.on.latest, v.code is not None) if v.on else ())


def _says_something(visit: AssessedVisit) -> bool:
    """A baseline says nothing about progression unless its report does; nor does a visit without lesions or
    report.
    """
    if visit.visit.stated is not None:
        return True
    return visit.computed is not None and visit.computed.overall is not None


def _not_before(site: Evidence, latest: AssessedVisit) -> bool:
    return site.on is not None and latest.on is not None and site.on.earliest >= latest.on.earliest


def _seen_after(ended_on: PartialDate | None, latest: AssessedVisit | None) -> bool:
    """Whether an assessment that says something is certainly later than the line's end."""
    if ended_on is None or latest is None or latest.on is None or latest.code is None:
        return False
    return latest.on.earliest > ended_on.latest


def _when_seen(line: LineOfTherapy, latest: AssessedVisit | None) -> PartialDate | None:
    """The day of the examination that showed it during `line`; else the day `line` ended."""
    scan = latest.on if latest is not None and latest.code == "PD" else None
    if scan is not None and (line.on is None or scan.latest >= line.on.earliest):
        return scan
    return line.ended_on or (latest.on if latest is not None else None)


def _stated_end(line: LineOfTherapy) -> tuple[Evidence, ...]:
    return tuple(e for e in stated_evidence(line) if e.rule == "ended-stated")


def _known(answer: Answer, latest: AssessedVisit, conflicts: tuple[Evidence, ...]) -> ProgressionNow:
    return ProgressionNow(
        answer=answer, evidence=visit_evidence(latest), conflicts=conflicts, assessed_on=latest.on
    )


def _unknown(latest: AssessedVisit, conflicts: tuple[Evidence, ...], to_settle: Words) -> ProgressionNow:
    return ProgressionNow(
        answer=Answer.UNKNOWN,
        evidence=visit_evidence(latest),
        conflicts=conflicts,
        assessed_on=latest.on,
        to_settle=to_settle,
    )


_SCAN = Words("Un examen d’imagerie avec son interprétation.", "A scan and its reading.")
_SCAN_SINCE_LINE = Words(
    "Un examen d’imagerie depuis le début du traitement en cours\u202f: la progression connue est d’avant.",
    "A scan since the present treatment began: the known progression was before it.",
)
_SCAN_TO_READ = Words(
    "Le dernier examen n’a pas pu être interprété\u202f: sa relecture, ou un nouvel examen.",
    "The latest scan could not be judged: another reading of it, or another scan.",
)


def _too_old(age: tuple[int, int]) -> Words:
    words = Words("Un nouvel examen\u202f: le dernier date de ", "Another scan: the latest is ")
    return words + days(age) + Words(".", " old.")
