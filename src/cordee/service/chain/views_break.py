"""The person's own page about a break from check-ins: take one, see until when it lasts, end it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordee.service.chain.break_forms import BreakForm
from cordee.service.chain.own_break import end_break, take_break
from cordee.service.chain.views_how import plan_of
from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def my_break(request: SignedIn, person_id: UUID) -> HttpResponse:
    """`do` is `take` or `end`."""
    door = access_person_to_write if request.method == "POST" else access_person
    where = door(user=request.user, person_id=person_id, need=Permission.REPORT, at=request.at)
    do = request.POST.get("do", "")
    own = where.person.account_id == request.user.pk
    form = BreakForm(request.POST if do == "take" else None, today=request.today, own=own)
    who: dict[str, Any] = {"person": where.person, "by": request.user, "at": request.at}
    status = 200
    if request.method == "POST":
        try:
            if do == "end":
                end_break(**who)
                messages.success(request, _("The break is over. The team knows."))
                return redirect("chain:my_break", person_id)
            if do == "take" and form.is_valid():
                take_break(**who, **form.cleaned_data)
                messages.success(request, _("Kept. The team knows."))
                return redirect("chain:my_break", person_id)
            status = 400
        except NotPossible as refused:
            messages.error(request, str(refused))
            status = 409
    plan = plan_of(where, request)
    context = {
        "person": where.person, "standing": where, "tab": "today", "self": own, "form": form, "plan": plan,
        "may_end": own or plan.get("reason") == "hospital",
        "begun": plan["state"] == "paused" and plan["paused_from"] <= request.today,
    }  # fmt: skip
    return render(request, "chain/my_break.html", context, status=status)
