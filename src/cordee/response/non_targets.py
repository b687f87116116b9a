"""Non-target lesions, judged without measuring, and new lesions.

Source: RECIST 1.1, Eisenhauer 2009, PMID 19097774 (wording seen at second hand); nodes and reappearance from
the EORTC clarifications (recist.eortc.org/faq). RECIST also asks a tumour marker raised at baseline to be
normal again before CR: that is not judged here, since an imaging visit does not carry it.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from cordee.case import Lesion
from cordee.response.measurability import NORMAL_NODE_MM
from cordee.response.reason import Reason
from cordee.terms.words import Words, join_words

NonTargetResponse = Literal["CR", "NON-CR/NON-PD", "PD", "NE"]
_State = Literal["gone", "there", "progressed", "not-seen"]


def non_target_response(
    non_targets: tuple[Lesion, ...], seen: tuple[Lesion, ...]
) -> tuple[NonTargetResponse, Reason]:
    """The response of the baseline's `non_targets` (at least one). One not evaluated leaves NE, unless
    another progressed.
    """
    states = {lesion.lesion: _state(lesion, seen) for lesion in non_targets}
    progressed = [name for name, state in states.items() if state == "progressed"]
    if progressed:
        return "PD", Reason(
            rule="non-target-pd",
            words=Words(
                "Progression indiscutable hors cibles\u202f: ", "Unequivocal progression of non-targets: "
            )
            + _names(progressed),
        )
    not_seen = [name for name, state in states.items() if state == "not-seen"]
    if not_seen:
        return "NE", Reason(
            rule="non-target-missing",
            words=Words("Lésions non cibles non évaluées\u202f: ", "Non-target lesions not evaluated: ")
            + _names(not_seen),
        )
    there = [name for name, state in states.items() if state == "there"]
    if there:
        return "NON-CR/NON-PD", Reason(
            rule="non-target-persists",
            words=Words("Lésions non cibles toujours présentes\u202f: ", "Non-target lesions still there: ")
            + _names(there),
        )
    return "CR", Reason(
        rule="non-target-cr",
        words=Words("Toutes les lésions non cibles ont disparu.", "All non-target lesions are gone."),
    )


def _state(baseline: Lesion, seen: tuple[Lesion, ...]) -> _State:
    found = [lesion for lesion in seen if lesion.lesion == baseline.lesion]
    if any(lesion.state == "unequivocal-progression" for lesion in found):
        return "progressed"
    if len(found) != 1:
        return "not-seen"
    lesion = found[0]
    if lesion.state == "not-evaluable" or (lesion.state is None and lesion.diameter_mm is None):
        return "not-seen"
    if lesion.state == "absent" or lesion.diameter_mm == 0:
        return "gone"
    if (
        (lesion.node or baseline.node)
        and lesion.diameter_mm is not None
        and lesion.diameter_mm < NORMAL_NODE_MM
    ):
        return "gone"
    return "there"


class NewLesions(msgspec.Struct, frozen=True, kw_only=True):
    """Lesions that the baseline did not have: beyond doubt, or doubtful (which is not progression)."""

    certain: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()


def new_lesions(baseline: tuple[Lesion, ...], seen: tuple[Lesion, ...], earlier: NewLesions) -> NewLesions:
    """The new lesions as of a visit. One found `earlier` and not stated absent now is still there.

    'Equivocal', 'not evaluable' or 'too small' leave doubt; so does a lesion that the baseline did not have
    but that the reader did not call new.
    """
    known = {lesion.lesion for lesion in baseline}
    certain, doubtful = set(earlier.certain), set(earlier.doubtful)
    for lesion in seen:
        if lesion.lesion in known:
            continue
        name = lesion.lesion
        if lesion.state == "absent":
            certain.discard(name)
            doubtful.discard(name)
        elif lesion.role != "new" or lesion.state in ("equivocal", "not-evaluable", "too-small"):
            if name not in certain:
                doubtful.add(name)
        else:
            certain.add(name)
            doubtful.discard(name)
    return NewLesions(certain=tuple(sorted(certain)), doubtful=tuple(sorted(doubtful)))


def new_lesion_reasons(found: NewLesions) -> tuple[Reason, ...]:
    """What the new lesions of a visit say, if there are any."""
    reasons = []
    if found.certain:
        reasons.append(
            Reason(
                rule="new-lesion",
                words=Words("Nouvelle lésion\u202f: ", "New lesion: ") + _names(list(found.certain)),
            )
        )
    if found.doubtful:
        reasons.append(
            Reason(
                rule="doubtful-new-lesion",
                words=Words(
                    "Lésion peut-être nouvelle, à revoir\u202f: ",
                    "Perhaps a new lesion, to be looked at again: ",
                )
                + _names(list(found.doubtful)),
            )
        )
    return tuple(reasons)


def _names(names: list[str]) -> Words:
    return join_words([Words.same(name) for name in names]) + Words.same(".")
