"""Inviting into a circle, and following an invitation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordee.service.people.access import access_person_to_write
from cordee.service.people.forms import InviteForm
from cordee.service.people.invitation_mail import send_invitation
from cordee.service.people.invitations import (
    accept_invitation,
    invitable_by,
    invitation_of,
    invite,
    withdraw_invitation,
)
from cordee.service.people.invited import invitation_in, keep_invitation, let_go
from cordee.service.people.models import Invitation
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.roles import PROFESSIONALS


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def invite_somebody(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Asks whom to invite, sends the link."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.INVITE, at=request.at
    )
    roles = invitable_by(where.person, request.user, request.at)
    form = InviteForm(request.POST or None, roles=roles, colleagues=request.user.is_professional)
    if request.method == "POST" and form.is_valid():
        try:
            made, token = invite(
                person=where.person,
                email=form.cleaned_data["email"],
                role=form.chosen_role(),
                by=request.user,
                at=request.at,
                to_our_team=form.cleaned_data.get("to_our_team", False),
            )
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            if token:
                send_invitation(made, token, request)
            messages.success(request, _("The invitation is on its way."))
            return redirect("people:circle" if where.as_professional else "people:my_team", person_id)
    context = {"person": where.person, "standing": where, "form": form}
    if where.as_professional:
        return render(request, "people/invite.html", {**context, "tab": "circle"})
    return render(request, "people/my_invite.html", {**context, "tab": "team"})


@require_POST
@signed_in
def withdraw(request: SignedIn, person_id: UUID, invitation_id: UUID) -> HttpResponse:
    """The link no longer serves."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.INVITE, at=request.at
    )
    invitation = get_object_or_404(Invitation, pk=invitation_id, person=where.person)
    try:
        withdraw_invitation(invitation=invitation, by=request.user, at=request.at)
    except NotPossible as refused:
        messages.error(request, str(refused))
    return redirect("people:circle" if where.as_professional else "people:my_team", person_id)


@never_cache
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the e-mail: what it opens is kept in the session, and the address loses its secret."""
    invitation = invitation_of(token, request.at)  # type: ignore[attr-defined]
    if invitation is None:
        return render(request, "people/invitation_gone.html", status=404)
    keep_invitation(request, invitation)
    return redirect("people:invited")


@never_cache
@require_safe
def invited(request: HttpRequest) -> HttpResponse:
    """What one is invited to, and how to accept."""
    invitation = invitation_in(request)
    context = {
        "invitation": invitation,
        "other_address": invitation is not None
        and request.user.is_authenticated
        and request.user.email.lower() != invitation.email,
    }
    return render(request, "people/invited.html", context)


@require_POST
@signed_in
def accept(request: SignedIn) -> HttpResponse:
    """Joins the circle the session's invitation leads to."""
    invitation = invitation_in(request)
    if invitation is None:
        return redirect("people:invited")
    try:
        accept_invitation(invitation=invitation, by=request.user, at=request.at)
    except NotPossible as refused:
        messages.error(request, str(refused))
        return redirect("people:invited")
    let_go(request)
    if invitation.role in PROFESSIONALS:
        return redirect("people:circle", invitation.person_id)
    return redirect("people:my_team", invitation.person_id)
