"""The best overall response of a course, with or without confirmation.

Source: RECIST 1.1, Eisenhauer 2009, PMID 19097774. Confirmation of CR and PR at 4 weeks or more: seen in its
table 3 (PMC2755245). That SD needs a least duration set beforehand, and that one visit that cannot be
evaluated may stand between a response and its confirmation, was seen at second hand (admiralonco
documentation).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cordee.case import PartialDate, days_between
from cordee.case.measurement import ResponseCode
from cordee.response.figures import days
from cordee.response.reason import Reason
from cordee.response.recist import VisitAssessment
from cordee.terms.words import Words

CONFIRMATION_DAYS = 28

_RESPONSES: dict[ResponseCode, tuple[ResponseCode, ...]] = {"CR": ("CR",), "PR": ("PR", "CR")}
_CONTROLLED: tuple[ResponseCode, ...] = ("CR", "PR", "SD")


class BestResponse(msgspec.Struct, frozen=True, kw_only=True):
    """`response` over the visits up to the first progression; `on`: when it was first seen."""

    response: ResponseCode
    on: PartialDate | None = None
    reasons: tuple[Reason, ...] = ()


def best_overall_response(
    visits: Sequence[VisitAssessment], *, min_sd_days: int, confirmation_days: int | None = CONFIRMATION_DAYS
) -> BestResponse:
    """The best response up to the first PD.

    `min_sd_days`: how long after the baseline SD must be seen to count (a protocol's choice; 0 for everyday
    care). `confirmation_days` None asks for no confirmation. An interval that dates leave open counts by its
    fewest days.
    """
    if not visits:
        return BestResponse(response="NE")
    baseline, counted = visits[0], _until_progression(visits[1:])
    reasons: list[Reason] = []
    for best in ("CR", "PR"):
        wanted: ResponseCode = "CR" if best == "CR" else "PR"
        for i, visit in enumerate(counted):
            if visit.overall not in _RESPONSES[wanted]:
                continue
            if confirmation_days is None or _confirmed(counted[i:], _RESPONSES[wanted], confirmation_days):
                return BestResponse(response=wanted, on=visit.on, reasons=tuple(reasons))
            reasons.append(_unconfirmed(visit, confirmation_days))
    for stable, codes in (("SD", _CONTROLLED), ("NON-CR/NON-PD", ("NON-CR/NON-PD",))):
        for visit in counted:
            if visit.overall in codes:
                if _days_from(baseline, visit)[0] >= min_sd_days:
                    code: ResponseCode = "SD" if stable == "SD" else "NON-CR/NON-PD"
                    return BestResponse(response=code, on=visit.on, reasons=tuple(reasons))
                reasons.append(_too_short(baseline, visit, min_sd_days))
    for visit in counted:
        if visit.overall == "PD":
            return BestResponse(response="PD", on=visit.progressed_on or visit.on, reasons=tuple(reasons))
    return BestResponse(response="NE", reasons=tuple(reasons))


def _until_progression(visits: Sequence[VisitAssessment]) -> tuple[VisitAssessment, ...]:
    for i, visit in enumerate(visits):
        if visit.overall == "PD":
            return tuple(visits[: i + 1])
    return tuple(visits)


def _confirmed(visits: Sequence[VisitAssessment], codes: tuple[ResponseCode, ...], least: int) -> bool:
    first, not_evaluated = visits[0], 0
    for visit in visits[1:]:
        if visit.overall in codes:
            if _days_from(first, visit)[0] >= least:
                return True
        elif visit.overall == "NE" and not_evaluated == 0:
            not_evaluated += 1
        else:
            return False
    return False


def _days_from(start: VisitAssessment, visit: VisitAssessment) -> tuple[int, int]:
    if start.on is None or visit.on is None:
        return (0, 0)
    return days_between(start.on, visit.on)


def _unconfirmed(visit: VisitAssessment, least: int) -> Reason:
    return Reason(
        rule="not-confirmed",
        words=Words(
            f"{visit.overall} sans confirmation à {least} jours ou plus.",
            f"{visit.overall} not confirmed at {least} days or more.",
        ),
    )


def _too_short(baseline: VisitAssessment, visit: VisitAssessment, least: int) -> Reason:
    return Reason(
        rule="stable-too-short",
        words=Words(f"{visit.overall} vu à ", f"{visit.overall} seen at ")
        + days(_days_from(baseline, visit))
        + Words(f", moins que les {least} demandés.", f", less than the {least} asked for."),
    )
