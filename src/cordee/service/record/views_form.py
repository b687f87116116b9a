"""One page per kind of fact."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordee.files.fault import BadInput
from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing
from cordee.service.record.current import current_case
from cordee.service.record.fact_source import about_resource
from cordee.service.record.fault_said import said_of
from cordee.service.record.form_actions import write_form
from cordee.service.record.forms.base import About, FactForm
from cordee.service.record.forms.imaging import ImagingForm
from cordee.service.record.kinds import KINDS, Kind
from cordee.service.record.patient import patient_id


@require_http_methods(["GET", "POST"])
@signed_in
def add(request: SignedIn, person_id: UUID, kind: str) -> HttpResponse:
    """Type one fact, or one report."""
    door = access_person if request.method == "GET" else access_person_to_write
    where = door(user=request.user, person_id=person_id, need=Permission.WRITE_RECORD, at=request.at)
    chosen = KINDS.get(kind)
    if chosen is None or not chosen.offered:
        raise Http404
    about = _about(where, chosen, request)
    if request.method == "GET":
        return form_page(request, where, chosen, chosen.form(about=about))
    form = chosen.form(request.POST, about=about)
    step = answer_without_saving(request, where, chosen, form)
    if step is not None:
        return step
    if form.is_valid():
        try:
            write_form(form=form, by=request.user, at=request.at, seen=about.version)
        except BadInput as refused:
            form.add_error(None, said_of(refused))
        else:
            messages.success(request, _("It is in the record."))
            return redirect("record:record", where.person.id)
    return form_page(request, where, chosen, form)


def _about(where: Standing, kind: Kind, request: SignedIn) -> About:
    """What is said of the person themselves is written into the Patient there is; everything else is new."""
    if kind.slug in ("identity", "death"):
        found = about_resource(where.person, "Patient", patient_id(where.person), request.today)
        if found is not None:
            return found
    once = _key(request.POST.get("once", ""))
    return About(where.person, current_case(where.person, request.today), request.today, once=once)


def _key(said: str) -> str:
    """The page's key; a new one when it has none, or something else in its place."""
    try:
        return str(UUID(said))
    except ValueError:
        return str(uuid4())


def answer_without_saving(
    request: SignedIn, where: Standing, kind: Kind, form: FactForm, **more: Any
) -> HttpResponse | None:
    """One more row, or what RECIST makes of it so far; None when the form is sent to be kept."""
    if "more" in request.POST:
        table = request.POST["more"]
        grown = form.with_more_rows(table) if table in form.tables else form
        return form_page(request, where, kind, grown, **more)
    if isinstance(form, ImagingForm) and "compute" in request.POST:
        context = {"assessed": form.assessed() if form.is_valid() else None, "computed": True}
        if request.htmx:
            return render(request, "record/parts/recist.html", {**context, "form": form})
        return form_page(request, where, kind, form, **{**more, **context})
    return None


def form_page(request: SignedIn, where: Standing, kind: Kind, form: FactForm, **more: Any) -> HttpResponse:
    """The page of a form."""
    context = {
        "person": where.person,
        "standing": where,
        "tab": "record",
        "kind": kind,
        "form": form,
        "tables": list(form.tables.items()),
        "live": isinstance(form, ImagingForm),
        **more,
    }
    return render(request, "record/form.html", context)
