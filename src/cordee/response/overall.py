"""The overall response of one visit, from targets, non-targets and new lesions.

Source: RECIST 1.1, Eisenhauer 2009, PMID 19097774, tables 1 and 2 (seen at second hand).
"""

from __future__ import annotations

from cordee.case.measurement import ResponseCode
from cordee.response.non_targets import NonTargetResponse
from cordee.response.targets import TargetResponse


def overall_response(
    target: TargetResponse | None, non_target: NonTargetResponse | None, *, new_lesion: bool
) -> ResponseCode:
    """The overall response. None means the baseline had no lesion of that kind.

    `new_lesion` is True only for a lesion beyond doubt. With no lesion at all at baseline and none new: NE.
    """
    if new_lesion or target == "PD" or non_target == "PD":
        return "PD"
    if target is None:
        return non_target or "NE"
    if target == "CR":
        return "CR" if non_target in (None, "CR") else "PR"
    return target
