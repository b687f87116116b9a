"""One stored fact: its versions, correcting it, taking it back."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from cordee.files.fault import BadInput
from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing
from cordee.service.record.actions import Conflict
from cordee.service.record.fact_source import about_resource
from cordee.service.record.fault_said import said_of
from cordee.service.record.form_actions import write_form
from cordee.service.record.form_difference import differences
from cordee.service.record.forms.base import FactForm
from cordee.service.record.kinds import Kind, kind_of
from cordee.service.record.models import Resource
from cordee.service.record.queries import words_by_ref
from cordee.service.record.resource_words import resource_words
from cordee.service.record.undo import NothingToUndo, undo_version, withdraw_fact
from cordee.service.record.views_form import answer_without_saving, form_page


class UndoForm(forms.Form):
    """Back to version `to` (0: withdrawn), from version `seen`, and why."""

    to = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)
    why = forms.CharField(label=gettext_lazy("Why"), max_length=500)


@require_http_methods(["GET", "POST"])
@signed_in
def fact(request: SignedIn, person_id: UUID, resource_type: str, logical_id: str) -> HttpResponse:
    """The fact with its versions, and the form that corrects it."""
    if request.method == "GET":
        where = access_person(
            user=request.user, person_id=person_id, need=Permission.SEE_RECORD, at=request.at
        )
    else:
        where = access_person_to_write(
            user=request.user, person_id=person_id, need=Permission.WRITE_RECORD, at=request.at
        )
    versions = _versions(where, resource_type, logical_id)
    about = about_resource(where.person, resource_type, logical_id, request.today)
    kind = kind_of(about.fact, about.body) if about is not None and about.body is not None else None
    context = _context(request, where, versions)
    if about is None or kind is None or Permission.WRITE_RECORD not in where.permissions:
        if request.method == "POST":
            messages.error(
                request, _("No form can correct this fact: it can be withdrawn, and written anew.")
            )
        return render(request, "record/fact.html", context, status=409 if request.method == "POST" else 200)
    seen = versions[0].version
    if request.method == "GET":
        return form_page(request, where, kind, kind.form(about=about), seen=seen, **context)
    form = kind.form(request.POST, about=about)
    said = request.POST.get("seen", "")
    read = int(said) if said.isdecimal() and len(said) < 10 else 0
    step = answer_without_saving(request, where, kind, form, seen=read or seen, **context)
    if step is not None:
        return step
    if form.is_valid():
        try:
            write_form(form=form, by=request.user, at=request.at, seen=read)
        except Conflict as conflict:
            return _conflict(request, where, kind, form, conflict, context)
        except BadInput as refused:
            form.add_error(None, said_of(refused))
        else:
            messages.success(
                request, _("The correction is in the record; the version before stays in the history.")
            )
            return redirect("record:record", where.person.id)
    return form_page(request, where, kind, form, seen=read or seen, **context)


def _conflict(
    request: SignedIn,
    where: Standing,
    kind: Kind,
    form: FactForm,
    conflict: Conflict,
    context: dict[str, Any],
) -> HttpResponse:
    """Somebody changed this meanwhile: theirs beside yours, nothing lost, nothing decided."""
    theirs = conflict.theirs
    about = about_resource(where.person, theirs.type, theirs.logical_id, request.today)
    stands = kind.form(about=about or form.about)
    more = {
        **context,
        "seen": theirs.version,
        "conflict": theirs,
        "differences": differences(stands, form),
    }
    response = form_page(request, where, kind, form, **more)
    response.status_code = 409
    return response


@require_POST
@signed_in
def undo(request: SignedIn, person_id: UUID, resource_type: str, logical_id: str) -> HttpResponse:
    """Back to an earlier version, or withdrawn; with a reason."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.WRITE_RECORD, at=request.at
    )
    versions = _versions(where, resource_type, logical_id)
    form = UndoForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why: a fact is not taken back without a reason."))
        return redirect("record:fact", where.person.id, resource_type, logical_id)
    said = form.cleaned_data
    key: dict[str, Any] = {"person": where.person, "resource_type": resource_type, "logical_id": logical_id}
    key |= {"seen": said["seen"], "by": request.user, "at": request.at, "why": said["why"]}
    try:
        if said["to"] == 0:
            withdraw_fact(**key)
        else:
            undo_version(to=said["to"], **key)
    except Conflict:
        messages.error(request, _("Somebody changed this fact meanwhile: look at what stands now."))
    except (NothingToUndo, Resource.DoesNotExist):
        messages.error(
            request, _("Nothing was changed: this version stands already, or can't be taken back to.")
        )
    except BadInput as refused:
        messages.error(request, said_of(refused))
    else:
        gone = _("The fact is withdrawn; its versions stay in the history.")
        messages.success(request, gone if said["to"] == 0 else _("The earlier version stands again."))
    return redirect("record:fact", where.person.id, versions[0].type, versions[0].logical_id)


def _versions(where: Standing, resource_type: str, logical_id: str) -> list[Resource]:
    if "\0" in resource_type + logical_id:  # which PostgreSQL would refuse to look for
        raise Http404
    rows = Resource.objects.filter(person=where.person, type=resource_type, logical_id=logical_id)
    found = list(rows.select_related("recorded_by").order_by("-version"))
    if not found:
        raise Http404
    return found


def _context(request: SignedIn, where: Standing, versions: list[Resource]) -> dict[str, Any]:
    now = versions[0]
    words = words_by_ref(where.person, request.today, [now.ref]).get(now.ref)
    return {
        "person": where.person,
        "standing": where,
        "tab": "record",
        "versions": versions,
        "now": now,
        "words": words or resource_words(now.body),
        "stored": json.dumps(now.body, ensure_ascii=False, indent=2),
        "may_write": Permission.WRITE_RECORD in where.permissions,
        "may_withdraw": not now.withdrawn and now.type != "Patient",
    }
