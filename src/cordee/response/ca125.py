"""CA-125 over a line of therapy in ovarian cancer, by the Gynecological Cancer Intergroup.

Source: Rustin 2011, PMID 21270624 (its abstract seen; its thresholds seen at second hand in the admiralonco
documentation, which cites it): progression is twice the upper limit of normal (CA-125 normal before
treatment, or back to normal with it) or twice the lowest value (raised and never normal), on two occasions a
week apart or more; response needs a value of twice the upper limit within 2 weeks before treatment, halved,
and still so 28 days later. Not to be read after mouse antibodies or, for 28 days, after surgery or another
procedure on peritoneum or pleura.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from cordee.case import Lab, PartialDate, days_between
from cordee.case.answer import Answer
from cordee.response.figures import day, number
from cordee.response.marker_series import MarkerSeries, MarkerValue, fewest_days, marker_series
from cordee.response.reason import GCIG, Reason
from cordee.terms.words import Words

CA_125 = "ca-125"
TIMES = 2.0
CONFIRM_PROGRESSION_DAYS = 7
FALL = 0.50
CONFIRM_RESPONSE_DAYS = 28
BASELINE_WITHIN_DAYS = 14

Category = Literal["raised-then-normal", "raised-never-normal", "normal-before"]


class Ca125Course(msgspec.Struct, frozen=True, kw_only=True):
    """What CA-125 says of a line, in U/mL (the same figure as kU/L).

    `progression` is UNKNOWN without a value before treatment, without the laboratory's upper limit, or while
    a first value waits for the second. `progressed_on` is the day of the first of the two.
    """

    progression: Answer
    response: Answer
    category: Category | None = None
    progressed_on: PartialDate | None = None
    reasons: tuple[Reason, ...] = ()


def ca125_course(labs: Iterable[Lab], *, start: PartialDate) -> Ca125Course:
    """CA-125 since `start` of a treatment. The upper limit is the laboratory's own, the latest one given."""
    series = marker_series(labs, CA_125, start)
    limit = next((v.high for v in reversed((*series.before, *series.after)) if v.high is not None), None)
    if series.baseline is None or limit is None or not series.after:
        return Ca125Course(progression=Answer.UNKNOWN, response=Answer.UNKNOWN)
    progression, progressed_on, category, reasons = _progression(series, series.baseline, limit)
    return Ca125Course(
        progression=progression,
        response=_response(series, series.baseline, limit),
        category=category,
        progressed_on=progressed_on,
        reasons=reasons,
    )


def _progression(
    series: MarkerSeries, baseline: MarkerValue, limit: float
) -> tuple[Answer, PartialDate | None, Category, tuple[Reason, ...]]:
    category = _category(baseline, (), limit)
    waiting = False
    for index, value in enumerate(series.after):
        category = _category(baseline, series.after[:index], limit)
        lowest = series.lowest_before(index) or baseline
        bar = TIMES * (lowest.value if category == "raised-never-normal" else limit)
        waiting = _reaches(value, bar)
        if not waiting:
            continue
        for later in series.after[index + 1 :]:
            if _reaches(later, bar) and fewest_days(value, later) >= CONFIRM_PROGRESSION_DAYS:
                return Answer.YES, value.on, category, (_reason("ca125-progression", value, bar),)
        if index == len(series.after) - 1:
            return Answer.UNKNOWN, None, category, (_reason("ca125-rise-to-confirm", value, bar),)
    return (Answer.UNKNOWN if waiting else Answer.NO), None, category, ()


def _category(baseline: MarkerValue, since: tuple[MarkerValue, ...], limit: float) -> Category:
    if baseline.value <= limit:
        return "normal-before"
    return "raised-then-normal" if any(value.value <= limit for value in since) else "raised-never-normal"


def _reaches(value: MarkerValue, bar: float) -> bool:
    return value.bound != "<" and value.value >= bar


def _response(series: MarkerSeries, baseline: MarkerValue, limit: float) -> Answer:
    """NO also when CA-125 was too low before treatment to judge a response would be wrong: that is
    UNKNOWN.
    """
    if baseline.value < TIMES * limit or days_between(baseline.on, series.start)[1] > BASELINE_WITHIN_DAYS:
        return Answer.UNKNOWN
    halved_since: MarkerValue | None = None
    for value in series.after:
        if value.value > (1 - FALL) * baseline.value:
            halved_since = None
        elif halved_since is None:
            halved_since = value
        elif fewest_days(halved_since, value) >= CONFIRM_RESPONSE_DAYS:
            return Answer.YES
    return Answer.UNKNOWN if halved_since else Answer.NO


def _reason(rule: str, value: MarkerValue, bar: float) -> Reason:
    words = (
        Words.same("CA-125 ")
        + number(value.value)
        + Words("\u202fU/mL, seuil ", " U/mL, threshold ")
        + number(bar)
        + Words.same(", ")
        + day(value.on)
    )
    if rule == "ca125-rise-to-confirm":
        words += Words(
            "\u202f: à confirmer au moins 7 jours après.", ": to be confirmed 7 days later or more."
        )
    return Reason(rule=rule, words=words, source=GCIG, ref=value.ref)
