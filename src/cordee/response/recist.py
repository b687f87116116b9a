"""RECIST 1.1 over a course of imaging visits: what each visit says, and by which rule.

Source: Eisenhauer 2009, Eur J Cancer 45:228, PMID 19097774; EORTC clarifications, recist.eortc.org/faq.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from cordee.case import Imaging, Lesion, PartialDate
from cordee.case.measurement import ResponseCode
from cordee.response.figures import day
from cordee.response.measurability import check_baseline
from cordee.response.non_targets import (
    NewLesions,
    NonTargetResponse,
    new_lesion_reasons,
    new_lesions,
    non_target_response,
)
from cordee.response.overall import overall_response
from cordee.response.reappearance import doubt_about_complete_response, reappearance, reappeared
from cordee.response.reason import Reason
from cordee.response.targets import (
    TargetReading,
    TargetResponse,
    percent_change,
    read_targets,
    target_response,
)
from cordee.terms.words import Words


class VisitAssessment(msgspec.Struct, frozen=True, kw_only=True):
    """What one visit says under RECIST 1.1.

    `overall` is None for the baseline alone. `target` and `non_target` are None when the baseline had no such
    lesion. `sum_mm` is None while a target is missing; `nadir_mm` is the smallest complete sum *before* this
    visit, baseline included; changes are in percent. `progressed_on`: the day a PD counts from, which is
    earlier than the visit when a new lesion was first seen as doubtful. `warnings` never change the response.
    """

    visit: Imaging
    overall: ResponseCode | None
    target: TargetResponse | None = None
    non_target: NonTargetResponse | None = None
    sum_mm: float | None = None
    nadir_mm: float | None = None
    from_baseline_percent: float | None = None
    from_nadir_percent: float | None = None
    new_lesions: tuple[str, ...] = ()
    doubtful_new_lesions: tuple[str, ...] = ()
    progressed_on: PartialDate | None = None
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()

    @property
    def on(self) -> PartialDate | None:
        """The day of the visit."""
        return self.visit.on


class _Course(msgspec.Struct, kw_only=True):
    """What is carried from one visit to the next."""

    targets: tuple[Lesion, ...]
    non_targets: tuple[Lesion, ...]
    baseline: Imaging
    baseline_mm: float | None
    nadir_mm: float | None
    new: NewLesions = NewLesions()
    doubtful_since: dict[str, PartialDate | None] = {}
    was_complete: bool = False


def assess(course: Sequence[Imaging]) -> tuple[VisitAssessment, ...]:
    """One assessment a visit, the baseline first. `course` is in date order and opens with the baseline.

    What is not measured is NE, never SD. A visit that records lesions but none as new is read as 'no new
    lesion'. Raises ValueError when a visit is certainly earlier than the one before it. An empty course gives
    ().
    """
    if not course:
        return ()
    _check_order(course)
    baseline = course[0]
    targets = _unique(baseline.lesions, target=True)
    reading = read_targets(targets, baseline.lesions)
    baseline_mm = reading.sum_mm if targets else None
    state = _Course(
        targets=targets,
        non_targets=_unique(baseline.lesions, target=False),
        baseline=baseline,
        baseline_mm=baseline_mm,
        nadir_mm=baseline_mm,
    )
    first = VisitAssessment(
        visit=baseline, overall=None, sum_mm=baseline_mm, warnings=check_baseline(baseline)
    )
    return (first, *[_assess_visit(visit, state) for visit in course[1:]])


def _assess_visit(visit: Imaging, state: _Course) -> VisitAssessment:
    reasons: list[Reason] = []
    warnings: list[Reason] = []
    reading = read_targets(state.targets, visit.lesions)
    target: TargetResponse | None = None
    if state.targets:
        target, reason = target_response(reading, baseline_mm=state.baseline_mm, nadir_mm=state.nadir_mm)
        reasons.append(reason)
    non_target: NonTargetResponse | None = None
    if state.non_targets:
        non_target, reason = non_target_response(state.non_targets, visit.lesions)
        reasons.append(reason)
    if not state.targets and not state.non_targets:
        reasons.append(_nothing_to_follow())
    found = new_lesions(state.baseline.lesions, visit.lesions, state.new)
    reasons.extend(new_lesion_reasons(found))
    overall = overall_response(target, non_target, new_lesion=bool(found.certain))
    if state.was_complete and overall != "PD" and reappeared(visit, (*state.targets, *state.non_targets)):
        overall = "PD"
        reasons.append(reappearance())
        warnings.append(doubt_about_complete_response())
    progressed_on = _counts_from(visit, found, state) if overall == "PD" else None
    if progressed_on is not None and progressed_on != visit.on:
        reasons.append(_counted_from(progressed_on))
    assessment = VisitAssessment(
        visit=visit,
        overall=overall,
        target=target,
        non_target=non_target,
        sum_mm=reading.sum_mm if state.targets else None,
        nadir_mm=state.nadir_mm,
        from_baseline_percent=percent_change(state.baseline_mm, reading.sum_mm) if state.targets else None,
        from_nadir_percent=percent_change(state.nadir_mm, reading.sum_mm) if state.targets else None,
        new_lesions=found.certain,
        doubtful_new_lesions=found.doubtful,
        progressed_on=progressed_on,
        reasons=tuple(reasons),
        warnings=tuple(warnings),
    )
    _carry(visit, reading, found, overall, state)
    return assessment


def _carry(
    visit: Imaging, reading: TargetReading, found: NewLesions, overall: ResponseCode, state: _Course
) -> None:
    if state.targets and reading.sum_mm is not None and state.nadir_mm is not None:
        state.nadir_mm = min(state.nadir_mm, reading.sum_mm)
    doubtful = {name: state.doubtful_since.get(name, visit.on) for name in found.doubtful}
    still = {name: since for name, since in state.doubtful_since.items() if name in found.certain}
    state.doubtful_since = still | doubtful
    state.new = found
    if overall != "NE":
        state.was_complete = overall == "CR"


def _counts_from(visit: Imaging, found: NewLesions, state: _Course) -> PartialDate | None:
    since = [on for name, on in state.doubtful_since.items() if name in found.certain and on is not None]
    return min([*since, *([visit.on] if visit.on else [])], key=lambda on: on.earliest, default=None)


def _unique(lesions: tuple[Lesion, ...], *, target: bool) -> tuple[Lesion, ...]:
    """The baseline's lesions of one kind by name. What the baseline calls 'new' is there at baseline: a
    non-target.
    """
    chosen = {lesion.lesion: lesion for lesion in lesions if (lesion.role == "target") is target}
    return tuple(chosen[name] for name in sorted(chosen))


def _check_order(course: Sequence[Imaging]) -> None:
    dates = [visit.on for visit in course if visit.on is not None]
    for before, after in pairwise(dates):
        if after.latest < before.earliest:
            raise ValueError(f"the visit of {after} comes after the visit of {before} in the course")


def _nothing_to_follow() -> Reason:
    return Reason(
        rule="no-lesion-at-baseline",
        words=Words("Aucune lésion n’a été relevée au départ.", "No lesion was recorded at baseline."),
    )


def _counted_from(on: PartialDate) -> Reason:
    return Reason(
        rule="progression-from-first-sight",
        words=Words("La progression compte du ", "Progression counts from ")
        + day(on)
        + Words(", première vue de la lésion.", ", when the lesion was first seen."),
    )
