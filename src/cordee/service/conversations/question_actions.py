"""Asking, withdrawing and answering the person's questions."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cordee.service.conversations.models import Question
from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Person, Verb
from cordee.service.people.notices import notify
from cordee.service.people.sent_forms import made_before, remember


class AlreadyAnswered(Exception):
    """Somebody answered meanwhile. `question` is as it stands now."""

    def __init__(self, question: Question) -> None:
        self.question = question
        super().__init__("the question was answered meanwhile")


@transaction.atomic
def ask(
    *, person: Person, by: Account, text: str, at: datetime, for_role: str = "", once: str = ""
) -> Question:
    """Write a question down for the next talk. The same open question, asked twice, stands once; so does what the
    same form (`once`) asks, also after it was answered."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    made = made_before(by, once)
    if made is not None:
        return Question.objects.get(pk=made)
    same = Question.objects.filter(
        person=person, text=text, answered_at__isnull=True, withdrawn_at__isnull=True
    ).first()
    if same is not None:
        return same
    question = Question.objects.create(person=person, text=text, for_role=for_role, asked_by=by, asked_at=at)
    remember(by, once, made=question.pk, at=at)
    _log(question, by, "ask_question", at)
    return question


@transaction.atomic
def withdraw(*, question: Question, by: Account, at: datetime) -> None:
    """Take a question back; it is kept, and no longer shown."""
    Question.objects.filter(pk=question.pk, withdrawn_at__isnull=True).update(withdrawn_at=at)
    _log(question, by, "withdraw_question", at)


@transaction.atomic
def answer(*, question: Question, by: Account, text: str, at: datetime) -> Question:
    """Answer it, once; the same answer sent again changes nothing. Raises `AlreadyAnswered` when another was first.
    The person gets a notice."""
    written = Question.objects.filter(pk=question.pk, answered_at__isnull=True).update(
        answer=text, answered_by=by, answered_at=at
    )
    question.refresh_from_db()
    if not written and (question.answered_by_id, question.answer) == (by.pk, text):
        return question  # the same form, sent twice
    if not written:
        raise AlreadyAnswered(question)
    _log(question, by, "answer_question", at)
    if question.person.account is not None:
        notify(
            account=question.person.account,
            kind="conversations.question_answered",
            person=question.person,
            at=at,
            about={"question": str(question.id)},
        )
    return question


@transaction.atomic
def say_what_was_understood(*, question: Question, by: Account, text: str, at: datetime) -> None:
    """The person's own words on the answer; a clinician reads in them what was heard."""
    Question.objects.filter(pk=question.pk).update(understood=text)
    _log(question, by, "say_what_was_understood", at)


def _log(question: Question, by: Account, what: str, at: datetime) -> None:
    about = {"question": str(question.id)}
    log_access(person=question.person, by=by, verb=Verb.WRITE, what=what, at=at, about=about)
