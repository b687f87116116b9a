"""What the conditions on reports share: how they are put in words, and how an answer is found or found missing.

An answer that is missing is never 'no'; the key of its `settle` says why it is missing: `answer:` it was not given
(`optional:` nor needed), `asked:` it was not asked, `earlier:` there is nothing earlier to compare with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cordee.case import PartialDate
from cordee.case.answer import Answer
from cordee.criteria.finding import Cited, Finding, Settle, no, unknown
from cordee.criteria.leaf import Field, Leaf
from cordee.criteria.view import CaseView
from cordee.followup.answer_words import value_words
from cordee.followup.question import STEP_IDS, Question, Value
from cordee.followup.report import Report
from cordee.followup.report_view import ReportView
from cordee.terms import Terms, Words

Questions = Mapping[str, Question]


class ReportLeaf(Leaf, frozen=True):
    """A leaf that looks at reports. It needs the questions to put itself in words."""

    def asked(self) -> tuple[str, ...]:
        """The ids of the questions it looks at."""
        return (getattr(self, "question", ""),)

    def said(self, questions: Questions, negated: bool = False) -> Words:
        """The condition in words, for a clinician who sees only this line."""
        raise NotImplementedError

    def words(self, terms: Terms, negated: bool = False) -> Words:
        return self.said({}, negated)

    def find(self, view: CaseView) -> Finding:
        """The answer for one report. Raises TypeError when asked of a case alone."""
        if not isinstance(view, ReportView):
            raise TypeError(f"'{self.KEY}' asks a report, and there is none")
        return self.hears(view)

    def hears(self, view: ReportView) -> Finding:
        """The answer for the report in `view`."""
        raise NotImplementedError


def step_field() -> Field:
    """A step by its name (`a-lot`) or a number."""

    def read(value: Any, terms: Terms) -> float:
        if value in STEP_IDS:
            return float(STEP_IDS.index(value))
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        raise ValueError(f"'{value}' is neither a number nor one of {', '.join(STEP_IDS)}")

    return Field(read, {"anyOf": [{"type": "number"}, {"enum": list(STEP_IDS)}]})


def given(view: ReportView, question: str) -> Value | Finding:
    """The answer of this report, or the finding that says why there is none."""
    value = view.report.answers.get(question)
    put = view.put(question)
    name = view.name_of(question)
    if question not in view.report.asked:
        asks = Words("poser la question\u202f: ", "ask: ") + name
        return unknown(Settle(f"asked:{question}", asks))
    if put is Answer.NO:
        return no(
            note=name
            + Words("\u202f: pas demandé, vu la réponse précédente", ": not asked, given the answer before")
        )
    if value is None and put is Answer.UNKNOWN:
        question = view.awaited(question)
        name = view.name_of(question)
    if value is None:
        asks = Words("réponse manquante\u202f: ", "missing answer: ") + name
        known = view.questions.get(question)
        return unknown(Settle(f"{'optional' if known and known.optional else 'answer'}:{question}", asks))
    return value


def nothing_earlier(view: ReportView, question: str) -> Settle:
    """What would settle a comparison without anything earlier."""
    asks = Words("un bilan précédent pour comparer\u202f: ", "an earlier check-in to compare with: ")
    return Settle(f"earlier:{question}", asks + view.name_of(question))


def answer_cited(view: ReportView, report: Report, question: str, value: Value | None) -> Cited:
    """An answer of a report as a fact: what it says, on which day, in which QuestionnaireResponse."""
    said = value_words(view.questions.get(question), value)
    words = view.name_of(question) + Words("\u202f: ", ": ") + said
    return Cited(words, PartialDate.of(report.at.date()), f"QuestionnaireResponse/{report.id}")


def limits(question: Question | None, least: float | None, most: float | None) -> Words:
    """Limits in the words of the question's own steps: '≥ beaucoup'."""
    parts = []
    for sign, limit in (("≥", least), ("≤", most)):
        if limit is None:
            continue
        if question is not None and question.kind == "steps":
            said = value_words(question, int(limit))
            parts.append(Words(f"{sign} «\u202f{said.fr}\u202f»", f"{sign} “{said.en}”"))
        else:
            said = value_words(question, limit)
            parts.append(Words(f"{sign} {said.fr}", f"{sign} {said.en}"))
    return Words(" ".join(p.fr for p in parts), " ".join(p.en for p in parts))
