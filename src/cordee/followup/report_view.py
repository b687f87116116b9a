"""A case and a person's reports seen together on one day: what a rule looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from cordee.case import Case
from cordee.case.answer import Answer
from cordee.criteria.leaf import Leaf
from cordee.criteria.view import CaseView
from cordee.followup.question import Question, Value
from cordee.followup.report import Report, gate_answer, is_put
from cordee.terms import Terms, Words


class ReportView(CaseView):
    """A `CaseView` that also holds the report to judge, those before it (the newest first), and the questions by id.

    `ambers` and `ambers_open` are the causes of the amber rules already found to hold, or that may hold: they stand
    only once every rule that does not count ambers has been asked.
    """

    def __init__(
        self,
        case: Case,
        on: date,
        terms: Terms,
        report: Report,
        earlier: Sequence[Report],
        questions: Mapping[str, Question],
    ) -> None:
        super().__init__(case, on, terms)
        self.report = report
        before = {r.id: r for r in earlier if r.at < report.at and r.id != report.id}
        self.earlier = tuple(sorted(before.values(), key=lambda r: (r.at, r.id), reverse=True))
        self.questions = questions
        self.ambers: dict[str, frozenset[str]] = {}
        self.ambers_open: dict[str, frozenset[str]] = {}

    def words(self, leaf: Leaf, negated: bool = False) -> Words:
        """The leaf in words; a leaf on reports takes the names of its questions from the questions themselves."""
        from cordee.followup.report_leaf import ReportLeaf

        if isinstance(leaf, ReportLeaf):
            return leaf.said(self.questions, negated)
        return super().words(leaf, negated)

    def name_of(self, question: str) -> Words:
        """What a question is called."""
        found = self.questions.get(question)
        return found.name if found else Words.same(question)

    def put(self, question: str) -> Answer:
        """Whether the question was put in this report: NO when its gate was closed by the answer before it."""
        found = self.questions.get(question)
        return is_put(found, self.report.answers) if found else Answer.YES

    def awaited(self, question: str) -> str:
        """The question whose missing answer leaves open whether `question` is put."""
        found = self.questions[question]
        silent = (g.question for g in found.gates if gate_answer(g, self.report.answers) is Answer.UNKNOWN)
        return next(silent, question)

    def before(self, question: str, within: float) -> tuple[tuple[Report, Value], ...]:
        """Earlier reports that answered `question`, at most `within` days before this one, the newest first."""
        since = self.report.at - timedelta(days=within)
        found = ((r, r.answers.get(question)) for r in self.earlier if r.at >= since)
        return tuple((r, v) for r, v in found if v is not None)
