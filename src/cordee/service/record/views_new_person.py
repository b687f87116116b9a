"""Opening a person's file: typed, or from a bundle."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordee.files.fault import BadInput
from cordee.service.people.models import Person
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.roles import Role
from cordee.service.record.fault_said import said_of
from cordee.service.record.imports.actions import NotReady, drop_import, start_import
from cordee.service.record.imports.bundle_form import BundleForm, bundle_in
from cordee.service.record.imports.new_person import open_person
from cordee.service.record.imports.person_form import PersonForm
from cordee.service.record.imports.shown import shown
from cordee.service.record.models import Import, ImportState

_SESSION = "record.new_person"
SENT_TWICE = timedelta(minutes=5)


@require_http_methods(["GET", "POST"])
@signed_in
def new_person(request: SignedIn) -> HttpResponse:
    """The identity is typed, or begun from a file; opened in one step with all the file holds."""
    if not request.user.is_professional:
        raise Http404
    if request.method == "POST" and "upload" in request.POST:
        return _uploaded(request)
    batch = _batch(request)
    if request.method == "POST" and "drop" in request.POST:
        return _dropped(request, batch)
    if request.method == "GET":
        return _page(request, batch, _identity(request, batch))
    opened = _just_opened(request)
    if opened is not None:
        return redirect("record:record", opened.id)
    form = PersonForm(request.POST, today=request.today, by=request.user)
    if form.is_valid():
        said = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
        try:
            person = open_person(by=request.user, at=request.at, batch=batch, **said)
        except IntegrityError:
            form.add_error("record_number", _("This number can't be used."))
        except NotReady:
            form.add_error(None, _("The file is no longer there: choose it again."))
        except BadInput as refused:
            form.add_error(None, said_of(refused))
        else:
            request.session.pop(_SESSION, None)
            messages.success(request, _("The file is open. You coordinate."))
            return redirect("record:record", person.id)
    return _page(request, batch, form)


def _uploaded(request: SignedIn) -> HttpResponse:
    form = BundleForm(request.POST, request.FILES)
    bodies, faults = bundle_in(request, form)
    if bodies is not None:
        try:
            batch = start_import(person=None, bodies=bodies, by=request.user, at=request.at)
        except BadInput as refused:
            faults = refused.faults
            form.add_error("bundle", _("This file can't be imported. Nothing was written."))
        else:
            request.session[_SESSION] = str(batch.id)
            return redirect("record:new_person")
    return _page(request, None, _identity(request, None), upload=form, faults=faults)


def _dropped(request: SignedIn, batch: Import | None) -> HttpResponse:
    request.session.pop(_SESSION, None)
    if batch is not None:
        drop_import(batch=batch, by=request.user, at=request.at)
    return redirect("record:new_person")


def _batch(request: SignedIn) -> Import | None:
    said = request.session.get(_SESSION)
    if not said:
        return None
    return Import.objects.filter(
        pk=UUID(said), by=request.user, person__isnull=True, state=ImportState.READY
    ).first()


def _just_opened(request: SignedIn) -> Person | None:
    """The file this form has opened already, when it arrives a second time."""
    typed = {
        name: request.POST.get(name, "").strip() for name in ("record_number", "given_name", "family_name")
    }
    if any("\0" in text for text in typed.values()):
        return None
    return Person.objects.filter(
        **typed, coordination__account=request.user, created_at__gt=request.at - SENT_TWICE
    ).first()


def _identity(request: SignedIn, batch: Import | None) -> PersonForm:
    told = batch.understood.get("about", {}) if batch else {}
    initial = {"country": request.user.team.country if request.user.team else "", **told}
    return PersonForm(initial=initial, today=request.today, by=request.user)


def _page(request: SignedIn, batch: Import | None, form: PersonForm, **more: Any) -> HttpResponse:
    context: dict[str, Any] = {"batch": batch, "form": form, "upload": BundleForm(), **more}
    if batch is not None:
        context |= shown(batch, request.today)
    return render(request, "record/new_person.html", context)
