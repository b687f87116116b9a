"""PSA over a line of therapy, by the Prostate Cancer Working Group 3. Never by itself a reason to change
treatment.

Source: Scher 2016, PMID 26903579 (its abstract seen). Progression, 25 % and 2 ng/mL above the lowest
value and a second value 3 weeks later or more, was seen at second hand, in definitions that cite the
working group (PMC2684851 for 25 % and 2 ng/mL; openonco.info for the 3 weeks). That early changes,
before 12 weeks, are not acted on without other evidence is in the working group's 2008 abstract (PMID
18309951, seen). The fall by half confirmed 4 weeks later was seen at second hand as an older trial
convention.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cordee.case import Lab, PartialDate, days_between
from cordee.case.answer import Answer
from cordee.response.figures import change, day, number
from cordee.response.marker_series import MarkerSeries, MarkerValue, fewest_days, marker_series
from cordee.response.reason import PCWG2, PCWG3, Reason
from cordee.response.targets import percent_change
from cordee.terms.words import Words

PSA = "psa"
RISE = 0.25
RISE_NG_ML = 2.0
CONFIRM_PROGRESSION_DAYS = 21
FALL = 0.50
CONFIRM_RESPONSE_DAYS = 28
EARLY_DAYS = 84
_ROUNDING = 1e-9


class PsaCourse(msgspec.Struct, frozen=True, kw_only=True):
    """What PSA says of a line, in ng/mL (the same figure as µg/L).

    `progression`: YES when confirmed, UNKNOWN when a first rise waits for its confirmation or nothing can be
    compared, else NO. `progressed_on` is the day of the first of the two values. `deepest_fall_percent` is
    negative.
    """

    progression: Answer
    response: Answer
    progressed_on: PartialDate | None = None
    baseline: float | None = None
    nadir: float | None = None
    deepest_fall_percent: float | None = None
    reasons: tuple[Reason, ...] = ()


def psa_course(labs: Iterable[Lab], *, start: PartialDate) -> PsaCourse:
    """PSA since `start` of a treatment. Two dated values at least are needed, one of them after `start`."""
    series = marker_series(labs, PSA, start)
    baseline = series.baseline.value if series.baseline else None
    lowest = series.lowest_before(len(series.after))
    progression, progressed_on, why = _progression(series)
    response, why_response = _response(series)
    return PsaCourse(
        progression=progression,
        response=response,
        progressed_on=progressed_on,
        baseline=baseline,
        nadir=lowest.value if lowest else None,
        deepest_fall_percent=percent_change(baseline, min((v.value for v in series.after), default=None)),
        reasons=(*why, *why_response),
    )


def _progression(series: MarkerSeries) -> tuple[Answer, PartialDate | None, tuple[Reason, ...]]:
    waiting: tuple[MarkerValue, MarkerValue] | None = None
    compared = False
    for index, value in enumerate(series.after):
        lowest = series.lowest_before(index)
        if lowest is None:
            continue
        compared = True
        if not _risen(value, lowest):
            continue
        waiting = (value, lowest)
        for later in series.after[index + 1 :]:
            if _risen(later, lowest) and fewest_days(value, later) >= CONFIRM_PROGRESSION_DAYS:
                return (
                    Answer.YES,
                    value.on,
                    (_reason("psa-progression", value, lowest), *_early(series, value)),
                )
    if not compared:
        return Answer.UNKNOWN, None, ()
    if waiting and _risen(series.after[-1], waiting[1]):
        return Answer.UNKNOWN, None, (_reason("psa-rise-to-confirm", *waiting), *_early(series, waiting[0]))
    return Answer.NO, None, ()


def _risen(value: MarkerValue, lowest: MarkerValue) -> bool:
    """A value under a limit of detection can't be a rise; a lowest value given as '<' is at most its
    figure.
    """
    rise = value.value - lowest.value
    return value.bound != "<" and rise >= RISE * lowest.value - _ROUNDING and rise >= RISE_NG_ML - _ROUNDING


def _early(series: MarkerSeries, value: MarkerValue) -> tuple[Reason, ...]:
    if days_between(series.start, value.on)[0] >= EARLY_DAYS:
        return ()
    words = Words(
        "Hausse dans les 12 premières semaines\u202f: elle ne suffit pas sans autre signe.",
        "A rise in the first 12 weeks: not enough without another sign.",
    )
    return (Reason(rule="psa-early-rise", words=words, source=PCWG2, ref=value.ref),)


def _response(series: MarkerSeries) -> tuple[Answer, tuple[Reason, ...]]:
    baseline = series.baseline
    if baseline is None or not series.after or baseline.bound == "<":
        return Answer.UNKNOWN, ()
    halved = [
        value for value in series.after if value.value <= (1 - FALL) * baseline.value and value.bound != ">"
    ]
    for i, value in enumerate(halved):
        if any(fewest_days(value, later) >= CONFIRM_RESPONSE_DAYS for later in halved[i + 1 :]):
            return Answer.YES, (_reason("psa-halved", value, baseline),)
    return (Answer.UNKNOWN, ()) if series.after[-1] in halved else (Answer.NO, ())


def _reason(rule: str, value: MarkerValue, reference: MarkerValue) -> Reason:
    percent = percent_change(reference.value, value.value)
    words = (
        Words.same("PSA ")
        + number(reference.value)
        + Words.same(" → ")
        + number(value.value)
        + Words("\u202fng/mL", " ng/mL")
        + (Words.same(" (") + change(percent) + Words.same(")") if percent is not None else Words.same(""))
        + Words(", ", ", ")
        + day(value.on)
    )
    if rule == "psa-rise-to-confirm":
        words += Words(
            "\u202f: à confirmer au moins 3 semaines après.", ": to be confirmed 3 weeks later or more."
        )
    return Reason(rule=rule, words=words, source=PCWG3, ref=value.ref)
