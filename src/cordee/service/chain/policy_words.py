"""A policy in words: who stands on a rung, over which channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordee.service.chain.ladder import Hours, Ladders, Rung, Who
from cordee.service.chain.models import Rota
from cordee.service.people.models import Account, Team
from cordee.service.people.roles import Role

CHANNEL_NAMES: dict[str, str | Promise] = {
    "app": gettext_lazy("in the service"),
    "email": gettext_lazy("e-mail"),
    "sms": gettext_lazy("text message"),
    "push": gettext_lazy("notification"),
    "webhook": gettext_lazy("webhook"),
}
DAYS: tuple[str | Promise, ...] = (
    gettext_lazy("Monday"), gettext_lazy("Tuesday"), gettext_lazy("Wednesday"), gettext_lazy("Thursday"),
    gettext_lazy("Friday"), gettext_lazy("Saturday"), gettext_lazy("Sunday"),
)  # fmt: skip


@dataclass(frozen=True)
class RungInWords:
    """One rung as read."""

    number: int
    who: tuple[str, ...]
    wait: str
    channels: tuple[str, ...]


def names_of(team: Team) -> dict[str, str]:
    """What `Who.ref` can name in a team: rotas and accounts, by id."""
    rotas = {str(rota.pk): rota.name for rota in Rota.objects.filter(team=team)}
    members = Account.objects.filter(team=team, is_active=True).order_by("full_name")
    return {**rotas, **{str(account.pk): account.full_name for account in members}}


def who_words(who: Who, names: Mapping[str, str]) -> str:
    """Somebody a rung tells."""
    match who.kind:
        case "coordinator":
            return _("who coordinates the care")
        case "team":
            return _("everybody of the team")
        case "role":
            return _("in the circle: %(role)s") % {"role": Role(who.ref).label}
        case "rota":
            return _("on call: %(rota)s") % {"rota": names.get(who.ref, _("a rota that is gone"))}
    return names.get(who.ref, _("somebody who has left the team"))


def rungs_in_words(rungs: tuple[Rung, ...], names: Mapping[str, str]) -> list[RungInWords]:
    """A ladder as read."""
    return [
        RungInWords(
            number,
            tuple(who_words(who, names) for who in rung.who),
            minutes_words(rung.wait_minutes),
            tuple(str(CHANNEL_NAMES.get(channel, channel)) for channel in rung.channels),
        )
        for number, rung in enumerate(rungs, 1)
    ]


def minutes_words(minutes: int) -> str:
    """'10 min', '4 h', '1 h 30'."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(n)d min") % {"n": rest}
    return _("%(h)d h %(m)02d") % {"h": hours, "m": rest} if rest else _("%(h)d h") % {"h": hours}


def hours_words(hours: Hours) -> list[tuple[str, str]]:
    """(day, 'from 08:00 to 18:00') for each day of the week; closed days say so."""
    rows = []
    for day, name in enumerate(DAYS):
        spans = [(start, end) for weekday, start, end in hours.week if weekday == day]
        said = ", ".join(f"{_clock(start)}–{_clock(end)}" for start, end in sorted(spans))
        rows.append((str(name), said or _("closed")))
    return rows


def _clock(minutes: int) -> str:
    from datetime import time

    return "24:00" if minutes == 24 * 60 else time_format(time(minutes // 60, minutes % 60), "H:i")


def ladders_in_words(ladders: Ladders, team: Team) -> dict[str, object]:
    """The whole policy as read."""
    names = names_of(team)
    return {
        "red": rungs_in_words(ladders.red, names),
        "amber": rungs_in_words(ladders.amber, names),
        "hours": hours_words(ladders.hours),
        "holidays": ladders.hours.holidays,
        "gather": minutes_words(ladders.gather_minutes),
        "red_outcome": minutes_words(ladders.red_outcome_minutes),
        "amber_outcome": minutes_words(ladders.amber_outcome_minutes),
        "snooze": minutes_words(ladders.longest_snooze_minutes),
    }
