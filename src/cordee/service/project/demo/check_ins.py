"""Check-ins of the demo's people: one a week over two months, and for the first person one this morning that asks for a call."""

from __future__ import annotations

import hashlib
from datetime import datetime, time, timedelta
from functools import partial
from uuid import UUID

from django.utils import timezone

from cordee.followup import Question, QuestionSet, Report, Value, next_question, settled
from cordee.followup.report import Answers
from cordee.service.chain.check_in import questions_today
from cordee.service.chain.check_in_plan import set_rhythm
from cordee.service.chain.ingest import receive
from cordee.service.chain.models import ExpectedReport
from cordee.service.people.roles import Role
from cordee.service.project.demo.bundles import FIRST
from cordee.service.project.demo.story import Moment, Told

WEEKS = 8
FOLLOWED = frozenset({FIRST, "lung-egfr", "breast-her2-low", "prostate-brca2"})
"""Who is followed from home."""

FELT = {"pain": 1, "tiredness": 1, "appetite": 1, "worry": 1, "sleep": 1, "numbness": 1}
"""How strongly on most weeks, 0 to 4; what is not named is not felt."""

WORSE = {"pain": 3, "tiredness": 1, "appetite": 1, "sleep": 1, "worry": 1, "numbness": 1}
"""The first person's last one: pain that has grown."""

URGENT: dict[str, dict[str, Value]] = {
    "breast-her2-low": {
        "fever": True,
        "temperature": 38.6,
        "shivers": True,
        "own-words": "J’ai eu des frissons cet après-midi et je suis très fatiguée.",
    }
}
"""Who sent a check-in a few minutes ago that nobody has taken yet, and what it says."""
NOW_WEEK, URGENT_WEEK = 0, -1
SILENT = "lung-egfr"
"""Who did not answer the last one, two days ago: asked, reminded, and since last night an alert."""
_LATER = 3
WITHIN_THE_HOUR = timedelta(minutes=55)
_ANSWERED_AFTER = timedelta(minutes=25)
_MOST_MORE = 30


def check_ins(told: Told) -> list[Moment]:
    """Around those who are followed from home; nobody else is asked."""
    if told.slug not in FOLLOWED:
        return []
    by = told.around[Role.COORDINATOR]
    later = _LATER if told.slug == SILENT else 0
    started = Moment(
        told.before(days=7 * WEEKS - 1 + later, hour=5),
        lambda when: set_rhythm(person=told.person, by=by, at=when, every_days=7, hour=time(9)),
    )
    weekly = [
        Moment(told.before(days=7 * week - 1 + later, hour=8, minute=25), partial(_send, told, week))
        for week in range(WEEKS, 0, -1)
    ]
    return [started, *(moment for moment in weekly if moment.at < told.now - WITHIN_THE_HOUR)]


def just_now(told: Told) -> list[Moment]:
    """The newest, within the last hour: told when the engine has caught up with all that was before."""
    if told.slug == FIRST:
        return [Moment(told.now - timedelta(minutes=50), partial(_send, told, NOW_WEEK))]
    if told.slug in URGENT:
        return [Moment(told.now - timedelta(minutes=4), partial(_send, told, URGENT_WEEK))]
    return []


def answer_what_waits(told: Told) -> None:
    """The record brought some check-ins forward: all but the silent have answered them."""
    if told.slug not in FOLLOWED or told.slug == SILENT:
        return
    for number in range(_MOST_MORE):
        waiting = ExpectedReport.objects.filter(
            person=told.person, state=ExpectedReport.State.WAITING
        ).first()
        if waiting is None or waiting.due_at + _ANSWERED_AFTER > told.now - WITHIN_THE_HOUR:
            return
        _send(told, WEEKS + 1 + number, waiting.due_at + _ANSWERED_AFTER)


def _send(told: Told, week: int, when: datetime) -> None:
    questions = questions_today(told.person, timezone.localdate(when))
    answers = Answers({})
    while (question := next_question(questions, answers)) is not None:
        answers = answers.to(question.id, _answer(told, question, week))
    receive(
        person=told.person,
        report=_report(told, questions, settled(questions, answers), week, when),
        questions=questions,
        by=told.around[Role.PERSON],
        once=f"demo-{told.slug}-{week}",
    )


def _report(told: Told, questions: QuestionSet, answers: Answers, week: int, when: datetime) -> Report:
    drawn = hashlib.sha256(f"{told.slug}{week}".encode()).digest()
    return Report(
        id=str(UUID(bytes=drawn[:16], version=4)),
        at=when,
        set_id=questions.id,
        set_version=questions.version,
        asked=questions.ids,
        answers=answers,
    )


def _answer(told: Told, question: Question, week: int) -> Value | None:
    """No sign that can't wait, no fever; steps as `FELT`, a little more or less from week to week."""
    if week == URGENT_WEEK and question.id in URGENT[told.slug]:
        return URGENT[told.slug][question.id]
    if question.kind == "ticks":
        return ()
    if question.kind == "yes-no":
        return False
    if question.kind != "steps":
        return None
    if week == NOW_WEEK:
        return WORSE.get(question.id, 0)
    chance = hashlib.sha256(f"{told.slug}{question.id}{week}".encode()).digest()[0] % 4
    return max(0, FELT.get(question.id, 0) - (chance == 0))
