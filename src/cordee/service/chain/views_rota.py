"""Who is on call, who is away: read by the team, changed by those who may change its policy, absences by everybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordee.service.chain.models import Absence, Rota, Shift
from cordee.service.chain.rota_actions import add_absence, add_shift, make_rota, remove_absence, remove_shift
from cordee.service.chain.rota_forms import AbsenceForm, RotaForm, ShiftForm
from cordee.service.chain.team_rights import may_edit, team_of
from cordee.service.people.models import Team
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.request import SignedIn, signed_in

AHEAD = timedelta(days=28)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def rotas(request: SignedIn) -> HttpResponse:
    """One form each; `do` says which was sent."""
    team = team_of(request.user)
    do, _sep, target = request.POST.get("do", "").partition(":")
    sent = request.POST if request.method == "POST" else None
    forms: dict[str, Any] = {
        "rota_form": RotaForm(sent if do == "rota" else None),
        "shift_form": ShiftForm(sent if do == "shift" else None, team=team),
        "absence_form": AbsenceForm(
            sent if do == "absence" else None, team=team, initial={"account": request.user}
        ),
    }
    status = 200
    if request.method == "POST":
        try:
            if _done(request, team, do, target, forms):
                messages.success(request, _("Kept."))
                return redirect("chain:rotas")
            status = 400
        except NotPossible as refused:
            messages.error(request, str(refused))
            status = 409
    return render(request, "chain/rotas.html", {**_seen(request, team), **forms}, status=status)


def _done(request: SignedIn, team: Team, do: str, target: str, forms: dict[str, Any]) -> bool:
    own = do == "absence" or do == "remove_absence"
    if do and not own and not may_edit(request.user, request.at):
        raise NotPossible(_("Only coordinators and physicians of the team change this."))
    if do == "rota" and forms["rota_form"].is_valid():
        make_rota(team=team, name=forms["rota_form"].cleaned_data["name"])
    elif do == "shift" and forms["shift_form"].is_valid():
        add_shift(**forms["shift_form"].cleaned_data)
    elif do == "absence" and forms["absence_form"].is_valid():
        add_absence(**forms["absence_form"].cleaned_data)
    elif do == "remove_shift" and target.isdecimal():
        return remove_shift(team=team, shift_id=int(target))
    elif do == "remove_absence" and target.isdecimal():
        return remove_absence(team=team, absence_id=int(target))
    else:
        return False
    return True


def _seen(request: SignedIn, team: Team) -> dict[str, Any]:
    at = request.at
    shifts = list(
        Shift.objects.filter(rota__team=team, ends_at__gt=at, starts_at__lt=at + AHEAD)
        .select_related("account")
        .order_by("starts_at", "-override")
    )
    rows = []
    for rota in Rota.objects.filter(team=team).order_by("name"):
        turns = [shift for shift in shifts if shift.rota_id == rota.pk]
        now = [shift for shift in turns if shift.starts_at <= at]
        above = [shift for shift in now if shift.override]
        rows.append({"rota": rota, "turns": turns, "now": above or now})
    away = Absence.objects.filter(account__team=team, ends_at__gt=at).select_related("account", "substitute")
    return {
        "team": team, "place": "rotas", "rows": rows, "away": away.order_by("starts_at"),
        "may_edit": may_edit(request.user, at),
    }  # fmt: skip
