"""Which lesions may be followed by size, checked on the baseline. A check warns; it never changes a
measurement.

Source: RECIST 1.1, Eisenhauer 2009, PMID 19097774 (limits seen in its table 3, PMC2755245).
"""

from __future__ import annotations

from collections import Counter

from cordee.case import Imaging, Lesion
from cordee.response.figures import NARROW, quantity
from cordee.response.reason import RECIST, RECIST_FAQ, Reason
from cordee.terms.words import Words

MEASURABLE_MM = 10.0  # long axis, CT slices of 5 mm at most
MEASURABLE_NODE_MM = 15.0  # short axis
NORMAL_NODE_MM = 10.0  # short axis: below, the node is not diseased
MAX_TARGETS = 5
MAX_TARGETS_PER_ORGAN = 2


def check_baseline(baseline: Imaging) -> tuple[Reason, ...]:
    """What in the choice of target lesions departs from RECIST 1.1. Empty when nothing does."""
    targets = sorted((x for x in baseline.lesions if x.role == "target"), key=lambda lesion: lesion.lesion)
    warnings = [_too_small(lesion) for lesion in targets if _below_limit(lesion)]
    if len(targets) > MAX_TARGETS:
        warnings.append(
            Reason(
                rule="too-many-targets",
                words=Words(
                    f"{len(targets)} lésions cibles{NARROW}: RECIST en retient {MAX_TARGETS} au plus.",
                    f"{len(targets)} target lesions: RECIST keeps at most {MAX_TARGETS}.",
                ),
                source=RECIST,
            )
        )
    organs = Counter(_organ(lesion) for lesion in targets)
    for organ, count in sorted(
        (o, c) for o, c in organs.items() if o is not None and c > MAX_TARGETS_PER_ORGAN
    ):
        warnings.append(
            Reason(
                rule="too-many-targets-in-organ",
                words=Words(
                    f"{count} lésions cibles dans un même organe ({organ}){NARROW}: "
                    f"RECIST en retient {MAX_TARGETS_PER_ORGAN} au plus.",
                    f"{count} target lesions in one organ ({organ}): "
                    f"RECIST keeps at most {MAX_TARGETS_PER_ORGAN}.",
                ),
                source=RECIST_FAQ if organ == "node" else RECIST,
            )
        )
    return tuple(warnings)


def _organ(lesion: Lesion) -> str | None:
    """All nodes count as one organ (EORTC clarifications)."""
    return "node" if lesion.node else lesion.site


def _below_limit(lesion: Lesion) -> bool:
    limit = MEASURABLE_NODE_MM if lesion.node else MEASURABLE_MM
    return lesion.diameter_mm is not None and lesion.diameter_mm < limit


def _too_small(lesion: Lesion) -> Reason:
    limit = MEASURABLE_NODE_MM if lesion.node else MEASURABLE_MM
    size = quantity(lesion.diameter_mm or 0.0, "mm")
    return Reason(
        rule="target-not-measurable",
        words=Words(f"{lesion.lesion}{NARROW}: ", f"{lesion.lesion}: ")
        + size
        + Words(" au départ, sous le seuil de ", " at baseline, under the limit of ")
        + quantity(limit, "mm")
        + Words.same("."),
    )
