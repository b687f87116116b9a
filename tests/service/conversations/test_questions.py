"""The person's questions: asked before the talk, answered after it, understood in their own words."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cordee.service.conversations.models import Question
from cordee.service.conversations.question_actions import AlreadyAnswered, answer, ask, withdraw
from cordee.service.people.models import Notice
from tests.service.conftest import NOW, Circle


@pytest.fixture
def question(circle: Circle) -> Question:
    return ask(person=circle.person, by=circle.ines, text="Can I swim?", at=NOW)


def test_the_same_open_question_stands_once(circle: Circle, question: Question):
    assert ask(person=circle.person, by=circle.ines, text="Can I swim?", at=NOW) == question
    assert Question.objects.count() == 1


def test_the_second_to_answer_is_told_and_keeps_their_words(circle: Circle, question: Question):
    answer(question=question, by=circle.bob, text="Yes, gently.", at=NOW)
    with pytest.raises(AlreadyAnswered) as first:
        answer(question=question, by=circle.alice, text="Wait a week.", at=NOW)
    assert first.value.question.answer == "Yes, gently."
    assert Notice.objects.filter(account=circle.ines, kind="conversations.question_answered").count() == 1


def test_the_page_of_the_second_shows_both(circle: Circle, question: Question):
    address = reverse("conversations:answer", args=[circle.person.id, question.id])
    alice = circle.client_of(circle.alice)
    assert alice.get(address).status_code == 200
    answer(question=question, by=circle.bob, text="Yes, gently.", at=NOW)
    page = alice.post(address, {"text": "Wait a week."})
    assert page.status_code == 409
    assert b"Yes, gently." in page.content
    assert b"Wait a week." in page.content


def test_an_answer_has_an_author(circle: Circle, question: Question):
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.update(answer="from nobody")


def test_what_is_taken_back_is_no_longer_shown_and_is_kept(circle: Circle, question: Question):
    withdraw(question=question, by=circle.ines, at=NOW)
    page = circle.client_of(circle.ines).get(reverse("conversations:my_questions", args=[circle.person.id]))
    assert b"Can I swim?" not in page.content
    assert Question.objects.get().withdrawn_at == NOW


def test_who_may_ask_and_who_may_answer(circle: Circle, question: Question):
    asked = reverse("conversations:my_questions", args=[circle.person.id])
    answered = reverse("conversations:answer", args=[circle.person.id, question.id])
    ask_as = {
        n: circle.client_of(getattr(circle, n)).post(asked, {"text": "Why?"}).status_code
        for n in ("ines", "bob", "daniel", "charlie")
    }
    answer_as = {
        n: circle.client_of(getattr(circle, n)).get(answered).status_code
        for n in ("bob", "ines", "daniel", "charlie")
    }
    assert ask_as == {"ines": 302, "bob": 404, "daniel": 404, "charlie": 404}
    assert answer_as == {"bob": 200, "ines": 404, "daniel": 404, "charlie": 404}
