"""My data: a copy of everything, a request for erasure; and the coordinator's answer to it."""

from __future__ import annotations

import weakref
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing
from cordee.service.rights.actions import (
    answer_erasure,
    ask_erasure,
    log_export,
    withdraw_erasure,
)
from cordee.service.rights.copy import copy_of_everything
from cordee.service.rights.forms import AnswerErasureForm, ErasureForm
from cordee.service.rights.models import ErasureRequest
from cordee.service.rights.queries import access_request, requests_of


def _my(request: SignedIn, where: Standing, form: ErasureForm | None, status: int = 200) -> HttpResponse:
    asked = list(requests_of(where.person))
    context = {
        "person": where.person,
        "standing": where,
        "tab": "",
        "form": form or ErasureForm(),
        "waiting": next((one for one in asked if one.is_open), None),
        "ended": [one for one in asked if not one.is_open],
    }
    return render(request, "rights/data.html", context, status=status)


@require_safe
@signed_in
def data(request: SignedIn, person_id: UUID) -> HttpResponse:
    """What the person may ask of their data, and what became of what they asked."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.ASK_ERASURE, at=request.at)
    return _my(request, where, None)


@require_POST
@signed_in
def export(request: SignedIn, person_id: UUID) -> HttpResponse:
    """A copy of everything, as a file. Its name names nobody."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.EXPORT, at=request.at
    )
    log_export(person=where.person, by=request.user, at=request.at)
    copied = copy_of_everything(where.person, request.today)
    name = f"cordee-{request.today:%Y-%m-%d}.zip"
    response = FileResponse(copied, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "no-store"
    weakref.finalize(response, copied.close)  # also when nobody reads it to its end
    return cast(HttpResponse, response)


@require_POST
@signed_in
def ask(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The person asks for erasure."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.ASK_ERASURE, at=request.at
    )
    form = ErasureForm(request.POST)
    if not form.is_valid():
        return _my(request, where, form, 422)
    ask_erasure(person=where.person, by=request.user, why=form.cleaned_data["why"], at=request.at)
    messages.success(request, _("Your request is written down. Your coordinator has been told."))
    return redirect("rights:data", person_id)


@require_POST
@signed_in
def withdraw(request: SignedIn, person_id: UUID, request_id: UUID) -> HttpResponse:
    """The person takes the request back."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.ASK_ERASURE, at=request.at
    )
    try:
        withdraw_erasure(request=access_request(where.person, request_id), by=request.user, at=request.at)
    except NotPossible as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your request is taken back. Nothing is erased."))
    return redirect("rights:data", person_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def erasure(request: SignedIn, person_id: UUID) -> HttpResponse:
    """What the person asked, for the coordinator, who answers in words."""
    door = access_person_to_write if request.method == "POST" else access_person
    where = door(user=request.user, person_id=person_id, need=Permission.ANSWER_ERASURE, at=request.at)
    asked = list(requests_of(where.person))
    waiting = next((one for one in asked if one.is_open), None)
    form = AnswerErasureForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            answer_erasure(
                request=_waiting(waiting), by=request.user, words=form.cleaned_data["words"], at=request.at
            )
        except NotPossible as refused:
            form.add_error(None, str(refused))
            status = 409
        else:
            messages.success(request, _("Your answer is with the person."))
            return redirect("rights:erasure", person_id)
    context = {
        "person": where.person,
        "standing": where,
        "tab": "",
        "form": form,
        "waiting": waiting,
        "ended": [one for one in asked if not one.is_open],
    }
    return render(request, "rights/erasure.html", context, status=status)


def _waiting(found: ErasureRequest | None) -> ErasureRequest:
    if found is None:
        raise NotPossible(_("This request no longer waits: it was answered or taken back meanwhile."))
    return found
