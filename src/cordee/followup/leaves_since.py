"""Conditions on how an answer compares with the person's own earlier reports."""

from __future__ import annotations

from typing import ClassVar

from cordee.case.answer import Answer
from cordee.criteria import fields
from cordee.criteria.finding import Finding, answered, no, unknown, yes
from cordee.criteria.leaf import negate_words
from cordee.followup.report_leaf import (
    Questions,
    ReportLeaf,
    answer_cited,
    given,
    limits,
    nothing_earlier,
    step_field,
)
from cordee.followup.report_view import ReportView
from cordee.terms import Words

LOOK_BACK_DAYS = 42.0
"""How far back an earlier report counts when the rule does not say: our own working bound."""


class WorseLeaf(ReportLeaf, frozen=True, tag="worse"):
    """Worse by at least `by` than the best of the person's own `last` reports (1 when not said) within `within`."""

    KEY: ClassVar = "worse"
    FIELDS: ClassVar = {
        "question": fields.text(),
        "by": fields.whole(1, 10),
        "last": fields.whole(1, 12),
        "within": fields.days(),
    }
    question: str
    by: int = 2
    last: int = 1
    within: float = LOOK_BACK_DAYS

    def said(self, questions: Questions, negated: bool = False) -> Words:
        name = questions[self.question].name if self.question in questions else Words.same(self.question)
        return negate_words(
            name + Words(f"\u202f: pire d’au moins {self.by} depuis les derniers bilans",
                         f": worse by {self.by} or more since the last check-ins"), negated
        )  # fmt: skip

    def hears(self, view: ReportView) -> Finding:
        now = given(view, self.question)
        if isinstance(now, Finding):
            return now
        if isinstance(now, tuple | str) or now < self.by:
            return no(answer_cited(view, view.report, self.question, now))
        earlier = view.before(self.question, self.within)[: self.last]
        if not earlier:
            return unknown(
                nothing_earlier(view, self.question), answer_cited(view, view.report, self.question, now)
            )
        best, when = min(
            ((float(v), r) for r, v in earlier if not isinstance(v, tuple | str)), key=lambda p: p[0]
        )
        worse = Answer.YES if now - best >= self.by else Answer.NO
        shown = (answer_cited(view, when, self.question, when.answers.get(self.question)),
                 answer_cited(view, view.report, self.question, now))  # fmt: skip
        return answered(worse, nothing_earlier(view, self.question), *shown)


class PersistentLeaf(ReportLeaf, frozen=True, tag="persistent"):
    """At least this step in this report and in each of the last `reports` - 1 that answered it within `within`."""

    KEY: ClassVar = "persistent"
    FIELDS: ClassVar = {
        "question": fields.text(),
        "at_least": step_field(),
        "reports": fields.whole(2, 12),
        "within": fields.days(),
    }
    question: str
    at_least: float
    reports: int = 3
    within: float = LOOK_BACK_DAYS

    def said(self, questions: Questions, negated: bool = False) -> Words:
        question = questions.get(self.question)
        name = question.name if question else Words.same(self.question)
        words = name + Words.same(" ") + limits(question, self.at_least, None)
        times = Words(f", {self.reports} bilans de suite", f", {self.reports} check-ins in a row")
        return negate_words(words + times, negated)

    def hears(self, view: ReportView) -> Finding:
        now = given(view, self.question)
        if isinstance(now, Finding):
            return now
        if isinstance(now, tuple | str) or now < self.at_least:
            return no(answer_cited(view, view.report, self.question, now))
        earlier = view.before(self.question, self.within)[: self.reports - 1]
        shown = [answer_cited(view, view.report, self.question, now)]
        shown += [answer_cited(view, r, self.question, v) for r, v in earlier]
        if any(not isinstance(v, tuple | str) and v < self.at_least for _, v in earlier):
            return no(*shown)
        if len(earlier) < self.reports - 1:
            return unknown(nothing_earlier(view, self.question), *shown)
        return yes(*shown)


class LostLeaf(ReportLeaf, frozen=True, tag="lost"):
    """A measured value fell by more than `percent` of the highest reported within `within` (weight)."""

    KEY: ClassVar = "lost"
    FIELDS: ClassVar = {"question": fields.text(), "percent": fields.number(), "within": fields.days()}
    question: str
    percent: float
    within: float

    def said(self, questions: Questions, negated: bool = False) -> Words:
        name = questions[self.question].name if self.question in questions else Words.same(self.question)
        figure, days = f"{self.percent:g}", f"{self.within:.0f}"
        return negate_words(
            name + Words(f"\u202f: plus de {figure.replace('.', ',')}\u202f% de moins en {days} jours",
                         f": down by more than {figure}% in {days} days"), negated
        )  # fmt: skip

    def hears(self, view: ReportView) -> Finding:
        now = given(view, self.question)
        if isinstance(now, Finding):
            return now
        earlier = [
            (float(v), r)
            for r, v in view.before(self.question, self.within)
            if not isinstance(v, tuple | str)
        ]
        if not earlier or isinstance(now, tuple | str):
            return unknown(nothing_earlier(view, self.question))
        most, when = max(earlier, key=lambda p: p[0])
        shown = (
            answer_cited(view, when, self.question, most),
            answer_cited(view, view.report, self.question, now),
        )
        return yes(*shown) if (most - now) * 100 > self.percent * most else no(*shown)
