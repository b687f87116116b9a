"""Conditions on how the person bears the illness and its treatment: toxicity, comorbidity, symptoms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from cordee.case import Condition, Symptom, Toxicity
from cordee.case.answer import Answer, all_of, any_of
from cordee.criteria import fields
from cordee.criteria.assumptions import ASSUMPTIONS, SYMPTOM_FRESHNESS_DAYS
from cordee.criteria.bounds import Bound, read_bound
from cordee.criteria.finding import Cited, Finding, Settle, answered, cite, no, unknown, yes
from cordee.criteria.leaf import Leaf, negate_words
from cordee.criteria.leaves.disease import names
from cordee.criteria.newest import DISAGREE, newest
from cordee.terms import Terms, Words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

ANY_GRADE = read_bound(">=1")


class ToxicityLeaf(Leaf, frozen=True, tag="toxicity"):
    """The worst recorded grade of a toxicity, or of any caused by a drug or class; `ongoing`: not stated resolved."""

    KEY: ClassVar = "toxicity"
    FIELDS: ClassVar = {
        "toxicity": fields.terms_of("toxicity"),
        "attributed_to": fields.terms_of("drug"),
        "grade": fields.bound(),
        "ongoing": fields.only_true(),
    }
    SHORT: ClassVar = "toxicity"
    ONE_OF: ClassVar = ("toxicity", "attributed_to")
    toxicity: tuple[str, ...] = ()
    attributed_to: tuple[str, ...] = ()
    grade: Bound = ANY_GRADE
    ongoing: bool | None = None

    def words(self, terms: Terms, negated: bool = False) -> Words:
        words = names(terms, "toxicity", self.toxicity) if self.toxicity else Words("toxicité", "toxicity")
        if self.attributed_to:
            cause = names(terms, "drug", self.attributed_to)
            words += Words(f" due à\u202f: {cause.fr}", f" from {cause.en}")
        words += Words(", grade ", ", grade ") + self.grade.words()
        return negate_words(words, negated)

    def find(self, view: CaseView) -> Finding:
        what = names(view.terms, "toxicity", self.toxicity or ())
        about = self.toxicity or self.attributed_to
        asks = Words(f"évaluer\u202f: {what.fr or 'toxicités'}", f"assess: {what.en or 'toxicities'}")
        settle = Settle(f"toxicity:{','.join(about)}", asks)
        matching = [t for t in view.case.toxicities if self._about(view, t)]
        if not matching:
            return unknown(settle)
        if self.ongoing:
            kinds = dict.fromkeys(t.toxicity for t in matching)
            matching = [t for kind in kinds for t in newest(x for x in matching if x.toxicity == kind)]
        answers = [(self._one(t), t) for t in matching]
        answer = any_of(a for a, _ in answers)
        return answered(
            answer, settle, *(cite(t, toxicity_words(view.terms, t)) for a, t in answers if a is answer)
        )

    def _about(self, view: CaseView, t: Toxicity) -> bool:
        kind = not self.toxicity or view.is_any("toxicity", t.toxicity, self.toxicity)
        cause = (
            not self.attributed_to
            or t.attributed_to is None
            or view.is_any("drug", t.attributed_to, self.attributed_to)
        )
        return kind and cause

    def _one(self, t: Toxicity) -> Answer:
        if self.ongoing and t.resolved:
            return Answer.NO
        cause = Answer.UNKNOWN if self.attributed_to and t.attributed_to is None else Answer.YES
        return all_of([cause, self.grade.holds(t.grade)])


def toxicity_words(terms: Terms, t: Toxicity) -> Words:
    """'neuropathie périphérique, grade 2 (oxaliplatine)'."""
    words = names(terms, "toxicity", (t.toxicity,)) + Words.same(f", grade {t.grade}")
    if t.attributed_to:
        cause = names(terms, "drug", (t.attributed_to,))
        words += Words(f" ({cause.fr})", f" ({cause.en})")
    return words


_NOT_IN_MEN = ("pregnancy", "breastfeeding", "postmenopausal", "premenopausal")


class ConditionLeaf(Leaf, frozen=True, tag="condition"):
    """Another illness or state. 'No' only when it was stated absent, or is over."""

    KEY: ClassVar = "condition"
    FIELDS: ClassVar = {"condition": fields.terms_of("condition")}
    SHORT: ClassVar = "condition"
    condition: tuple[str, ...] = ()

    def words(self, terms: Terms, negated: bool = False) -> Words:
        return negate_words(names(terms, "condition", self.condition), negated)

    def find(self, view: CaseView) -> Finding:
        what = names(view.terms, "condition", self.condition)
        settle = Settle(
            f"condition:{','.join(self.condition)}",
            Words(f"rechercher\u202f: {what.fr}", f"ask about: {what.en}"),
        )
        present = [c for c in view.case.conditions if _stated_present(view, c)]
        about = [c for c in present if view.is_any("condition", c.condition, self.condition)]
        open_ = [c for c in about if not _taken_back(view, c, on_a_tie=False)]
        holding = [c for c in open_ if not _taken_back(view, c, on_a_tie=True)]
        shown = [cite(c, view.name("condition", c.condition)) for c in holding or open_]
        if open_:
            return yes(*shown) if holding else unknown(settle, *shown, note=DISAGREE)
        denied = [_against(view, wanted) for wanted in self.condition]
        if all(denied):
            return no(*(_cited_against(view, against[-1]) for against in denied))
        if view.case.person.sex == "male" and all(c in _NOT_IN_MEN for c in self.condition):
            return no(note=ASSUMPTIONS["male-not-pregnant"].infers)
        return unknown(settle)


def _stated_present(view: CaseView, c: Condition) -> bool:
    return c.presence == "present" and (c.until is None or c.until.latest > view.on)


def _cited_against(view: CaseView, c: Condition) -> Cited:
    said = Words("déclaré absent ou terminé", "stated absent or over")
    name = view.name("condition", c.condition)
    return (
        cite(c, name) if _stated_present(view, c) else cite(c, name + Words("\u202f: ", ": ") + said, c.until)
    )


def _against(view: CaseView, wanted: str) -> list[Condition]:
    """Statements that `wanted` does not hold: absent or over, or present and unable to hold together with it."""
    term = view.terms.get("condition", wanted)
    excluding = term.excludes if term else ()
    return [
        c
        for c in view.case.conditions
        if (
            c.condition in excluding
            if _stated_present(view, c)
            else view.terms.is_a("condition", wanted, c.condition)
        )
    ]


def _taken_back(view: CaseView, c: Condition, *, on_a_tie: bool) -> bool:
    """Whether a later statement takes `c` back, one of the same day counting as later only `on_a_tie`."""
    for other in _against(view, c.condition):
        said = other.until or other.on
        start = c.on.latest if c.on else date.min
        end = said.latest if said else date.min
        if end > start or (on_a_tie and end == start):
            return True
    return False


class SymptomLeaf(Leaf, frozen=True, tag="symptom"):
    """The latest 0–10 score of a symptom, fresh enough."""

    KEY: ClassVar = "symptom"
    FIELDS: ClassVar = {
        "symptom": fields.terms_of("symptom"),
        "score": fields.bound(),
        "within": fields.days(),
    }
    SHORT: ClassVar = "symptom"
    symptom: tuple[str, ...] = ()
    score: Bound = ANY_GRADE
    within: float = SYMPTOM_FRESHNESS_DAYS

    def words(self, terms: Terms, negated: bool = False) -> Words:
        words = names(terms, "symptom", self.symptom)
        return negate_words(words + Words.same(" ") + self.score.words() + Words.same("/10"), negated)

    def find(self, view: CaseView) -> Finding:
        what = names(view.terms, "symptom", self.symptom)
        settle = Settle(
            f"symptom:{','.join(self.symptom)}", Words(f"demander\u202f: {what.fr}", f"ask about: {what.en}")
        )
        findings: list[tuple[Answer, Symptom | None]] = []
        for wanted in self.symptom:
            last = newest(s for s in view.case.symptoms if view.terms.is_a("symptom", s.symptom, wanted))
            fresh = [s for s in last if s.on is not None and view.age_in_days(s.on)[1] <= self.within]
            heard = any_of(self.score.holds(s.score) for s in fresh) if fresh else Answer.UNKNOWN
            findings += [(heard, s) for s in last] or [(heard, None)]
        answer = any_of(a for a, _ in findings)
        facts = []
        for a, s in findings:
            if a is answer and s is not None:
                name = names(view.terms, "symptom", (s.symptom,))
                facts.append(cite(s, name + Words.same(f" {s.score}/10")))
        return answered(answer, settle, *facts)
