"""Conditions on what one report says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from cordee.case.answer import Answer
from cordee.criteria import fields
from cordee.criteria.bounds import Bound
from cordee.criteria.finding import Finding, Settle, answered, no, yes
from cordee.criteria.leaf import negate_words
from cordee.followup.question import Value
from cordee.followup.report_leaf import Questions, ReportLeaf, answer_cited, given, limits, step_field
from cordee.followup.report_view import ReportView
from cordee.followup.rule_kinds import KIND_WORDS, RULE_KINDS
from cordee.terms import Words


class AnswerLeaf(ReportLeaf, frozen=True, tag="answer"):
    """What this report answers to a question: `at_least`, `at_most`, `is` (yes or no), `has` (one of these ticked)."""

    KEY: ClassVar = "answer"
    FIELDS: ClassVar = {
        "question": fields.text(),
        "at_least": step_field(),
        "at_most": step_field(),
        "is": fields.word_of(("yes", "no"), "is_"),
        "has": fields.texts(),
    }
    ONE_OF: ClassVar = ("at_least", "at_most", "is", "has")
    question: str
    at_least: float | None = None
    at_most: float | None = None
    is_: str | None = None
    has: tuple[str, ...] = ()

    def holds(self, value: Value) -> bool:
        """Whether an answer is the one asked for."""
        if self.has:
            return isinstance(value, tuple) and any(tick in value for tick in self.has)
        if self.is_ is not None:
            return isinstance(value, bool) and value == (self.is_ == "yes")
        if not isinstance(value, int | float) or isinstance(value, bool):
            return False
        low_ok = self.at_least is None or value >= self.at_least
        return low_ok and (self.at_most is None or value <= self.at_most)

    def said(self, questions: Questions, negated: bool = False) -> Words:
        question = questions.get(self.question)
        name = question.name if question else Words.same(self.question)
        if self.has:
            ticks = [question.tick(t) if question else None for t in self.has]
            listed = [t.name if t else Words.same(id) for t, id in zip(ticks, self.has, strict=True)]
            what = Words(
                ", ".join(f"«\u202f{w.fr}\u202f»" for w in listed), ", ".join(f"“{w.en}”" for w in listed)
            )
            if len(listed) > 1:
                what = Words("l’un de ", "one of ") + what
            return negate_words(name + Words("\u202f: ", ": ") + what, negated)
        if self.is_ is not None:
            said = Words("oui", "yes") if self.is_ == "yes" else Words("non", "no")
            return negate_words(name + Words("\u202f: ", ": ") + said, negated)
        return negate_words(name + Words.same(" ") + limits(question, self.at_least, self.at_most), negated)

    def hears(self, view: ReportView) -> Finding:
        value = given(view, self.question)
        if isinstance(value, Finding):
            return value
        shown = answer_cited(view, view.report, self.question, value)
        return yes(shown) if self.holds(value) else no(shown)


class UnansweredLeaf(ReportLeaf, frozen=True, tag="unanswered"):
    """The question was put in this report and left without an answer."""

    KEY: ClassVar = "unanswered"
    FIELDS: ClassVar = {"question": fields.text()}
    SHORT: ClassVar = "question"
    question: str

    def said(self, questions: Questions, negated: bool = False) -> Words:
        name = questions[self.question].name if self.question in questions else Words.same(self.question)
        return negate_words(name + Words("\u202f: sans réponse", ": not answered"), negated)

    def hears(self, view: ReportView) -> Finding:
        put = self.question in view.report.asked and view.put(self.question) is Answer.YES
        return yes() if put and view.report.answers.get(self.question) is None else no()


class AmbersLeaf(ReportLeaf, frozen=True, tag="ambers"):
    """How many different causes are amber in this report, by rules of these kinds (every kind when not said)."""

    KEY: ClassVar = "ambers"
    FIELDS: ClassVar = {"count": fields.bound(), "kinds": fields.words_of(RULE_KINDS)}
    SHORT: ClassVar = "count"
    count: Bound
    kinds: tuple[str, ...] = ()

    def asked(self) -> tuple[str, ...]:
        return ()

    def said(self, questions: Questions, negated: bool = False) -> Words:
        counted = Words("signes orange ", "amber signs ") + self.count.words()
        listed = [KIND_WORDS[kind] for kind in self.kinds]
        if listed:
            counted += Words(f" ({', '.join(w.fr for w in listed)})", f" ({', '.join(w.en for w in listed)})")
        return negate_words(counted, negated)

    def hears(self, view: ReportView) -> Finding:
        def causes(by_kind: Mapping[str, frozenset[str]]) -> set[str]:
            return {
                c for kind, found in by_kind.items() if not self.kinds or kind in self.kinds for c in found
            }

        found, open_ = causes(view.ambers), causes(view.ambers_open)
        settle = Settle("ambers:", Words("compléter les réponses manquantes", "complete the missing answers"))
        return answered(self.count.holds(len(found), len(found | open_)), settle)
