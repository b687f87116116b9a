"""The pages of an import: choose a file, watch it being compared, look, confirm."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordee.files.fault import BadInput
from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing
from cordee.service.record.actions import Conflict
from cordee.service.record.fault_said import said_of
from cordee.service.record.imports.actions import (
    NotReady,
    compare_again,
    compare_step,
    drop_import,
    finish_import,
    start_import,
)
from cordee.service.record.imports.bundle_form import BundleForm, bundle_in
from cordee.service.record.imports.shown import shown
from cordee.service.record.models import Import, ImportState


@require_http_methods(["GET", "POST"])
@signed_in
def upload(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Choose a bundle; or take up an import that waits."""
    door = access_person if request.method == "GET" else access_person_to_write
    where = door(user=request.user, person_id=person_id, need=Permission.WRITE_RECORD, at=request.at)
    form = (
        BundleForm(request.POST or None, request.FILES or None) if request.method == "POST" else BundleForm()
    )
    faults: Any = ()
    if request.method == "POST":
        bodies, faults = bundle_in(request, form)
        if bodies is not None:
            try:
                batch = start_import(person=where.person, bodies=bodies, by=request.user, at=request.at)
            except BadInput as refused:
                faults = refused.faults
            else:
                return redirect("record:import_batch", where.person.id, batch.id)
    waiting = Import.objects.filter(person=where.person, ended_at__isnull=True).select_related("by")
    context = {**_context(where), "form": form, "faults": faults, "waiting": waiting.order_by("-started_at")}
    return render(request, "record/import.html", context)


@require_GET
@signed_in
def look(request: SignedIn, person_id: UUID, batch_id: UUID) -> HttpResponse:
    """How far it is; once compared, what was understood and what would change."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.WRITE_RECORD, at=request.at)
    batch = _batch(where, batch_id)
    template = (
        "record/import_ready.html" if batch.state == ImportState.READY else "record/import_progress.html"
    )
    context = {**_context(where), "batch": batch}
    if batch.state == ImportState.READY:
        context |= shown(batch, request.today)
    return render(request, template, context)


@require_POST
@signed_in
def step(request: SignedIn, person_id: UUID, batch_id: UUID) -> HttpResponse:
    """Compare the next thousand. With script it goes on by itself, without by a button."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.WRITE_RECORD, at=request.at
    )
    batch = _batch(where, batch_id)
    try:
        batch = compare_step(batch=batch, by=request.user, at=request.at)
    except NotReady:
        batch.refresh_from_db()
    if request.htmx and batch.state == ImportState.COMPARING:
        return render(request, "record/parts/progress.html", {**_context(where), "batch": batch})
    address = reverse("record:import_batch", args=[where.person.id, batch.id])
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


@require_POST
@signed_in
def finish(request: SignedIn, person_id: UUID, batch_id: UUID) -> HttpResponse:
    """Everything enters the record, or nothing."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.WRITE_RECORD, at=request.at
    )
    batch = _batch(where, batch_id)
    back = redirect("record:import_batch", where.person.id, batch.id)
    if batch.understood.get("differs") and "same_person" not in request.POST:
        messages.error(
            request, _("The file differs about who the person is: confirm first that it is about them.")
        )
        return back
    try:
        finish_import(batch=batch, by=request.user, at=request.at)
    except Conflict:
        compare_again(batch=batch, by=request.user, at=request.at)
        messages.warning(
            request,
            _("Somebody changed the record meanwhile. It is being compared again; nothing was written."),
        )
        return back
    except NotReady:
        messages.error(request, _("This import is not ready, or has ended already."))
        return back
    except BadInput as refused:
        messages.error(request, said_of(refused))
        return back
    messages.success(request, _("The import is in the record."))
    return redirect("record:record", where.person.id)


@require_POST
@signed_in
def drop(request: SignedIn, person_id: UUID, batch_id: UUID) -> HttpResponse:
    """Give the import up."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.WRITE_RECORD, at=request.at
    )
    try:
        drop_import(batch=_batch(where, batch_id), by=request.user, at=request.at)
    except NotReady:
        messages.error(request, _("This import has ended already."))
    else:
        messages.success(request, _("The import was given up. The record is as it was."))
    return redirect("record:import", where.person.id)


def _batch(where: Standing, batch_id: UUID) -> Import:
    found = Import.objects.filter(person=where.person, pk=batch_id).first()
    if found is None:
        raise Http404
    return found


def _context(where: Standing) -> dict[str, Any]:
    return {"person": where.person, "standing": where, "tab": "record"}
