"""The answers of a person over time: each check-in, each question's course, the newest against the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.utils import timezone

from cordee.followup import Question, Value, load_followup, value_words
from cordee.followup.question import QuestionKind
from cordee.service.chain.check_in import OWN_WORDS
from cordee.service.chain.in_words import said
from cordee.service.chain.models import Report
from cordee.service.people.models import Person

MEASURED: tuple[QuestionKind, ...] = ("steps", "scale")


@dataclass(frozen=True)
class Given:
    """One check-in: when, how grave, whose words, typed by whom, what was answered (None: left unanswered)."""

    id: UUID
    at: datetime
    level: str
    answered_by: str
    entered_by: str
    values: dict[str, Value | None]
    language: str

    @property
    def day(self) -> date:
        """Its day, by the clock of the service."""
        return timezone.localdate(self.at)

    @property
    def own_words(self) -> str:
        """The free sentence, as it was written."""
        return str(self.values.get(OWN_WORDS) or "")


@dataclass(frozen=True)
class Course:
    """One question over time, oldest first. `steps` counts from 0, the best, to 4; None: asked and left unanswered."""

    question: Question
    points: tuple[tuple[date, float | None, str], ...]

    @property
    def worst(self) -> float:
        """The gravest step of all."""
        return max((step for _day, step, _words in self.points if step is not None), default=0.0)

    @property
    def newest(self) -> float:
        """The newest step that was answered."""
        return next((step for _day, step, _words in reversed(self.points) if step is not None), 0.0)


@dataclass(frozen=True)
class Answer:
    """One answer in words, beside the one before. `turn` is 'worse', 'better', 'same' or ''; `matters`: not simply well."""

    id: str
    name: str
    words: str
    before: str
    turn: str
    matters: bool
    known: bool


def given(person: Person, since: datetime | None = None, most: int = 60) -> list[Given]:
    """The person's check-ins, oldest first; the `most` newest. One query."""
    rows = Report.objects.filter(person=person)
    if since is not None:
        rows = rows.filter(at__gte=since)
    newest = list(rows.order_by("-at").values_list("id", "at", "level", "body")[:most])
    return [_given(*row) for row in reversed(newest)]


def _given(id: UUID, at: datetime, level: str, body: dict[str, Any]) -> Given:
    values = {
        question: tuple(value) if isinstance(value, list) else value
        for question, value in body.get("answers", {}).get("values", {}).items()
    }
    return Given(
        id,
        at,
        level,
        body.get("answered_by", "person"),
        body.get("entered_by", "person"),
        values,
        body.get("language", "fr"),
    )


def step_of(question: Question, value: Value | None) -> float | None:
    """A measured answer on the five steps, 0 to 4; a 0–10 score is brought to the same length. None: no answer."""
    if value is None or isinstance(value, str | tuple):
        return None
    return float(value) * 0.4 if question.kind == "scale" else float(value)


def courses(all_given: Sequence[Given], only: Sequence[str] | None = None) -> list[Course]:
    """The course of each measured question that was ever more than 'not at all', the gravest now first."""
    known = load_followup().questions
    asked = dict.fromkeys(id for one in all_given for id in one.values)
    found = []
    for id in asked if only is None else only:
        question = known.get(id)
        if question is None or question.kind not in MEASURED:
            continue
        points = tuple(
            (one.day, step_of(question, one.values[id]), said(value_words(question, one.values[id])))
            for one in all_given
            if id in one.values
        )
        course = Course(question, points)
        if points and (only is not None or course.worst > 0):
            found.append(course)
    if only is None:
        found.sort(key=lambda course: (-course.newest, -course.worst, course.question.id))
    return found


def answers_of(newest: Given, before: Given | None) -> dict[str, list[Answer]]:
    """The newest answers by dimension (`physical` …), the gravest first. What was not asked is not there."""
    known = load_followup().questions
    found: dict[str, list[tuple[float, Answer]]] = {}
    for id, value in newest.values.items():
        question = known.get(id)
        if question is None or question.kind in ("text", "display"):
            continue
        earlier = before.values.get(id) if before else None
        found.setdefault(question.dimension, []).append(_answer(question, value, earlier))
    return {
        dimension: [answer for _grave, answer in sorted(rows, key=lambda row: -row[0])]
        for dimension, rows in found.items()
    }


def _answer(question: Question, value: Value | None, earlier: Value | None) -> tuple[float, Answer]:
    step, step_before = step_of(question, value), step_of(question, earlier)
    turn = ""
    if question.kind in MEASURED and step is not None and step_before is not None:
        turn = "worse" if step > step_before else "better" if step < step_before else "same"
    known = value is not None or question.optional
    matters = value is None or (isinstance(value, tuple) and bool(value)) or value is True
    if question.kind in MEASURED and step is not None:
        matters = step > 0
    grave = step if step is not None and question.kind in MEASURED else (5.0 if value and matters else 0.5)
    if question.kind == "number":
        matters, grave = value is not None, 0.4
    before = said(value_words(question, earlier)) if earlier is not None else ""
    return grave, Answer(
        question.id, said(question.name), said(value_words(question, value)), before, turn, matters, known
    )


def told_of(report: Report) -> list[str]:
    """What the person read at once, paragraph by paragraph, in the active language."""
    told = msgspec.convert(report.told, type=dict[str, Any])
    return [
        text
        for text in [*map(said, told.get("do", [])), said(told.get("call")), said(told.get("reads"))]
        if text
    ]
