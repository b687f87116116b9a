"""Near you: the directory, and its upkeep by teams and operators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cordee.service.people.not_possible import NotPossible
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.support.actions import add_resource, edit_resource, retire_resource
from cordee.service.support.directory import (
    DirectoryEntry,
    as_initial,
    directory,
    directory_entry,
    versions_of,
)
from cordee.service.support.forms import DirectoryForm, ResourceForm, RetireForm
from cordee.service.support.models import ResourceVersion, SupportResource
from cordee.service.support.queries import emergency_numbers, sources_named
from cordee.service.support.reader import country_of, place_of


@require_safe
@signed_in
def near_you(request: SignedIn) -> HttpResponse:
    """Whom to turn to, narrowed by need, country, place and language. The reader's country comes first."""
    context = place_of(request)
    country = country_of(request, context["person"])
    form = DirectoryForm(request.GET if request.GET else None, initial={"country": country})
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {"country": country}
    entries = directory(**{key: value for key, value in asked.items() if value})
    rows = [(entry, sources_named(entry.sources), entry.may_be_edited_by(request.user)) for entry in entries]
    context |= {
        "form": form,
        "rows": rows,
        "emergency": emergency_numbers(country),
        "may_add": request.user.is_staff or request.user.is_professional,
        "place_name": "operator" if request.user.is_staff else "team",
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "support/near_you.html", context, status=status)


def _operators_only(request: SignedIn, as_operator: bool) -> None:
    """The operators' addresses are theirs, the teams' are for accounts with a team: others find nothing there."""
    if not (request.user.is_staff if as_operator else request.user.is_professional):
        raise Http404


def _page(request: SignedIn, template: str, form: Any, status: int = 200, **more: Any) -> HttpResponse:
    context = {**place_of(request), "form": form, **more}
    return render(request, f"support/{template}.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add(request: SignedIn, as_operator: bool) -> HttpResponse:
    """A new entry: a team's for its place, or the operators' for everybody."""
    _operators_only(request, as_operator)
    team = None if as_operator else request.user.team
    form = ResourceForm(
        request.POST if request.method == "POST" else None,
        initial={"country": team.country if team else "FR"},
    )
    if form.is_bound and form.is_valid():
        said = {key: value for key, value in form.cleaned_data.items() if key != "seen"}
        add_resource(team=team, by=request.user, at=request.at, today=request.today, **said)
        messages.success(request, _("The entry stands in the directory."))
        return redirect("support:near_you")
    return _page(request, "resource_form", form, 422 if form.is_bound else 200, team=team)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: SignedIn, entry_id: str, as_operator: bool) -> HttpResponse:
    """The next version of an entry; what was typed is kept when somebody else was first."""
    _operators_only(request, as_operator)
    entry = _entry(entry_id)
    if not entry.may_be_edited_by(request.user):
        return _page(request, "kept_by_others", None, 409, entry=entry)
    versions = versions_of(entry.resource) if entry.resource else []
    form = ResourceForm(
        request.POST if request.method == "POST" else None,
        initial={**as_initial(entry), "seen": versions[0].number if versions else 0},
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            edit_resource(
                entry=entry,
                by=request.user,
                at=request.at,
                today=request.today,
                **{key: value for key, value in form.cleaned_data.items() if key != "once"},
            )
        except NotPossible as refused:
            form.add_error(None, str(refused))
            status = 409
        else:
            messages.success(request, _("The entry is changed. What it said before is kept."))
            return redirect("support:near_you")
    return _page(request, "resource_form", form, status, entry=entry, versions=versions, team=entry.team)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def retire(request: SignedIn, entry_id: str, as_operator: bool) -> HttpResponse:
    """No longer shown; asks why."""
    _operators_only(request, as_operator)
    entry = _entry(entry_id)
    if not entry.may_be_edited_by(request.user):
        return _page(request, "kept_by_others", None, 409, entry=entry)
    form = RetireForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        retire_resource(entry=entry, why=form.cleaned_data["why"], by=request.user, at=request.at)
        messages.success(request, _("The entry is no longer shown. What it said is kept."))
        return redirect("support:near_you")
    return _page(request, "retire", form, 422 if form.is_bound else 200, entry=entry)


def _entry(entry_id: str) -> DirectoryEntry:
    entry = directory_entry(entry_id)
    if entry is None:
        raise Http404
    return entry


@require_safe
@signed_in
def versions(request: SignedIn) -> HttpResponse:
    """What operators see beside the directory: every entry that somebody wrote or retired, version by version."""
    if not request.user.is_staff:
        raise Http404
    rows = ResourceVersion.objects.select_related(
        "resource__team", "resource__retired_by", "written_by"
    ).order_by("resource__created_at", "resource_id", "-number")
    unwritten = SupportResource.objects.filter(versions=None).select_related("retired_by").order_by("seed")
    context = {**place_of(request), "versions": rows, "unwritten": unwritten}
    return render(request, "support/versions.html", context)
