"""Conditions on what people said: a meeting's judgement, a refusal, a goal, a relative's illness, planning ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, get_args

from cordee.case.choice import AdvanceCare, CareGoalCode, Judgement
from cordee.criteria import fields
from cordee.criteria.assumptions import ASSUMPTIONS
from cordee.criteria.finding import Finding, Settle, cite, no, unknown, yes
from cordee.criteria.leaf import Leaf, negate_words
from cordee.criteria.leaves.disease import names
from cordee.criteria.newest import DISAGREE, newest
from cordee.terms import Terms, Words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView

STEPS = ("trusted-person", "advance-directives", "preferred-place")


class JudgedLeaf(Leaf, frozen=True, tag="judged"):
    """What a meeting or a specialist judged. Nobody else's answer counts: no judgement is 'not known yet'."""

    KEY: ClassVar = "judged"
    FIELDS: ClassVar = {
        "question": fields.term_of("judgement"),
        "is": fields.word_of(["yes", "no"], "answer"),
    }
    SHORT: ClassVar = "question"
    question: str
    answer: str = "yes"

    def words(self, terms: Terms, negated: bool = False) -> Words:
        no_ = Words("", "") if self.answer == "yes" else Words("\u202f: non", ": no")
        return negate_words(names(terms, "judgement", (self.question,)) + no_, negated)

    def find(self, view: CaseView) -> Finding:
        last = newest(j for j in view.case.judgements if j.question == self.question)
        if len({j.answer for j in last}) != 1:
            term = view.terms.get("judgement", self.question)
            name = term.name if term else Words.same(self.question)
            of = term.asked_of if term and term.asked_of else Words("la réunion", "the meeting")
            asks = Words(f"avis\u202f: {name.fr} ({of.fr})", f"opinion: {name.en} ({of.en})")
            facts = [cite(j, _judgement_words(view.terms, j)) for j in last]
            note = DISAGREE if last else None
            return unknown(Settle(f"judged:{self.question}", asks), *facts, note=note)
        fact = cite(last[-1], _judgement_words(view.terms, last[-1]))
        return yes(fact) if last[-1].answer == self.answer else no(fact)


def _judgement_words(terms: Terms, j: Judgement) -> Words:
    said = {"yes": Words("oui", "yes"), "no": Words("non", "no")}[j.answer]
    by = Words.same(f" ({j.by})") if j.by else Words("", "")
    return names(terms, "judgement", (j.question,)) + Words("\u202f: ", ": ") + said + by


class RefusalLeaf(Leaf, frozen=True, tag="refusal"):
    """The person refused this drug, a class or a family above it, and has not changed their mind."""

    KEY: ClassVar = "refusal"
    FIELDS: ClassVar = {"refusal": fields.texts("of")}
    SHORT: ClassVar = "refusal"
    of: tuple[str, ...] = ()

    def words(self, terms: Terms, negated: bool = False) -> Words:
        what = names(terms, "drug", self.of)
        if negated:
            return Words(f"pas de refus\u202f: {what.fr}", f"not refused: {what.en}")
        return Words(f"refusé\u202f: {what.fr}", f"refused: {what.en}")

    def find(self, view: CaseView) -> Finding:
        for r in view.case.refusals:
            # A case as of a day holds no withdrawal of a later day.
            if r.withdrawn is None and any(view.terms.is_a("drug", asked, r.of) for asked in self.of):
                what = names(view.terms, "drug", (r.of,))
                return yes(cite(r, Words(f"ne souhaite pas\u202f: {what.fr}", f"does not want: {what.en}")))
        return no(note=ASSUMPTIONS["no-refusal-recorded"].infers)


class CareGoalLeaf(Leaf, frozen=True, tag="care_goal"):
    """A goal of care agreed with the person."""

    KEY: ClassVar = "care_goal"
    FIELDS: ClassVar = {"care_goal": fields.words_of(get_args(CareGoalCode), "goal")}
    SHORT: ClassVar = "care_goal"
    goal: tuple[str, ...] = ()

    def words(self, terms: Terms, negated: bool = False) -> Words:
        listed = Words(
            ", ".join(GOAL_WORDS[g].fr for g in self.goal), ", ".join(GOAL_WORDS[g].en for g in self.goal)
        )
        return negate_words(Words(f"objectif\u202f: {listed.fr}", f"goal: {listed.en}"), negated)

    def find(self, view: CaseView) -> Finding:
        if not view.case.care_goals:
            return unknown(
                Settle("care-goals", Words("parler des objectifs de soins", "talk about goals of care"))
            )
        facts = [cite(g, GOAL_WORDS[g.goal]) for g in view.case.care_goals]
        if any(g.goal in self.goal for g in view.case.care_goals):
            return yes(*facts)
        return no(*facts, note=ASSUMPTIONS["agreed-goals-are-all"].infers)


GOAL_WORDS: dict[str, Words] = {
    "cure": Words("guérir", "cure"),
    "longer-life": Words("vivre plus longtemps", "live longer"),
    "quality-of-life": Words("qualité de vie", "quality of life"),
    "comfort": Words("confort avant tout", "comfort first"),
    "stay-home": Words("rester chez soi", "stay at home"),
    "take-part-in-a-trial": Words("participer à un essai", "take part in a trial"),
}


class FamilyHistoryLeaf(Leaf, frozen=True, tag="family_history"):
    """A relative had this cancer. A silent record does not say that none had."""

    KEY: ClassVar = "family_history"
    FIELDS: ClassVar = {"cancer": fields.terms_of("cancer")}
    SHORT: ClassVar = "cancer"
    cancer: tuple[str, ...] = ()

    def words(self, terms: Terms, negated: bool = False) -> Words:
        what = names(terms, "cancer", self.cancer)
        return negate_words(
            Words(f"antécédent familial\u202f: {what.fr}", f"family history: {what.en}"), negated
        )

    def find(self, view: CaseView) -> Finding:
        hits = [f for f in view.case.family_history if view.is_any("cancer", f.cancer, self.cancer)]
        if hits:
            return yes(*(cite(f, Words.same(f.relation)) for f in hits))
        return unknown(
            Settle("family-history", Words("demander les antécédents familiaux", "ask about family history"))
        )


class AdvanceCareLeaf(Leaf, frozen=True, tag="advance_care"):
    """A step of planning ahead is recorded."""

    KEY: ClassVar = "advance_care"
    FIELDS: ClassVar = {"advance_care": fields.words_of(STEPS, "step")}
    SHORT: ClassVar = "advance_care"
    step: tuple[str, ...] = ()

    def words(self, terms: Terms, negated: bool = False) -> Words:
        listed = Words(
            ", ".join(STEP_WORDS[s].fr for s in self.step), ", ".join(STEP_WORDS[s].en for s in self.step)
        )
        return negate_words(listed, negated)

    def find(self, view: CaseView) -> Finding:
        hits: list[AdvanceCare] = [a for a in view.case.advance_care if a.step in self.step]
        if hits:
            return yes(*(cite(a, STEP_WORDS[a.step]) for a in hits))
        return unknown(
            Settle(
                "advance-care",
                Words(
                    "parler de la suite et de la personne de confiance",
                    "talk about what lies ahead and the trusted person",
                ),
            )
        )


STEP_WORDS: dict[str, Words] = {
    "trusted-person": Words("personne de confiance désignée", "trusted person named"),
    "advance-directives": Words("directives anticipées écrites", "advance directives written"),
    "preferred-place": Words("lieu de vie souhaité exprimé", "preferred place told"),
}
