"""Conditions on markers of the tumour: receptors, HER2, PD-L1, MSI/MMR, TMB, HRD …"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from cordee.case import Marker
from cordee.case.answer import Answer, any_of
from cordee.criteria import fields
from cordee.criteria.finding import Finding, Settle, answered, cite, unknown, yes
from cordee.criteria.leaf import Leaf, negate_words
from cordee.criteria.leaves.receptors import HER2_NOT_POSITIVE, Status, meaning, status
from cordee.criteria.newest import disagreement, newest, one_voice
from cordee.criteria.quantity_words import quantity_words
from cordee.terms import Terms, Words
from cordee.terms.words import join_words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView


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
        for sign, number in (("≥", self.at_least), ("≤", self.at_most), (">", self.above), ("<", self.below)):
            if number is not None:
                name += Words.same(f" {sign} ") + quantity_words(f"{number:g}", term.unit if term else None)
        return negate_words(name, negated)

    def find(self, view: CaseView) -> Finding:
        measured = [m for m in view.case.markers if m.marker == self.marker]
        if self.any_time:
            hits = [m for m in measured if self._answer(m) is Answer.YES]
            if hits:
                return yes(*(cite(m, marker_words(view.terms, m)) for m in hits))
        if self.codes:
            found = self._by_word(view)
            open_ = self.any_time and any(self._answer(m) is Answer.UNKNOWN for m in measured)
            return unknown(self._settle(view), *found.facts) if open_ else found
        last = newest(measured)
        answers = [self._answer(m) for m in last]
        answer = any_of(map(self._answer, measured)) if self.any_time and measured else one_voice(answers)
        facts = [cite(m, marker_words(view.terms, m)) for m in last]
        return answered(answer, self._settle(view), *facts, note=disagreement(answers))

    def _by_word(self, view: CaseView) -> Finding:
        found = status(view, self.marker)
        if found is None:
            unsaid = newest(m for m in view.case.markers if m.marker == self.marker)
            return unknown(self._settle(view), *(cite(m, marker_words(view.terms, m)) for m in unsaid))
        answer = found.answer(self.marker, self.codes)
        facts = [cite(m, marker_words(view.terms, m)) for m in found.results]
        detail = found.codes <= HER2_NOT_POSITIVE and self.marker == "her2"
        settle = SETTLE_HER2_SCORE if detail else self._settle(view)
        return answered(answer, settle, *facts, note=found.note)

    def _settle(self, view: CaseView) -> Settle:
        term = view.terms.get("marker", self.marker)
        name = term.name if term else Words.same(self.marker)
        return Settle(f"marker:{self.marker}", Words(f"test\u202f: {name.fr}", f"test: {name.en}"))

    def _answer(self, m: Marker) -> Answer:
        if self.codes:
            if m.code is None:
                return Answer.UNKNOWN
            return Status(meaning(m.marker, m.code), (m,)).answer(self.marker, self.codes)
        if m.number is None:
            return Answer.UNKNOWN
        n = m.number
        held = (
            self.at_least is None or n >= self.at_least,
            self.at_most is None or n <= self.at_most,
            self.above is None or n > self.above,
            self.below is None or n < self.below,
        )
        return Answer.YES if all(held) else Answer.NO


SETTLE_HER2_SCORE = Settle(
    "marker:her2-ihc",
    Words(
        "score HER2 détaillé en immunohistochimie (0, ultra-faible, 1+)",
        "detailed HER2 score by immunohistochemistry (0, ultralow, 1+)",
    ),
)


def marker_words(terms: Terms, m: Marker) -> Words:
    """'PD-L1 (TPS) 60 %', 'HER2 faible'."""
    term = terms.get("marker", m.marker)
    name = term.name if term else Words.same(m.marker)
    if m.code is not None:
        value = next((v.name for v in (term.values if term else ()) if v.id == m.code), Words.same(m.code))
        name = name + Words.same(" ") + value
    if m.number is not None:
        name += Words.same(" ") + quantity_words(f"{m.number:g}", term.unit if term else None)
    return name
