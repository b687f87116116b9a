"""The person's questions: asked before a talk, answered after it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordee.service.conversations.forms import AnswerForm, QuestionForm, UnderstoodForm
from cordee.service.conversations.places import frame
from cordee.service.conversations.queries import access_question, questions_of
from cordee.service.conversations.question_actions import (
    AlreadyAnswered,
    answer,
    ask,
    say_what_was_understood,
    withdraw,
)
from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing


def _frame(where: Standing, **context: Any) -> dict[str, Any]:
    return frame(
        where,
        may_ask=Permission.WRITE_QUESTIONS in where.permissions,
        may_answer=Permission.ANSWER_QUESTIONS in where.permissions,
        **context,
    )


def _page(request: SignedIn, where: Standing, form: QuestionForm | None) -> HttpResponse:
    found = list(questions_of(where))
    context = _frame(
        where,
        form=form,
        waiting=[q for q in found if q.answered_at is None],
        answered=[q for q in found if q.answered_at is not None],
    )
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "conversations/questions.html", context, status=status)


@signed_in
@require_safe
def questions_to_team(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The questions as the team reads them before a talk."""
    where = access_person(
        user=request.user, person_id=person_id, need=Permission.SEE_QUESTIONS, at=request.at
    )
    return _page(request, where, None)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The questions and their answers; the person adds one here."""
    if request.method == "POST":
        where = access_person_to_write(
            user=request.user, person_id=person_id, need=Permission.WRITE_QUESTIONS, at=request.at
        )
    else:
        where = access_person(
            user=request.user, person_id=person_id, need=Permission.SEE_QUESTIONS, at=request.at
        )
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask(person=where.person, by=request.user, at=request.at, **form.cleaned_data)
        messages.success(request, _("Your question is written down. The team sees it before you meet."))
        return redirect("conversations:my_questions", person_id)
    return _page(request, where, form)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer_question(request: SignedIn, person_id: UUID, question_id: UUID) -> HttpResponse:
    """A professional of the circle answers; if somebody else was first, theirs is shown and nothing is lost."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.ANSWER_QUESTIONS, at=request.at
    )
    question = access_question(where, question_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer(question=question, by=request.user, text=form.cleaned_data["text"], at=request.at)
            return redirect("conversations:questions", person_id)
        except AlreadyAnswered as first:
            question = first.question
            form.add_error(None, _("Somebody answered meanwhile. Your words are still here."))
    context = _frame(where, question=question, form=form)
    status = 409 if question.answered_at and form.is_bound else 422 if form.is_bound else 200
    return render(request, "conversations/answer.html", context, status=status)


@signed_in
@require_POST
def withdraw_question(request: SignedIn, person_id: UUID, question_id: UUID) -> HttpResponse:
    """The person takes a question back."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.WRITE_QUESTIONS, at=request.at
    )
    withdraw(question=access_question(where, question_id), by=request.user, at=request.at)
    messages.success(request, _("The question is taken back."))
    return redirect("conversations:my_questions", person_id)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def understood(request: SignedIn, person_id: UUID, question_id: UUID) -> HttpResponse:
    """The person writes what they understood of an answer."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.WRITE_QUESTIONS, at=request.at
    )
    question = access_question(where, question_id)
    form = UnderstoodForm(request.POST or None, initial={"text": question.understood})
    if request.method == "POST" and form.is_valid():
        say_what_was_understood(
            question=question, by=request.user, text=form.cleaned_data["text"], at=request.at
        )
        return redirect("conversations:my_questions", person_id)
    context = _frame(where, question=question, form=form)
    return render(request, "conversations/understood.html", context, status=422 if form.is_bound else 200)
