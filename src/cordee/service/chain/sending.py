"""Sending a check-in: whose words, who typed them, and the same way in for the form and for the script."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import msgspec
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cordee.followup import QuestionSet
from cordee.service.chain.check_in import (
    Answered,
    Draft,
    questions_asked,
    questions_today,
    read_all,
    report_of,
)
from cordee.service.chain.in_words import said
from cordee.service.chain.ingest import Died, receive
from cordee.service.chain.models import Report
from cordee.service.people.access import access_person_to_write
from cordee.service.people.models import Account
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing

_LONGEST_KEY = 64


def send_check_in(
    *,
    where: Standing,
    by: Account,
    at: datetime,
    questions: QuestionSet,
    draft: Draft,
    by_phone: bool,
    words_of: Answered,
    language: str,
) -> Report:
    """Store it. The person answers for themselves; somebody close answers on their behalf; a professional types in what
    is said on the phone (`words_of`: by the person or by somebody close). Raises `Died`."""
    if by_phone:
        answered, entered = words_of, "clinician"
    else:
        answered = entered = "person" if where.person.account_id == by.pk else "relative"
    report = report_of(
        draft,
        questions,
        at=at,
        words_of=answered,
        entered_by=entered,  # type: ignore[arg-type]
        language=language,
    )
    # The same form with the same answers is one check-in; gone back to and changed after sending, it is another.
    said_so = msgspec.json.encode(sorted(report.answers.values.items()))
    once = sha256(f"{where.person.pk}:{draft.once}:".encode() + said_so).hexdigest()
    return receive(person=where.person, report=report, questions=questions, by=by, once=once)


@require_http_methods(["POST"])
@signed_in
def send(request: SignedIn, person_id: UUID, place: str) -> HttpResponse:
    """A whole check-in from the script, as JSON: `once`, `set`, `answers`. Answers where to go, or what is wrong."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.REPORT, at=request.at
    )
    try:
        body = json.loads(request.body)
        once, set_id, given = str(body["once"]), str(body["set"]), dict(body["answers"])
        if not 16 <= len(once) <= _LONGEST_KEY:
            raise ValueError
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"wrong": {}}, status=400)
    questions = questions_asked(set_id, questions_today(where.person, request.today))
    answers, wrong = read_all(questions, given)
    if wrong:
        return JsonResponse({"wrong": {id: said(words) for id, words in wrong.items()}}, status=422)
    try:
        stored = send_check_in(
            where=where,
            by=request.user,
            at=request.at,
            questions=questions,
            draft=Draft(once, set_id, answers),
            by_phone=place == "p",
            words_of="relative" if body.get("words_of") == "relative" else "person",
            language=request.LANGUAGE_CODE,
        )
    except Died:
        return JsonResponse({"to": request.path.removesuffix("send/")}, status=409)
    return JsonResponse(
        {"to": reverse("chain:sent" if place == "my" else "chain:sent_for", args=[person_id, stored.pk])}
    )
