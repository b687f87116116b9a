"""How the French team of the demo is alerted: a policy with a rota of nights, and an amber that somebody holds."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import msgspec
from django.utils import timezone

from cordee.service.chain.answer import acknowledge
from cordee.service.chain.ladder import DEFAULT, Rung, Who
from cordee.service.chain.models import Alert, Level
from cordee.service.chain.policy import set_policy
from cordee.service.chain.rota_actions import add_shift, make_rota
from cordee.service.chain.working_hours import after_working
from cordee.service.people.models import Account, Team

NIGHTS = 14
_TURNS = ("nurse", "coordinator", "palliative", "oncologist")


def on_call(teams: dict[str, Team], accounts: dict[str, Account], now: datetime) -> None:
    """Nights from tonight on; reds go to the coordinator and nurse, then who is on call, then everybody. One open amber
    is held by the nurse; the red that came this morning is held by nobody."""
    team = teams["FR"]
    rota = make_rota(team=team, name="Nuits")
    first = timezone.localtime(now).replace(hour=18, minute=0, second=0, microsecond=0) - timedelta(days=1)
    for night in range(NIGHTS):
        starts = first + timedelta(days=night)
        ends = datetime.combine(starts.date() + timedelta(days=1), time(8), starts.tzinfo)
        if not _is_open_on(ends, team):
            ends = datetime.combine(ends.date(), time(18), starts.tzinfo)  # nobody takes over in the morning
        who = accounts[_TURNS[night % len(_TURNS)]]
        add_shift(rota=rota, account=who, starts_at=starts, ends_at=ends)
    red = DEFAULT.red
    night_rung = Rung((Who("rota", str(rota.pk)),), 10, red[0].channels)
    ladders = msgspec.structs.replace(DEFAULT, red=(red[0], night_rung, *red[1:]))
    by = accounts["coordinator"]
    set_policy(team=team, ladders=ladders, by=by, at=now, seen=0, why="Ajout du tour de garde de nuit")
    amber = (
        Alert.objects.filter(team=team, level=Level.AMBER, closed_at__isnull=True)
        .order_by("-opened_at")
        .first()
    )
    if amber is not None:
        acknowledge(amber, by=accounts["nurse"], at=now - timedelta(minutes=20))


def _is_open_on(moment: datetime, team: Team) -> bool:
    """Whether the team works at that moment."""
    here = timezone.localtime(moment)
    return after_working(here, 0, DEFAULT.hours, team.time_zone, team.country) == here
