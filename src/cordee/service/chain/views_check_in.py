"""The check-in: one question a screen, back always there, a summary, then what to do and who reads it.

It works without script: each screen is a form that carries what was answered so far. With script the same screens are
shown without going to the server, and what was typed is kept on the phone until it is sent (`static/chain/check-in.js`).
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cordee.followup import BadAnswer, Question, QuestionSet, question_before
from cordee.service.chain.check_in import (
    Draft,
    after,
    new_draft,
    questions_asked,
    questions_today,
    sealed,
    typed_answer,
    unsealed,
)
from cordee.service.chain.check_in_screen import screen, summary
from cordee.service.chain.in_words import said
from cordee.service.chain.ingest import Died
from cordee.service.chain.models import Report
from cordee.service.chain.sending import send_check_in
from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def check_in(request: SignedIn, person_id: UUID, place: str) -> HttpResponse:
    """The first question, then whichever comes next."""
    door = access_person_to_write if request.method == "POST" else access_person
    where = door(user=request.user, person_id=person_id, need=Permission.REPORT, at=request.at)
    if where.person.died_on is not None:
        return ended(request, where, place)
    today = questions_today(where.person, request.today)
    kept = unsealed(request.POST.get("draft", ""), by=request.user, person=where.person)
    if request.method != "POST" or kept is None:
        if request.method == "POST":
            messages.info(request, _("These questions were begun too long ago. Let us begin again."))
        return _show(request, where, place, today, new_draft(today), today.questions[0])
    questions = questions_asked(kept.set_id, today)
    return _step(request, where, place, questions, kept)


def _step(
    request: SignedIn, where: Standing, place: str, questions: QuestionSet, draft: Draft
) -> HttpResponse:
    go, _sep, target = request.POST.get("go", "").partition(":")
    shown = questions.get(request.POST.get("question", ""))
    if go == "send":
        return _send(request, where, place, questions, draft)
    if go == "change" and questions.get(target) is not None:
        return _show(request, where, place, questions, draft, questions.get(target), editing=True)
    if shown is None:
        back = question_before(questions, draft.answers, None) if go == "back" else None
        return _show(request, where, place, questions, draft, back)
    if go == "back":
        return _show(
            request,
            where,
            place,
            questions,
            draft,
            question_before(questions, draft.answers, shown.id) or shown,
        )
    typed = [] if go == "skip" else [one for one in request.POST.getlist("answer") if one.strip()]
    editing = request.POST.get("editing") == "1"
    if go != "skip" and not typed and not shown.optional:
        trouble = _("Choose an answer, or say that you would rather not answer.")
        return _show(request, where, place, questions, draft, shown, trouble, editing=editing, status=400)
    try:
        draft = draft.to(shown.id, typed_answer(shown, typed))
    except BadAnswer as bad:
        return _show(
            request, where, place, questions, draft, shown, said(bad.words), editing=editing, status=400
        )
    following = after(questions, draft.answers, shown.id)
    while editing and following is not None and following.id in draft.answers.values:
        following = after(questions, draft.answers, following.id)
    return _show(request, where, place, questions, draft, following, editing=editing)


def _show(
    request: SignedIn,
    where: Standing,
    place: str,
    questions: QuestionSet,
    draft: Draft,
    question: Question | None,
    trouble: str = "",
    *,
    editing: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        **frame_of(where, place, request),
        "draft": sealed(draft, by=request.user, person=where.person),
        "editing": editing,
        "trouble": trouble,
        **(
            summary(questions, draft)
            if question is None
            else screen(questions, draft, question, to_script=request.method != "POST")
        ),
    }
    return render(request, "chain/check_in.html", context, status=status)


def _send(
    request: SignedIn, where: Standing, place: str, questions: QuestionSet, draft: Draft
) -> HttpResponse:
    try:
        stored = send_check_in(
            where=where,
            by=request.user,
            at=request.at,
            questions=questions,
            draft=draft,
            by_phone=place == "p",
            words_of="relative" if request.POST.get("words_of") == "relative" else "person",
            language=request.LANGUAGE_CODE,
        )
    except Died:
        return ended(request, where, place, status=409)
    return redirect("chain:sent" if place == "my" else "chain:sent_for", where.person.pk, stored.pk)


@require_safe
@signed_in
def sent(request: SignedIn, person_id: UUID, report_id: UUID, place: str) -> HttpResponse:
    """What to do now, whom to call, who reads this and by when. For who sent it, and who sees how the person is."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.REPORT, at=request.at)
    stored = Report.objects.filter(person=where.person, id=report_id).first()
    own = stored is not None and stored.sent_by_id == request.user.pk
    if stored is None or not (own or Permission.SEE_HOW_THEY_ARE in where.permissions):
        raise Http404
    context = {**frame_of(where, place, request), "report": stored, "told": stored.told}
    return render(request, "chain/sent.html", context)


def frame_of(where: Standing, place: str, request: SignedIn) -> dict[str, object]:
    """The frame of the place one is in, and who reads: the person, somebody close, or a professional on the phone."""
    team = place == "p"
    return {
        "frame": "frame/person.html" if team else "frame/my.html",
        "person": where.person,
        "standing": where,
        "tab": "how" if team else "today",
        "place": place,
        "self": where.person.account_id == request.user.pk and not team,
        "by_phone": team,
        "check_in_at": "chain:check_in_for" if team else "chain:check_in",
        "send_at": "chain:send_for" if team else "chain:send",
        "home": "chain:how" if team else "pages:my_today",
    }


def ended(request: SignedIn, where: Standing, place: str, status: int = 200) -> HttpResponse:
    """After a death: nothing is asked any more, said kindly."""
    return render(request, "chain/ended.html", frame_of(where, place, request), status=status)
