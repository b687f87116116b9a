"""Target lesions: their sum, and what its change says.

Sources: RECIST 1.1, Eisenhauer 2009, PMID 19097774 (thresholds seen in its table 3, PMC2755245); 'too small'
and the reference for SD seen in the EORTC clarifications (recist.eortc.org/faq).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from cordee.case import Lesion
from cordee.response.figures import change, number, quantity
from cordee.response.measurability import NORMAL_NODE_MM
from cordee.response.reason import RECIST_FAQ, Reason
from cordee.terms.words import Words, join_words

TargetResponse = Literal["CR", "PR", "SD", "PD", "NE"]

TOO_SMALL_MM = 5.0  # present but too small to be measured
PARTIAL_RESPONSE_FALL = 0.30  # of the baseline sum
PROGRESSION_RISE = 0.20  # of the nadir
PROGRESSION_RISE_MM = 5.0
_ROUNDING_MM = 1e-6  # sums of decimal readings are not exact in binary


class TargetReading(msgspec.Struct, frozen=True, kw_only=True):
    """The targets of one visit, in the baseline's order; None is a target nobody measured."""

    lesions: tuple[Lesion, ...]
    values_mm: tuple[float | None, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the targets without a value."""
        return tuple(x.lesion for x, mm in zip(self.lesions, self.values_mm, strict=True) if mm is None)

    @property
    def measured_mm(self) -> float:
        """Sum of those measured: the true sum is at least this."""
        return sum(sorted(mm for mm in self.values_mm if mm is not None))

    @property
    def sum_mm(self) -> float | None:
        """Sum of diameters; None while one is missing."""
        return None if self.missing else self.measured_mm


def read_targets(targets: tuple[Lesion, ...], seen: tuple[Lesion, ...]) -> TargetReading:
    """The baseline's `targets` as measured in `seen`. Two readings of one lesion that differ count as
    none.
    """
    values: list[float | None] = []
    for target in targets:
        found = {lesion_mm(lesion) for lesion in seen if lesion.lesion == target.lesion}
        values.append(found.pop() if len(found) == 1 else None)
    return TargetReading(lesions=targets, values_mm=tuple(values))


def lesion_mm(lesion: Lesion) -> float | None:
    """Millimetres that count in the sum: a figure as it is, else 5 for 'too small', 0 for 'absent', else
    None.

    'Absent' with a figure above 0 contradicts itself and counts as not measured.
    """
    if lesion.diameter_mm is not None:
        return None if lesion.state == "absent" and lesion.diameter_mm > 0 else lesion.diameter_mm
    if lesion.state == "too-small":
        return TOO_SMALL_MM
    return 0.0 if lesion.state == "absent" else None


def target_response(
    reading: TargetReading, *, baseline_mm: float | None, nadir_mm: float | None
) -> tuple[TargetResponse, Reason]:
    """The response of the targets. `nadir_mm` is the smallest complete sum before this visit, baseline
    included.
    """
    if baseline_mm is None or nadir_mm is None:
        return "NE", Reason(
            rule="target-baseline-incomplete",
            words=Words(
                "Une lésion cible n’a pas été mesurée au départ\u202f: la somme de référence manque.",
                "A target lesion was not measured at baseline: there is no sum to compare with.",
            ),
        )
    rise = reading.measured_mm - nadir_mm
    progressed = _reaches(rise, PROGRESSION_RISE * nadir_mm) and _reaches(rise, PROGRESSION_RISE_MM)
    if reading.missing:
        if progressed:
            return "PD", _progression("target-pd-measured-ones", reading.measured_mm, nadir_mm)
        names = join_words([Words.same(name) for name in reading.missing])
        return "NE", Reason(
            rule="target-missing",
            words=Words("Lésions cibles non mesurées\u202f: ", "Target lesions not measured: ")
            + names
            + Words.same("."),
        )
    if all(_gone(x, mm) for x, mm in zip(reading.lesions, reading.values_mm, strict=True)):
        return "CR", Reason(
            rule="target-cr",
            words=Words(
                "Toutes les lésions cibles ont disparu\u202f; les ganglions font moins de 10 mm.",
                "All target lesions are gone; nodes are under 10 mm.",
            ),
        )
    if progressed:
        return "PD", _progression("target-pd", reading.measured_mm, nadir_mm)
    fall = baseline_mm - reading.measured_mm
    if _reaches(fall, PARTIAL_RESPONSE_FALL * baseline_mm):
        return "PR", Reason(
            rule="target-pr",
            words=_from_to(baseline_mm, reading.measured_mm, Words("départ", "baseline"))
            + Words(", au moins 30\u202f% de moins.", ", at least 30% less."),
        )
    return "SD", _stable(rise, reading.measured_mm, nadir_mm)


def percent_change(before_mm: float | None, now_mm: float | None) -> float | None:
    """Change in percent of `before_mm`; None when either is missing or `before_mm` is 0."""
    if before_mm is None or now_mm is None or before_mm == 0:
        return None
    return 100.0 * (now_mm - before_mm) / before_mm


def _gone(lesion: Lesion, mm: float | None) -> bool:
    return mm is not None and (mm < NORMAL_NODE_MM if lesion.node else mm == 0)


def _reaches(value: float, limit: float) -> bool:
    return value >= limit - _ROUNDING_MM


def _progression(rule: str, now_mm: float, nadir_mm: float) -> Reason:
    words = _from_to(nadir_mm, now_mm, Words("nadir", "nadir"))
    if rule == "target-pd-measured-ones":
        words += Words(" avec les seules lésions mesurées", " with the measured lesions alone")
    return Reason(rule=rule, words=words + Words.same("."))


def _stable(rise: float, now_mm: float, nadir_mm: float) -> Reason:
    words = _from_to(nadir_mm, now_mm, Words("nadir", "nadir"))
    if _reaches(rise, PROGRESSION_RISE * nadir_mm) and nadir_mm > 0:
        words += Words(
            "\u202f: 20\u202f% atteints, mais moins de 5 mm d’augmentation.",
            ": 20% reached, but less than 5 mm of growth.",
        )
    elif _reaches(rise, PROGRESSION_RISE_MM):
        words += Words(
            "\u202f: 5 mm atteints, mais moins de 20\u202f%.", ": 5 mm reached, but less than 20%."
        )
    else:
        words += Words(
            "\u202f: ni réponse partielle ni progression.", ": neither partial response nor progression."
        )
    return Reason(rule="target-sd", words=words, source=RECIST_FAQ)


def _from_to(before_mm: float, now_mm: float, reference: Words) -> Words:
    words = Words("Somme ", "Sum ") + number(before_mm) + Words.same(" → ") + quantity(now_mm, "mm")
    percent = percent_change(before_mm, now_mm)
    if percent is None:
        return words
    return words + Words.same(" (") + change(percent) + Words.same(" / ") + reference + Words.same(")")
