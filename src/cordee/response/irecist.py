"""iRECIST: progression under immunotherapy is first unconfirmed (iUPD), then confirmed (iCPD) or not.

It serves to describe and compare; it never decides a treatment. Source: Seymour 2017, PMID 28271869 (its
table 2 seen, PMC5648544) and the EORTC answers on confirmation, new lesions and early scans
(recist.eortc.org/faq).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from cordee.case import Imaging, days_between
from cordee.response.figures import days
from cordee.response.reason import IRECIST, Reason
from cordee.response.recist import VisitAssessment, assess
from cordee.terms.words import Words

ImmuneResponse = Literal["iCR", "iPR", "iSD", "iUPD", "iCPD", "NE", "NON-iCR/NON-iUPD"]

CONFIRM_FROM_DAYS = 28
CONFIRM_BY_DAYS = 56
FURTHER_GROWTH_MM = 5.0

_WITHOUT_PROGRESSION: dict[str, ImmuneResponse] = {
    "CR": "iCR",
    "PR": "iPR",
    "SD": "iSD",
    "NE": "NE",
    "NON-CR/NON-PD": "NON-iCR/NON-iUPD",
}


class ImmuneAssessment(msgspec.Struct, frozen=True, kw_only=True):
    """The iRECIST response of one visit beside its RECIST 1.1 assessment. `response` is None for the baseline
    alone.
    """

    recist: VisitAssessment
    response: ImmuneResponse | None
    reasons: tuple[Reason, ...] = ()


def assess_immune(course: Sequence[Imaging]) -> tuple[ImmuneAssessment, ...]:
    """One iRECIST assessment a visit, the baseline first; same input and errors as `assess`.

    iCR, iPR or iSD after an iUPD sets the course back: a later progression is unconfirmed again. A visit that
    can't be evaluated does not. After iCPD every visit stays iCPD.
    """
    visits = assess(course)
    done: list[ImmuneAssessment] = []
    pending: VisitAssessment | None = None
    confirmed = False
    for visit in visits:
        if visit.overall is None:
            done.append(ImmuneAssessment(recist=visit, response=None))
            continue
        if confirmed:
            done.append(ImmuneAssessment(recist=visit, response="iCPD", reasons=(_already_confirmed(),)))
            continue
        if visit.overall != "PD":
            if visit.overall != "NE":
                pending = None
            done.append(ImmuneAssessment(recist=visit, response=_WITHOUT_PROGRESSION[visit.overall]))
            continue
        if pending is None:
            pending = visit
            done.append(ImmuneAssessment(recist=visit, response="iUPD", reasons=(_first_progression(),)))
            continue
        confirmed, reasons = _confirms(pending, visit)
        done.append(ImmuneAssessment(recist=visit, response="iCPD" if confirmed else "iUPD", reasons=reasons))
    return tuple(done)


def _confirms(pending: VisitAssessment, visit: VisitAssessment) -> tuple[bool, tuple[Reason, ...]]:
    interval = (0, 0) if pending.on is None or visit.on is None else days_between(pending.on, visit.on)
    if interval[0] < CONFIRM_FROM_DAYS:
        return False, (_too_early(interval),)
    growth = _further_growth(pending, visit)
    if not growth:
        return False, (_no_further_growth(),)
    late = (_late(interval),) if interval[0] > CONFIRM_BY_DAYS else ()
    return True, (*growth, *late)


def _further_growth(pending: VisitAssessment, visit: VisitAssessment) -> tuple[Reason, ...]:
    """What has grown or newly progressed since the unconfirmed progression."""
    reasons = []
    if visit.target == "PD" and (
        pending.target != "PD" or _grown(pending.sum_mm, visit.sum_mm, FURTHER_GROWTH_MM)
    ):
        reasons.append(_grew("targets-grew", Words("les lésions cibles", "target lesions")))
    if visit.non_target == "PD" and (
        pending.non_target != "PD" or _lesions_grown(pending, visit, "non-target", 0.0)
    ):
        reasons.append(_grew("non-targets-grew", Words("les lésions non cibles", "non-target lesions")))
    if set(visit.new_lesions) - set(pending.new_lesions):
        reasons.append(
            _grew("more-new-lesions", Words("le nombre de nouvelles lésions", "the number of new lesions"))
        )
    elif _lesions_grown(pending, visit, "new", FURTHER_GROWTH_MM):
        reasons.append(_grew("new-lesions-grew", Words("les nouvelles lésions", "the new lesions")))
    return tuple(reasons)


def _lesions_grown(pending: VisitAssessment, visit: VisitAssessment, role: str, least_mm: float) -> bool:
    """Whether the lesions of `role` measured at both visits have grown together by `least_mm` (any growth
    when 0).
    """
    before = {
        x.lesion: x.diameter_mm for x in pending.visit.lesions if x.role == role and x.diameter_mm is not None
    }
    after = {
        x.lesion: x.diameter_mm for x in visit.visit.lesions if x.role == role and x.diameter_mm is not None
    }
    both = sorted(set(before) & set(after))
    return _grown(sum(before[n] for n in both), sum(after[n] for n in both), least_mm)


def _grown(before: float | None, after: float | None, least_mm: float) -> bool:
    if before is None or after is None:
        return False
    return after > before and after - before >= least_mm - 1e-6


def _grew(rule: str, what: Words) -> Reason:
    words = (
        Words("Progression confirmée\u202f: ", "Progression confirmed: ")
        + what
        + Words(" ont encore augmenté.", " grew further.")
    )
    if rule == "more-new-lesions":
        words = Words(
            "Progression confirmée\u202f: de nouvelles lésions s’ajoutent.",
            "Progression confirmed: further new lesions.",
        )
    return Reason(rule=rule, words=words, source=IRECIST)


def _first_progression() -> Reason:
    return Reason(
        rule="unconfirmed-progression",
        words=Words(
            "Progression à confirmer par un nouvel examen dans 4 à 8 semaines.",
            "Progression to be confirmed by another scan in 4 to 8 weeks.",
        ),
        source=IRECIST,
    )


def _too_early(interval: tuple[int, int]) -> Reason:
    return Reason(
        rule="too-early-to-confirm",
        words=Words("Examen trop tôt pour confirmer (", "Scan too early to confirm (")
        + days(interval)
        + Words("\u202f; il en faut 28).", "; 28 are needed)."),
        source=IRECIST,
    )


def _no_further_growth() -> Reason:
    return Reason(
        rule="no-further-growth",
        words=Words(
            "Rien n’a encore augmenté, d’après ce qui est mesuré\u202f: la progression reste à confirmer.",
            "Nothing grew further in what is measured: the progression stays unconfirmed.",
        ),
        source=IRECIST,
    )


def _late(interval: tuple[int, int]) -> Reason:
    return Reason(
        rule="confirmed-late",
        words=Words("Examen de confirmation tardif (", "Late confirming scan (")
        + days(interval)
        + Words("\u202f; 56 au plus sont prévus).", "; at most 56 are foreseen)."),
        source=IRECIST,
    )


def _already_confirmed() -> Reason:
    return Reason(
        rule="already-confirmed",
        words=Words("La progression est déjà confirmée.", "Progression is already confirmed."),
        source=IRECIST,
    )
