"""The pages of the person and of those close: whose file, Today, and 'I need help now'."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cordee.service.pages.coming_up import coming_up
from cordee.service.pages.my_people import my_people
from cordee.service.pages.whom_to_call import EUROPEAN, calls_for, emergency_calls, listening
from cordee.service.people.access import access_person
from cordee.service.people.permissions import Permission
from cordee.service.people.queries import coordination, open_offer
from cordee.service.people.request import SignedIn, signed_in


@require_safe
@signed_in
def my(request: SignedIn) -> HttpResponse:
    """Straight to the one file somebody has a place in; a choice when there are several."""
    found = my_people(request.user, request.at)
    if len(found) == 1:
        return redirect("pages:my_today", person_id=found[0].pk)
    return render(request, "pages/my_choice.html", {"people": found})


@require_safe
@signed_in
def help_for_anyone(request: SignedIn) -> HttpResponse:
    """'I need help now' on pages that are about nobody: to the numbers of the one file, or of which one."""
    found = my_people(request.user, request.at)
    if len(found) == 1:
        return redirect("pages:help_now", person_id=found[0].pk)
    return render(request, "pages/my_choice.html", {"people": found, "helps": True, "number": EUROPEAN})


@require_safe
@signed_in
def my_today(request: SignedIn, person_id: UUID) -> HttpResponse:
    """How are you? Then what comes next, and whom to call."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.SEE_PERSON, at=request.at)
    context = {
        "person": where.person,
        "standing": where,
        "tab": "today",
        "self": where.person.account_id == request.user.pk,
        "first_name": request.user.full_name.split(" ")[0],
        "calls": calls_for(where.person),
        "knots": coordination(where.person, open_offer(where.person)),
        **coming_up(request.user, where, request.at, request.today),
    }
    return render(request, "pages/my_today.html", context)


@require_safe
@signed_in
def help_now(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Whom to call, in this order."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.SEE_PERSON, at=request.at)
    context = {
        "person": where.person,
        "standing": where,
        "tab": "",
        "calls": calls_for(where.person),
        "emergency": emergency_calls(where.person),
        "listening": listening(where.person),
    }
    return render(request, "pages/help_now.html", context)
