"""How the team judges check-ins: changed within the bounds of the rules, as a new version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordee.followup import load_followup, policy_faults
from cordee.service.chain.judge import stored_policy
from cordee.service.chain.policy import PolicyChanged, ladders_of, set_policy
from cordee.service.chain.rules_forms import RulesForm, rules_initial
from cordee.service.chain.team_rights import may_edit, team_of
from cordee.service.chain.views_policy import current_version
from cordee.service.people.request import SignedIn, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit_rules(request: SignedIn) -> HttpResponse:
    """The form; kept as the next version of the policy."""
    team = team_of(request.user)
    allowed = may_edit(request.user, request.at)
    current, policy = current_version(team), stored_policy(team)
    form = RulesForm(
        request.POST if request.method == "POST" else None,
        policy=policy,
        today=request.today,
        initial=rules_initial(policy, current.version if current else 0),
    )
    context: dict[str, Any] = {
        "team": team,
        "place": "rules",
        "form": form,
        "may_edit": allowed,
        "current": current,
    }
    if request.method != "POST":
        return render(request, "chain/rules_edit.html", context)
    if not allowed:
        messages.error(request, _("Only coordinators and physicians of the team change this."))
        return render(request, "chain/rules_edit.html", context, status=409)
    if not form.is_valid():
        return render(request, "chain/rules_edit.html", context, status=400)
    typed = form.typed()
    if any(True for _fault in policy_faults(typed, load_followup(), request.today)):
        context["trouble"] = _("The rules do not allow this change.")
        return render(request, "chain/rules_edit.html", context, status=400)
    try:
        made = set_policy(
            team=team, ladders=ladders_of(team), by=request.user, at=request.at,
            seen=form.cleaned_data["seen"], why=form.cleaned_data["why"], rules=typed,
        )  # fmt: skip
    except PolicyChanged as changed:
        context["trouble"] = _(
            "Somebody else made version %(n)d meanwhile. Look at it, then make your change again."
        ) % {"n": changed.current}
        return render(request, "chain/rules_edit.html", context, status=409)
    messages.success(request, _("Version %(n)d holds from now on.") % {"n": made.version})
    return redirect("chain:policy")
