"""The facts and computed assessments that tell what became of a line, each with its date and where it was
read.
"""

from __future__ import annotations

from cordee.case import Case, Lab, LineOfTherapy
from cordee.case.answer import Answer
from cordee.response.ca125 import ca125_course
from cordee.response.figures import day
from cordee.response.psa import psa_course
from cordee.response.reason import RECIST, RECORD, Evidence, Reason
from cordee.response.treatment_course import AssessedVisit, TreatmentCourse
from cordee.terms import Terms
from cordee.terms.words import Words, join_words

_ENDED = {
    "progression": Words("pour progression", "for progression"),
    "toxicity": Words("pour effets indésirables", "for side effects"),
    "choice": Words("par choix", "by choice"),
    "completed": Words("à son terme", "as planned"),
    "death": Words("au décès", "at death"),
    "other": Words("pour un autre motif", "for another reason"),
}


def visit_evidence(seen: AssessedVisit) -> tuple[Evidence, ...]:
    """What a visit says: our assessment with its rules, and what its report states, separately."""
    found = []
    if seen.computed is not None and seen.computed.overall is not None:
        why = join_words([reason.words for reason in seen.computed.reasons], " ")
        found.append(
            Evidence(
                rule="imaging-computed",
                words=Words.same(f"{seen.computed.overall}, ") + day(seen.on) + Words("\u202f: ", ": ") + why,
                on=seen.on,
                ref=seen.visit.source.ref,
                source=RECIST,
                code=seen.computed.overall,
            )
        )
    if seen.visit.stated is not None:
        found.append(
            Evidence(
                rule="imaging-stated",
                words=Words(f"Compte rendu\u202f: {seen.visit.stated}, ", f"Report: {seen.visit.stated}, ")
                + day(seen.on),
                on=seen.on,
                ref=seen.visit.source.ref,
                code=seen.visit.stated,
            )
        )
    return tuple(found)


def stated_evidence(line: LineOfTherapy) -> tuple[Evidence, ...]:
    """What the record itself says of the line: why it ended, its best response."""
    found = []
    if line.ended is not None:
        found.append(
            Evidence(
                rule="ended-stated",
                words=Words("Arrêt ", "Ended ") + _ENDED[line.ended] + Words.same(", ") + day(line.ended_on),
                on=line.ended_on,
                ref=line.source.ref,
                source=RECORD,
                code=line.ended,
            )
        )
    if line.best_response is not None:
        found.append(
            Evidence(
                rule="best-response-stated",
                words=Words(
                    f"Meilleure réponse indiquée\u202f: {line.best_response}.",
                    f"Best response stated: {line.best_response}.",
                ),
                on=line.ended_on or line.on,
                ref=line.source.ref,
                code=line.best_response,
            )
        )
    return tuple(found)


def marker_evidence(case: Case, course: TreatmentCourse) -> tuple[Evidence, ...]:
    """What PSA and CA-125 say of the line. It supports; it never decides."""
    line = course.line
    if line is None or line.on is None:
        return ()
    labs = tuple(lab for lab in case.labs if _before_next_line(lab, course))
    psa, ca125 = psa_course(labs, start=line.on), ca125_course(labs, start=line.on)
    return (
        *_marker(psa.progression, psa.reasons),
        *_marker(ca125.progression, ca125.reasons),
    )


def new_site_evidence(
    case: Case, course: TreatmentCourse, terms: Terms | None = None
) -> tuple[Evidence, ...]:
    """Metastatic sites first seen after the line began and before the next one did, in order of date.

    Without `terms` a site is called by its id.
    """
    line, following = course.line, course.next_line
    if line is None or line.on is None:
        return ()
    found = [
        Evidence(
            rule="new-site",
            words=Words("Nouvelle localisation (", "New site (")
            + _site_name(site.site, terms)
            + Words.same("), ")
            + day(site.on),
            on=site.on,
            ref=site.source.ref,
            code=site.site,
        )
        for site in case.metastases
        if site.presence == "present"
        and site.on is not None
        and site.on.earliest > line.on.latest
        and (following is None or following.on is None or site.on.earliest <= following.on.earliest)
    ]
    return tuple(sorted(found, key=lambda e: (e.on.iso if e.on else "", e.code or "")))


def _site_name(site: str, terms: Terms | None) -> Words:
    term = terms.get("site", site) if terms else None
    return term.name if term else Words.same(site)


def _before_next_line(lab: Lab, course: TreatmentCourse) -> bool:
    following = course.next_line
    if following is None or following.on is None or lab.on is None:
        return True
    return lab.on.earliest <= following.on.earliest


def _marker(progression: Answer, reasons: tuple[Reason, ...]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            rule=reason.rule, words=reason.words, ref=reason.ref, source=reason.source, code=progression.value
        )
        for reason in reasons
    )
