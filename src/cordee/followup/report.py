"""What was answered, by whom, when; and which question comes next."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from cordee.case.answer import Answer, all_of, any_of
from cordee.followup.question import Gate, Question, QuestionSet, Value

Reporter = Literal["person", "relative", "clinician"]


class Answers(msgspec.Struct, frozen=True):
    """Answers by question id. None: the question was put and left unanswered. Absent: it was not put (yet)."""

    values: dict[str, Value | None] = {}

    def to(self, question: str, value: Value | None) -> Answers:
        """These answers with one more or one changed."""
        return Answers({**self.values, question: value})

    def get(self, question: str) -> Value | None:
        """The answer; None when there is none."""
        return self.values.get(question)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One check-in as sent. `at` is aware. `asked` are the ids of all questions of its set, gated ones included.

    `answered_by` is whose words these are, `entered_by` who typed them: a nurse during a call enters what the person
    answers; a relative on the person's behalf does both. `language` is the one it was answered in.
    """

    id: str
    at: datetime
    set_id: str
    set_version: str
    asked: tuple[str, ...]
    answers: Answers
    answered_by: Reporter = "person"
    entered_by: Reporter = "person"
    language: Literal["fr", "en"] = "fr"

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a report's time needs its time zone")


def gate_answer(gate: Gate, answers: Answers) -> Answer:
    """Whether one gate is open; UNKNOWN when the question it looks at was left unanswered or not put."""
    value = answers.get(gate.question)
    if gate.op == "exists":
        return Answer.YES if (value is not None) == bool(gate.value) else Answer.NO
    if value is None:
        return Answer.UNKNOWN
    return Answer.YES if _compare(value, gate) else Answer.NO


def _compare(value: Value, gate: Gate) -> bool:
    if isinstance(value, tuple):
        return (gate.value in value) == (gate.op == "=")
    if gate.op in ("=", "!="):
        return (value == gate.value) == (gate.op == "=")
    if isinstance(value, str) or isinstance(gate.value, str):
        return False
    above, same = value > gate.value, value == gate.value
    return {">": above, ">=": above or same, "<": not above and not same, "<=": not above}[gate.op]


def is_put(question: Question, answers: Answers) -> Answer:
    """Whether the question is to be put, given what was answered before it."""
    if not question.gates:
        return Answer.YES
    found = (gate_answer(gate, answers) for gate in question.gates)
    return any_of(found) if question.gates_any else all_of(found)


def questions_put(questions: QuestionSet, answers: Answers) -> tuple[Question, ...]:
    """The questions that are put to the person, given these answers, in order."""
    kept = settled(questions, answers)
    return tuple(q for q in questions.questions if is_put(q, kept) is Answer.YES)


def settled(questions: QuestionSet, answers: Answers) -> Answers:
    """These answers without those to questions whose gate has closed since (the person went back and changed one)."""
    kept: dict[str, Value | None] = {}
    for question in questions.questions:
        if question.id in answers.values and is_put(question, Answers(kept)) is Answer.YES:
            kept[question.id] = answers.values[question.id]
    return Answers(kept)


def next_question(questions: QuestionSet, answers: Answers) -> Question | None:
    """The first question that is put and has not been seen; None when all have been."""
    kept = settled(questions, answers)
    return next((q for q in questions_put(questions, kept) if q.id not in kept.values), None)


def question_before(questions: QuestionSet, answers: Answers, current: str | None) -> Question | None:
    """The question to go back to from `current` (None: from the end); None at the first."""
    put = questions_put(questions, answers)
    ids = [q.id for q in put]
    place = ids.index(current) if current in ids else len([i for i in ids if i in answers.values])
    return put[place - 1] if place > 0 else None


def progress(questions: QuestionSet, answers: Answers) -> tuple[int, int]:
    """How many questions were seen, of how many are put as far as can be told now."""
    put = questions_put(questions, answers)
    return sum(q.id in answers.values for q in put), len(put)
