"""Leaving a circle by oneself: asks, then ends one's own roles."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordee.service.people.access import access_person_to_write
from cordee.service.people.memberships import leave_circle
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.roles import CLOSE_ONES, PROFESSIONALS, Role


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def leave(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Under /p/ one's roles as a professional end, under /my/ those of somebody close."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.SEE_CIRCLE, at=request.at
    )
    as_professional = request.path_info.startswith("/p/")
    mine = where.roles & (PROFESSIONALS if as_professional else CLOSE_ONES)
    if not mine or Role.COORDINATOR in mine:
        raise Http404
    if request.method == "POST":
        try:
            leave_circle(person=where.person, by=request.user, as_professional=as_professional, at=request.at)
        except NotPossible as refused:
            messages.error(request, str(refused))
            return redirect("people:circle" if as_professional else "people:my_team", person_id)
        messages.success(request, _("You have left the circle."))
        return redirect("pages:root")
    context = {"person": where.person, "standing": where, "as_professional": as_professional}
    frame = "frame/person.html" if as_professional else "frame/my.html"
    tab = "circle" if as_professional else "team"
    return render(request, "people/leave.html", {**context, "frame": frame, "tab": tab})
