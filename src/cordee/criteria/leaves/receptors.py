"""What a marker's latest result can stand for, when one word covers several and other markers tell more.

HER2: ASCO-CAP scores as the term's note has them; 'negative' is low, ultralow or zero, and 0 is ultralow or zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from cordee.case import Marker
from cordee.case.answer import Answer
from cordee.criteria.assumptions import ASSUMPTIONS
from cordee.criteria.newest import DISAGREE, newest
from cordee.terms import Words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

Codes = frozenset[str]
HER2_NOT_POSITIVE: Codes = frozenset({"low", "ultralow", "zero"})
MSI_OF_MMR = {"deficient": "msi-high", "proficient": "mss"}
MMR_OF_MSI = {"msi-high": "deficient", "mss": "proficient"}


class Status(msgspec.Struct, frozen=True):
    """The words a marker's status may be, with the results it was read from and what was assumed."""

    codes: Codes
    results: tuple[Marker, ...]
    note: Words | None = None

    def answer(self, marker: str, asked: Iterable[str]) -> Answer:
        """YES when all it may be is asked for, NO when none is, else UNKNOWN."""
        wanted = frozenset().union(*(meaning(marker, code) for code in asked))
        if self.codes <= wanted:
            return Answer.YES
        return Answer.UNKNOWN if self.codes & wanted else Answer.NO


def meaning(marker: str, code: str) -> Codes:
    """What a reported word covers."""
    return HER2_NOT_POSITIVE if (marker, code) == ("her2", "negative") else frozenset({code})


def status(view: CaseView, marker: str) -> Status | None:
    """The latest status of `marker`: its own result, or what other markers tell; None when nothing does."""
    own = stated(view, marker)
    match marker:
        case "her2":
            return _together(own, _her2_from_parts(view))
        case "hormone-receptors":
            return own or _from_receptors(view)
        case "er" | "pr":
            return own or _from_hormone_receptors(view, "pr" if marker == "er" else "er")
        case "msi":
            return own or _mapped(view, "mmr", MSI_OF_MMR)
        case "mmr":
            return own or _mapped(view, "msi", MMR_OF_MSI)
    return own


def stated(view: CaseView, marker: str) -> Status | None:
    """The newest results of the marker itself that hold a word; of two on one day, either may be true."""
    results = newest(m for m in view.case.markers if m.marker == marker)
    codes: Codes = frozenset().union(*(meaning(marker, m.code) for m in results if m.code is not None))
    if not codes or any(m.code is None for m in results):
        return None
    differ = len({m.code for m in results}) > 1
    return Status(codes, results, DISAGREE if differ else None)


def _together(own: Status | None, parts: Status | None) -> Status | None:
    """What both allow. Where they exclude each other the newer one counts; of one day, either may be true."""
    if own is None or parts is None:
        return own or parts
    if own.codes & parts.codes:
        finer = parts.codes < own.codes
        return Status(own.codes & parts.codes, own.results + parts.results, parts.note if finer else own.note)
    last = newest((*own.results, *parts.results))
    if set(last) <= set(own.results):
        return own
    return parts if set(last) <= set(parts.results) else Status(own.codes | parts.codes, last, DISAGREE)


def _her2_from_parts(view: CaseView) -> Status | None:
    ihc, ish = stated(view, "her2-ihc"), stated(view, "her2-ish")
    amplified = ish.codes if ish else frozenset({"not said"})
    results = (ihc.results if ihc else ()) + (ish.results if ish else ())
    if amplified == {"amplified"}:
        codes: Codes = frozenset({"positive"})
    elif ihc is not None:
        codes = frozenset().union(*(_HER2_OF_IHC.get(code, frozenset()) for code in ihc.codes))
        if ihc.codes == {"2+"} and amplified == {"not-amplified"}:
            codes = frozenset({"low"})
    else:
        return None
    return Status(codes, results, ASSUMPTIONS["her2-from-ihc-ish"].infers) if codes else None


_HER2_OF_IHC: dict[str, Codes] = {
    "3+": frozenset({"positive"}),
    "positive": frozenset({"positive"}),
    "2+": frozenset({"positive", "low"}),
    "1+": frozenset({"low"}),
    "0": frozenset({"ultralow", "zero"}),
    "negative": HER2_NOT_POSITIVE,
}


def _from_receptors(view: CaseView) -> Status | None:
    found = [s for s in (stated(view, "er"), stated(view, "pr")) if s]
    note = ASSUMPTIONS["hormone-receptors-from-er-pr"].infers
    results = tuple(m for s in found for m in s.results)
    positive = [s for s in found if s.codes == {"positive"}]
    if positive:
        return Status(frozenset({"positive"}), tuple(m for s in positive for m in s.results), note)
    if len(found) == 2 and all(s.codes == {"negative"} for s in found):
        return Status(frozenset({"negative"}), results, note)
    return Status(frozenset({"positive", "negative"}), results) if found else None


def _from_hormone_receptors(view: CaseView, other: str) -> Status | None:
    overall, sister = stated(view, "hormone-receptors"), stated(view, other)
    if overall is None:
        return None
    note = ASSUMPTIONS["er-pr-from-hormone-receptors"].infers
    if overall.codes == {"negative"}:
        return Status(overall.codes, overall.results, note)
    if overall.codes == {"positive"} and sister is not None and sister.codes == {"negative"}:
        return Status(overall.codes, overall.results + sister.results, note)
    return Status(frozenset({"positive", "negative"}), overall.results)


def _mapped(view: CaseView, other: str, table: dict[str, str]) -> Status | None:
    found = stated(view, other)
    if found is None or not found.codes <= table.keys():
        return None
    codes = frozenset(table[code] for code in found.codes)
    return Status(codes, found.results, found.note or ASSUMPTIONS["msi-from-mmr"].infers)
