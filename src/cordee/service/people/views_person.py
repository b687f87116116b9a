"""The person's pages of this room: my team, what I allow others to see, who looked at what."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.forms import TopicsForm
from cordee.service.people.looked_at import days_of
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.permissions import Permission
from cordee.service.people.queries import (
    access_log_of,
    circle_of,
    close_ones,
    coordination,
    open_invitations,
    open_offer,
)
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.roles import CLOSE_ONES, Topic
from cordee.service.people.sharing import share

PER_PAGE = 60


@require_safe
@signed_in
def my_team(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Who is who, what each does, and how to call them."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.SEE_CIRCLE, at=request.at)
    members = circle_of(where.person, request.at)
    offer = open_offer(where.person)
    may_invite = Permission.INVITE in where.permissions
    context = {
        "person": where.person,
        "standing": where,
        "tab": "team",
        "professionals": [member for member in members if member.is_professional],
        "others": [member for member in members if not member.is_professional],
        "knots": coordination(where.person, offer),
        "may_invite": may_invite,
        "may_leave": bool(where.roles & CLOSE_ONES),
        "may_end": Permission.END_MEMBERSHIP in where.permissions,
        "may_share": Permission.DECIDE_SHARING in where.permissions,
        "invitations": open_invitations(where.person, request.at) if may_invite else [],
    }
    return render(request, "people/my_team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def my_sharing(request: SignedIn, person_id: UUID) -> HttpResponse:
    """For each close one, which topics are open; one button stores them all."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.DECIDE_SHARING, at=request.at
    )
    asked = request.POST if request.method == "POST" else None
    rows = [
        (one, TopicsForm(asked, prefix=str(one.membership.pk), initial={"topics": one.topics}))
        for one in close_ones(where.person, request.at)
    ]
    if request.method == "POST" and all(form.is_valid() for _one, form in rows):
        try:
            for one, form in rows:
                topics = [Topic(topic) for topic in form.cleaned_data["topics"]]
                share(membership=one.membership, topics=topics, by=request.user, at=request.at)
        except NotPossible as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Kept. You can change it at any time."))
        return redirect("people:my_sharing", person_id)
    context = {"person": where.person, "standing": where, "tab": "team", "rows": rows}
    return render(request, "people/my_sharing.html", context)


@require_safe
@signed_in
def access_log(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Who looked at what, day by day, the newest first; the same list in two frames."""
    where = access_person(
        user=request.user, person_id=person_id, need=Permission.SEE_ACCESS_LOG, at=request.at
    )
    page = Paginator(access_log_of(where.person), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "person": where.person,
        "standing": where,
        "page": page,
        "days": days_of(where.person, list(page)),
    }
    if where.as_professional:
        return render(request, "people/access_log.html", {**context, "tab": "circle"})
    return render(request, "people/my_access_log.html", {**context, "tab": "team"})
