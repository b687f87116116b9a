"""Conditions on how the person bears the illness and its treatment: toxicity, comorbidity, symptoms."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cordee.case import Condition, Toxicity
from cordee.case.answer import Answer, any_of
from cordee.criteria import fields
from cordee.criteria.assumptions import ASSUMPTIONS, SYMPTOM_FRESHNESS_DAYS
from cordee.criteria.bounds import Bound, read_bound
from cordee.criteria.finding import Finding, Settle, answered, cite, no, unknown, yes
from cordee.criteria.leaf import Leaf, negate_words
from cordee.criteria.leaves.disease import names
from cordee.criteria.view import latest
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
            last = latest(matching)
            matching = [last] if last else []
        answers = [(self._one(t), t) for t in matching]
        answer = any_of(a for a, _ in answers)
        return answered(
            answer, settle, *(cite(t, toxicity_words(view.terms, t)) for a, t in answers if a is answer)
        )

    def _about(self, view: CaseView, t: Toxicity) -> bool:
        kind = not self.toxicity or view.is_any("toxicity", t.toxicity, self.toxicity)
        cause = not self.attributed_to or (
            t.attributed_to is not None and view.is_any("drug", t.attributed_to, self.attributed_to)
        )
        return kind and cause

    def _one(self, t: Toxicity) -> Answer:
        if self.ongoing and t.resolved:
            return Answer.NO
        return self.grade.holds(t.grade)


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
        about = [c for c in view.case.conditions if view.is_any("condition", c.condition, self.condition)]
        current = [c for c in about if self._holds(view, c)]
        last = latest(about)
        if current and (last is None or last.presence == "present" or last in current):
            return yes(*(cite(c, view.name("condition", c.condition)) for c in current))
        free = {c.condition: c for c in view.case.conditions if c.presence == "absent" or c in about}
        denied = [
            next((c for id, c in free.items() if view.terms.is_a("condition", w, id)), None)
            for w in self.condition
        ]
        if all(c is not None for c in denied):
            said = Words("déclaré absent, terminé ou remplacé", "stated absent, over or replaced")
            return no(*(cite(c, said, c.until) for c in denied if c))
        excluding = [self._excluded_by(view, wanted) for wanted in self.condition]
        if all(excluding):
            return no(*(cite(c, view.name("condition", c.condition)) for c in excluding if c))
        if view.case.person.sex == "male" and all(c in _NOT_IN_MEN for c in self.condition):
            return no(note=ASSUMPTIONS["male-not-pregnant"].infers)
        settle = Settle(
            f"condition:{','.join(self.condition)}",
            Words(f"rechercher\u202f: {what.fr}", f"ask about: {what.en}"),
        )
        return unknown(settle)

    def _holds(self, view: CaseView, c: Condition) -> bool:
        """Whether a recorded condition still holds: present, not over, and not replaced by one that excludes it."""
        if c.presence == "absent" or (c.until is not None and c.until.latest <= view.on):
            return False
        other = self._excluded_by(view, c.condition)
        return other is None or latest([c, other]) is c

    def _excluded_by(self, view: CaseView, wanted: str) -> Condition | None:
        """The last present condition that can't hold together with `wanted` ('castration-resistant', 'hormone-sensitive')."""
        term = view.terms.get("condition", wanted)
        against = term.excludes if term else ()
        return latest(c for c in view.case.conditions if c.presence == "present" and c.condition in against)


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
        findings = []
        for wanted in self.symptom:
            last = latest(s for s in view.case.symptoms if view.terms.is_a("symptom", s.symptom, wanted))
            if last is None or last.on is None or view.age_in_days(last.on)[0] > self.within:
                findings.append((Answer.UNKNOWN, last))
            else:
                findings.append((self.score.holds(last.score), last))
        answer = any_of(a for a, _ in findings)
        facts = []
        for a, s in findings:
            if a is answer and s is not None:
                name = names(view.terms, "symptom", (s.symptom,))
                facts.append(cite(s, name + Words.same(f" {s.score}/10")))
        return answered(answer, settle, *facts)
