"""Conditions on markers of the tumour: receptors, HER2, PD-L1, MSI/MMR, TMB, HRD …"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from cordee.case import Marker
from cordee.case.answer import Answer, all_of
from cordee.criteria import fields
from cordee.criteria.assumptions import ASSUMPTIONS
from cordee.criteria.finding import Finding, Settle, answered, cite, unknown
from cordee.criteria.leaf import Leaf, negate_words
from cordee.criteria.view import latest
from cordee.terms import Terms, Words
from cordee.terms.words import join_words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

MSI_OF_MMR = {"deficient": "msi-high", "proficient": "mss"}
MMR_OF_MSI = {"msi-high": "deficient", "mss": "proficient"}


class MarkerLeaf(Leaf, frozen=True, tag="marker"):
    """The latest result of a marker: one of some words, or a figure within limits. `any_time` accepts any result ever."""

    KEY: ClassVar = "marker"
    FIELDS: ClassVar = {
        "marker": fields.term_of("marker"),
        "is": fields.texts("codes"),
        "at_least": fields.number(),
        "at_most": fields.number(),
        "above": fields.number(),
        "below": fields.number(),
        "any_time": fields.only_true(),
    }
    ONE_OF: ClassVar = ("is", "at_least", "at_most", "above", "below")
    marker: str
    codes: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    below: float | None = None
    any_time: bool | None = None

    def checked(self, terms: Terms) -> Self:
        term = terms.get("marker", self.marker)
        known = [v.id for v in term.values] if term else []
        for code in self.codes:
            if code not in known:
                raise ValueError(f"'{code}' is not a value of {self.marker}: expected {', '.join(known)}")
        return self

    def words(self, terms: Terms, negated: bool = False) -> Words:
        term = terms.get("marker", self.marker)
        name = term.name if term else Words.same(self.marker)
        if self.codes:
            values = [v.name for c in self.codes for v in (term.values if term else ()) if v.id == c]
            name += Words(" ", " ") + join_words(
                values or [Words.same(c) for c in self.codes], ", ", Words(" ou ", " or ")
            )
        unit = f" {term.unit}" if term and term.unit else ""
        for sign, number in (("≥", self.at_least), ("≤", self.at_most), (">", self.above), ("<", self.below)):
            if number is not None:
                name += Words(f" {sign} {number:g}{unit}".replace(".", ","), f" {sign} {number:g}{unit}")
        return negate_words(name, negated)

    def find(self, view: CaseView) -> Finding:
        term = view.terms.get("marker", self.marker)
        name = term.name if term else Words.same(self.marker)
        settle = Settle(f"marker:{self.marker}", Words(f"test\u202f: {name.fr}", f"test: {name.en}"))
        measured = [m for m in view.case.markers if m.marker == self.marker]
        note = None
        if not measured:
            measured, note = derived(view, self.marker)
        if not measured:
            return unknown(settle)
        if self.any_time:
            answers = [(self._answer(m), m) for m in measured]
            hit = [m for a, m in answers if a is Answer.YES]
            considered = hit or measured
            answer = Answer.YES if hit else all_of(a for a, _ in answers)
        else:
            last = latest(measured)
            assert last is not None
            considered, answer = [last], self._answer(last)
        facts = [cite(m, marker_words(view.terms, m)) for m in considered]
        return answered(answer, settle, *facts, note=note)

    def _answer(self, m: Marker) -> Answer:
        if self.codes and m.code is not None:
            return Answer.YES if m.code in self.codes else Answer.NO
        if self.codes or m.number is None:
            return Answer.UNKNOWN
        n = m.number
        held = (
            self.at_least is None or n >= self.at_least,
            self.at_most is None or n <= self.at_most,
            self.above is None or n > self.above,
            self.below is None or n < self.below,
        )
        return Answer.YES if all(held) else Answer.NO


def derived(view: CaseView, marker: str) -> tuple[list[Marker], Words | None]:
    """Results for `marker` that follow from other markers by a stated assumption."""
    if marker == "her2":
        found = her2_from_parts(view)
        return ([found] if found else []), ASSUMPTIONS["her2-from-ihc-ish"].infers
    if marker in ("msi", "mmr"):
        other, table = ("mmr", MSI_OF_MMR) if marker == "msi" else ("msi", MMR_OF_MSI)
        last = latest(m for m in view.case.markers if m.marker == other and m.code in table)
        if last is not None and last.code is not None:
            made = Marker(marker=marker, code=table[last.code], on=last.on, source=last.source)
            return [made], ASSUMPTIONS["msi-from-mmr"].infers
    return [], None


def her2_from_parts(view: CaseView) -> Marker | None:
    """HER2 status by IHC and ISH; None when they leave it open."""
    ihc = latest(m for m in view.case.markers if m.marker == "her2-ihc")
    ish = latest(m for m in view.case.markers if m.marker == "her2-ish")
    base = ihc or ish
    if base is None:
        return None
    code: str | None = None
    if (ihc and ihc.code == "3+") or (ish and ish.code == "amplified"):
        code = "positive"
    elif ihc and (ihc.code == "1+" or (ihc.code == "2+" and ish and ish.code == "not-amplified")):
        code = "low"
    elif ihc and ihc.code == "0":
        code = "negative"
    return Marker(marker="her2", code=code, on=base.on, source=base.source) if code else None


def marker_words(terms: Terms, m: Marker) -> Words:
    """'PD-L1 (TPS) 60 %', 'HER2 faible'."""
    term = terms.get("marker", m.marker)
    name = term.name if term else Words.same(m.marker)
    if m.code is not None:
        value = next((v.name for v in (term.values if term else ()) if v.id == m.code), Words.same(m.code))
        name = name + Words.same(" ") + value
    if m.number is not None:
        unit = f"\u202f{term.unit}" if term and term.unit else ""
        name += Words(f" {m.number:g}{unit}".replace(".", ","), f" {m.number:g}{unit}")
    return name
