"""Conditions on what a person reports, beside those on their record: the alert rules' part of the language.

Each is written like any other leaf. An answer that is missing is never 'no'; the key of its `settle` says why it is
missing: `answer:` it was not given, `asked:` it was not asked, `earlier:` nothing earlier to compare with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from cordee.case import PartialDate
from cordee.case.answer import Answer
from cordee.criteria import fields
from cordee.criteria.bounds import Bound
from cordee.criteria.finding import Cited, Finding, Settle, answered, no, unknown, yes
from cordee.criteria.leaf import Field, Leaf, negate_words
from cordee.criteria.view import CaseView
from cordee.followup.answer_words import value_words
from cordee.followup.question import STEP_IDS, Question, Value
from cordee.followup.report import Report
from cordee.followup.report_view import ReportView
from cordee.terms import Terms, Words

Questions = Mapping[str, Question]
_LOOK_BACK = 42.0


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


def _step() -> Field:
    def read(value: Any, terms: Terms) -> float:
        if value in STEP_IDS:
            return float(STEP_IDS.index(value))
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        raise ValueError(f"'{value}' is neither a number nor one of {', '.join(STEP_IDS)}")

    return Field(read, {"anyOf": [{"type": "number"}, {"enum": list(STEP_IDS)}]})


class AnswerLeaf(ReportLeaf, frozen=True, tag="answer"):
    """What this report answers to a question: `at_least`, `at_most`, `is` (yes or no), `has` (one of these ticked)."""

    KEY: ClassVar = "answer"
    FIELDS: ClassVar = {
        "question": fields.text(),
        "at_least": _step(),
        "at_most": _step(),
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
            what = Words(" ou ".join(w.fr for w in listed), " or ".join(w.en for w in listed))
            return negate_words(name + Words("\u202f: ", ": ") + what, negated)
        if self.is_ is not None:
            said = Words("oui", "yes") if self.is_ == "yes" else Words("non", "no")
            return negate_words(name + Words("\u202f: ", ": ") + said, negated)
        return negate_words(name + Words.same(" ") + _limits(question, self.at_least, self.at_most), negated)

    def hears(self, view: ReportView) -> Finding:
        value = given(view, self.question)
        if isinstance(value, Finding):
            return value
        shown = _cited(view, view.report, self.question, value)
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
    within: float = _LOOK_BACK

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
            return no(_cited(view, view.report, self.question, now))
        earlier = view.before(self.question, self.within)[: self.last]
        if not earlier:
            return unknown(
                _nothing_earlier(view, self.question), _cited(view, view.report, self.question, now)
            )
        best, when = min(
            ((float(v), r) for r, v in earlier if not isinstance(v, tuple | str)), key=lambda p: p[0]
        )
        worse = Answer.YES if now - best >= self.by else Answer.NO
        shown = (_cited(view, when, self.question, when.answers.get(self.question)),
                 _cited(view, view.report, self.question, now))  # fmt: skip
        return answered(worse, _nothing_earlier(view, self.question), *shown)


class PersistentLeaf(ReportLeaf, frozen=True, tag="persistent"):
    """At least this step in this report and in each of the last `reports` - 1 that answered it within `within`."""

    KEY: ClassVar = "persistent"
    FIELDS: ClassVar = {
        "question": fields.text(),
        "at_least": _step(),
        "reports": fields.whole(2, 12),
        "within": fields.days(),
    }
    question: str
    at_least: float
    reports: int = 3
    within: float = _LOOK_BACK

    def said(self, questions: Questions, negated: bool = False) -> Words:
        question = questions.get(self.question)
        name = question.name if question else Words.same(self.question)
        words = name + Words.same(" ") + _limits(question, self.at_least, None)
        times = Words(f", {self.reports} bilans de suite", f", {self.reports} check-ins in a row")
        return negate_words(words + times, negated)

    def hears(self, view: ReportView) -> Finding:
        now = given(view, self.question)
        if isinstance(now, Finding):
            return now
        if isinstance(now, tuple | str) or now < self.at_least:
            return no(_cited(view, view.report, self.question, now))
        earlier = view.before(self.question, self.within)[: self.reports - 1]
        shown = [_cited(view, view.report, self.question, now)]
        shown += [_cited(view, r, self.question, v) for r, v in earlier]
        if any(not isinstance(v, tuple | str) and v < self.at_least for _, v in earlier):
            return no(*shown)
        if len(earlier) < self.reports - 1:
            return unknown(_nothing_earlier(view, self.question), *shown)
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
            return unknown(_nothing_earlier(view, self.question))
        most, when = max(earlier, key=lambda p: p[0])
        shown = (_cited(view, when, self.question, most), _cited(view, view.report, self.question, now))
        return yes(*shown) if (most - now) * 100 > self.percent * most else no(*shown)


class AmbersLeaf(ReportLeaf, frozen=True, tag="ambers"):
    """How many different causes are amber in this report, of every kind or of one kind of rule."""

    KEY: ClassVar = "ambers"
    FIELDS: ClassVar = {"count": fields.bound(), "kind": fields.text()}
    SHORT: ClassVar = "count"
    count: Bound
    kind: str | None = None

    def asked(self) -> tuple[str, ...]:
        return ()

    def said(self, questions: Questions, negated: bool = False) -> Words:
        counted = Words("signes orange", "amber signs")
        if self.kind is not None:
            counted += Words(f" ({self.kind})", f" ({self.kind})")
        return negate_words(counted + Words.same(" ") + self.count.words(), negated)

    def hears(self, view: ReportView) -> Finding:
        def causes(by_kind: Mapping[str, frozenset[str]]) -> set[str]:
            return {c for kind, found in by_kind.items() if self.kind in (None, kind) for c in found}

        found, open_ = causes(view.ambers), causes(view.ambers_open)
        settle = Settle("ambers:", Words("compléter les réponses manquantes", "complete the missing answers"))
        return answered(self.count.holds(len(found), len(found | open_)), settle)


REPORT_LEAVES: dict[str, type[Leaf]] = {
    family.KEY: family
    for family in (AnswerLeaf, UnansweredLeaf, WorseLeaf, PersistentLeaf, LostLeaf, AmbersLeaf)
}
"""The families that only alert rules may use, by their key in YAML."""


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
    if value is None:
        asks = Words("réponse manquante\u202f: ", "missing answer: ") + name
        return unknown(Settle(f"answer:{question}", asks))
    return value


def _nothing_earlier(view: ReportView, question: str) -> Settle:
    asks = Words("un bilan précédent pour comparer\u202f: ", "an earlier check-in to compare with: ")
    return Settle(f"earlier:{question}", asks + view.name_of(question))


def _cited(view: ReportView, report: Report, question: str, value: Value | None) -> Cited:
    said = value_words(view.questions.get(question), value)
    words = view.name_of(question) + Words("\u202f: ", ": ") + said
    return Cited(words, PartialDate.of(report.at.date()), f"QuestionnaireResponse/{report.id}")


def _limits(question: Question | None, least: float | None, most: float | None) -> Words:
    parts = []
    for sign, limit in (("≥", least), ("≤", most)):
        if limit is not None:
            steps = question is not None and question.kind == "steps"
            said = value_words(question, int(limit) if steps else limit)
            parts.append(Words(f"{sign} {said.fr}", f"{sign} {said.en}"))
    return Words(" ".join(p.fr for p in parts), " ".join(p.en for p in parts))
