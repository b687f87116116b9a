"""The clinician's Circle: who is around the person, handing over, inviting, ending."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.forms import ColleagueForm, HandoverForm
from cordee.service.people.handovers import (
    accept_handover,
    decline_handover,
    offer_handover,
    withdraw_handover,
)
from cordee.service.people.memberships import add_membership, end_membership
from cordee.service.people.models import HandoverOffer, Membership
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.permissions import Permission
from cordee.service.people.queries import (
    circle_of,
    coordination,
    may_take_over,
    open_invitations,
    open_offer,
)
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.roles import PROFESSIONALS, Role


@require_safe
@signed_in
def circle(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Everybody around the person, and the coordination as a rope."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.SEE_CIRCLE, at=request.at)
    offer = open_offer(where.person)
    may_invite = Permission.INVITE in where.permissions
    context = {
        "person": where.person,
        "standing": where,
        "tab": "circle",
        "members": circle_of(where.person, request.at),
        "knots": coordination(where.person, offer),
        "offer": offer,
        "offered_to_me": offer is not None and offer.to_id == request.user.pk,
        "may_hand_over": Permission.HAND_OVER in where.permissions,
        "may_end": Permission.END_MEMBERSHIP in where.permissions,
        "may_invite": may_invite,
        "may_leave": bool(where.roles & PROFESSIONALS) and Role.COORDINATOR not in where.roles,
        "may_see_log": Permission.SEE_ACCESS_LOG in where.permissions,
        "invitations": open_invitations(where.person, request.at) if may_invite else [],
    }
    return render(request, "people/circle.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add_colleague(request: SignedIn, person_id: UUID) -> HttpResponse:
    """A colleague of one's own team comes into the circle."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.INVITE, at=request.at
    )
    form = ColleagueForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            add_membership(
                person=where.person,
                account=form.cleaned_data["account"],
                role=Role(form.cleaned_data["role"]),
                by=request.user,
                at=request.at,
            )
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("They are in the circle now."))
            return redirect("people:circle", person_id)
    context = {"person": where.person, "standing": where, "tab": "circle", "form": form}
    return render(request, "people/add_colleague.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end_member(request: SignedIn, person_id: UUID, membership_id: UUID) -> HttpResponse:
    """Asks, then ends one role of one member."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.END_MEMBERSHIP, at=request.at
    )
    held = get_object_or_404(
        Membership.objects.select_related("account"), pk=membership_id, person=where.person
    )
    back = "people:circle" if where.as_professional else "people:my_team"
    if request.method == "POST":
        try:
            end_membership(membership=held, by=request.user, at=request.at)
        except NotPossible as refused:
            messages.error(request, str(refused))
        return redirect(back, person_id)
    context = {"person": where.person, "standing": where, "membership": held}
    if where.as_professional:
        return render(request, "people/end_member.html", {**context, "tab": "circle"})
    return render(request, "people/my_end_member.html", {**context, "tab": "team"})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def hand_over(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The coordinator asks somebody of the circle to take over."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.HAND_OVER, at=request.at
    )
    candidates = may_take_over(where.person, request.user, request.at)
    form = HandoverForm(request.POST or None, candidates=candidates)
    if request.method == "POST" and form.is_valid():
        try:
            offer_handover(
                person=where.person,
                to=form.cleaned_data["to"],
                by=request.user,
                at=request.at,
                words=form.cleaned_data["words"],
            )
        except NotPossible as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Asked. You coordinate until they accept."))
            return redirect("people:circle", person_id)
    context = {"person": where.person, "standing": where, "tab": "circle", "form": form}
    return render(request, "people/hand_over.html", {**context, "nobody": not candidates.exists()})


@require_POST
@signed_in
def answer_handover(request: SignedIn, person_id: UUID, offer_id: UUID) -> HttpResponse:
    """Whoever was asked accepts (`answer=accept`) or declines."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.SEE_CIRCLE, at=request.at
    )
    offer = get_object_or_404(HandoverOffer, pk=offer_id, person=where.person, to=request.user)
    try:
        if request.POST.get("answer") == "accept":
            accept_handover(offer=offer, by=request.user, at=request.at)
            messages.success(request, _("You coordinate now."))
        elif request.POST.get("answer") == "decline":
            decline_handover(offer=offer, by=request.user, at=request.at)
    except NotPossible as refused:
        messages.error(request, str(refused))
    return redirect("people:circle", person_id)


@require_POST
@signed_in
def withdraw_offer(request: SignedIn, person_id: UUID, offer_id: UUID) -> HttpResponse:
    """The coordinator takes the offer back."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.HAND_OVER, at=request.at
    )
    offer = get_object_or_404(HandoverOffer, pk=offer_id, person=where.person)
    try:
        withdraw_handover(offer=offer, by=request.user, at=request.at)
    except NotPossible as refused:
        messages.error(request, str(refused))
    return redirect("people:circle", person_id)
