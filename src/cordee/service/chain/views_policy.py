"""The team's escalation policy: read, preview, change. Versions are never changed, only followed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cordee.service.chain.alert_words import rule_words
from cordee.service.chain.hours_form import HoursForm
from cordee.service.chain.judge import policy_of
from cordee.service.chain.ladder import Ladders, read_ladders
from cordee.service.chain.models import EscalationPolicy, Level
from cordee.service.chain.policy import PolicyChanged, ladders_of, set_policy
from cordee.service.chain.policy_forms import (
    PreviewForm,
    SettingsForm,
    rung_forms,
    settings_initial,
    who_choices,
)
from cordee.service.chain.policy_words import CHANNEL_NAMES, ladders_in_words
from cordee.service.chain.preview import Step, who_is_told
from cordee.service.chain.team_rights import may_edit, team_of
from cordee.service.people.models import Team
from cordee.service.people.request import SignedIn, signed_in


def current_version(team: Team) -> EscalationPolicy | None:
    """The policy row that holds now; None: the one Cordée ships with."""
    return EscalationPolicy.objects.filter(team=team, current=True).select_related("made_by").first()


@require_safe
@signed_in
def policy(request: SignedIn) -> HttpResponse:
    """The policy in words, its versions, and the preview of any moment."""
    team = team_of(request.user)
    asked = request.GET if request.GET.get("at") else None
    form = PreviewForm(asked, account=request.user, team=team, now=request.at)
    steps = _preview(team, form, None) if asked is not None else None
    versions = EscalationPolicy.objects.filter(team=team).select_related("made_by").order_by("-version")
    rules = policy_of(team)
    context = {
        "team": team,
        "place": "policy",
        "current": current_version(team),
        "said": ladders_in_words(ladders_of(team), team),
        "versions": versions[:20],
        "preview": form,
        "steps": steps,
        "rules": rules,
        "off": [(rule_words(one.rule), one) for one in rules.switched_off],
        "changed": [(rule_words(one.rule), one) for one in rules.changed],
        "may_edit": may_edit(request.user, request.at),
    }
    return render(request, "chain/policy.html", context)


def _preview(team: Team, form: PreviewForm, ladders: Ladders | None) -> list[dict[str, Any]] | None:
    if not form.is_valid():
        return None
    person = form.cleaned_data["person"]
    at: datetime = form.cleaned_data["at"]
    steps = who_is_told(team, person.pk if person else None, Level(form.cleaned_data["level"]), at, ladders)
    return [_shown(step) for step in steps]


def _shown(step: Step) -> dict[str, Any]:
    told = [(name, ", ".join(str(CHANNEL_NAMES.get(c, c)) for c in ways)) for name, ways in step.told]
    return {"at": step.at, "number": step.number, "told": told, "passed": step.passed, "again": step.again}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit_policy(request: SignedIn) -> HttpResponse:
    """Change it: a new version. `do` is `keep`, or `preview` to see what it would do without keeping it."""
    team = team_of(request.user)
    allowed = may_edit(request.user, request.at)
    current = current_version(team)
    ladders = ladders_of(team)
    data = request.POST if request.method == "POST" else None
    who = who_choices(team)
    red, amber = (rung_forms(data, name, getattr(ladders, name), who) for name in ("red", "amber"))
    settings = SettingsForm(data, initial=settings_initial(ladders, current.version if current else 0))
    hours = HoursForm(data, hours=ladders.hours)
    asked = data if data is not None and data.get("at") else None
    preview = PreviewForm(asked, account=request.user, team=team, now=request.at)
    context: dict[str, Any] = {
        "team": team, "place": "policy", "red": red, "amber": amber, "settings": settings, "preview": preview,
        "may_edit": allowed, "current": current, "hours": hours,
    }  # fmt: skip
    if data is None:
        return render(request, "chain/policy_edit.html", context)
    if not allowed:
        messages.error(request, _("Only coordinators and physicians of the team change this."))
        return render(request, "chain/policy_edit.html", context, status=409)
    typed = _typed(red, amber, settings, hours)
    if isinstance(typed, str):
        return render(request, "chain/policy_edit.html", {**context, "trouble": typed}, status=400)
    if data.get("do") == "preview":
        context["steps"] = _preview(team, preview, typed)
        return render(request, "chain/policy_edit.html", context)
    return _keep(request, team, typed, settings, context)


def _keep(
    request: SignedIn, team: Team, typed: Ladders, settings: SettingsForm, context: dict[str, Any]
) -> HttpResponse:
    try:
        made = set_policy(
            team=team, ladders=typed, by=request.user, at=request.at,
            seen=settings.cleaned_data["seen"], why=settings.cleaned_data["why"],
        )  # fmt: skip
    except PolicyChanged as changed:
        context["trouble"] = _(
            "Somebody else made version %(n)d meanwhile. Look at it, then make your change again."
        ) % {"n": changed.current}
        return render(request, "chain/policy_edit.html", context, status=409)
    messages.success(request, _("Version %(n)d holds from now on.") % {"n": made.version})
    return redirect("chain:policy")


def _typed(red: list[Any], amber: list[Any], settings: SettingsForm, hours: HoursForm) -> Ladders | str:
    """The policy typed, or what is wrong with it."""
    faulty = [
        form for form in (*red, *amber, hours, settings) if not form.is_valid()
    ]  # each says its own faults
    if faulty:
        return _("Something is missing or not right: see below.")
    ladders = {
        name: tuple(rung for form in forms if (rung := form.rung()) is not None)
        for name, forms in (("red", red), ("amber", amber))
    }
    if not all(ladders.values()):
        return _("Reds and ambers each need at least one rung with somebody on it.")
    data = settings.cleaned_data
    built = Ladders(
        red=ladders["red"],
        amber=ladders["amber"],
        hours=hours.hours(),
        gather_minutes=data["gather_minutes"],
        red_outcome_minutes=data["red_outcome_minutes"],
        amber_outcome_minutes=data["amber_outcome_minutes"],
        longest_snooze_minutes=data["longest_snooze_minutes"],
    )
    return read_ladders(msgspec.to_builtins(built))
