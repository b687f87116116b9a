"""An alert as a rope: who sent it, whom the ladder told and when, who holds it now, who is next and when it passes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timesince import timeuntil
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cordee.service.chain.models import Alert, AlertEvent, Level
from cordee.service.chain.models.alert import Happened
from cordee.service.chain.policy import ladders_of
from cordee.service.chain.recipients import Recipients
from cordee.service.people.models import Account
from cordee.service.people.rope import Knot, State

MOST_PAST = 4
_NAMES = 2


def knots(
    alert: Alert,
    events: Sequence[AlertEvent],
    at: datetime,
    sender: str = "",
    *,
    names: Mapping[str, str] | None = None,
    recipients: Recipients | None = None,
) -> list[Knot]:
    """The rope at `at`. `names`: whom the events speak of, by id, when known. `sender`: who sent the check-in that
    opened it, '' when nobody did (silence). `recipients`: as of the next step, when they are known already."""
    first = Knot(
        sender or _("Cordée"), moment(alert.opened_at, at), State.PAST, _("sent") if sender else _("noticed")
    )
    past = [first, *_told(events, names if names is not None else names_in(events, {}), at)[-MOST_PAST:]]
    if alert.closed_at is not None:
        by = alert.closed_by.full_name if alert.closed_by else "?"
        return [*past, Knot(by, moment(alert.closed_at, at), State.HELD, _("closed it"))]
    if alert.acknowledged_by is not None and alert.acknowledged_at is not None:
        held = Knot(
            alert.acknowledged_by.full_name,
            moment(alert.acknowledged_at, at),
            State.HELD,
            pgettext("at a time", "holds the rope since"),
        )
        kept = [knot for knot in past if knot.name != held.name]
        if alert.offered_to is not None and alert.offered_at is not None:
            return [
                *kept,
                held,
                Knot(
                    alert.offered_to.full_name,
                    moment(alert.offered_at, at),
                    State.NEXT,
                    _("asked to take it"),
                ),
            ]
        return [*kept, held, _next(alert, at, recipients, 0, _("told again if no outcome is said"))]
    if alert.snoozed_by is not None and alert.snoozed_at is not None:
        put_off = Knot(alert.snoozed_by.full_name, moment(alert.snoozed_at, at), State.PAST, _("put it off"))
        return [*past, put_off, _next(alert, at, recipients, 0, _("told when the time is up"))]
    return [*past, _next(alert, at, recipients, alert.step, _("told next"))]


def names_in(events: Sequence[AlertEvent], known: Mapping[str, str]) -> dict[str, str]:
    """The names of everybody the events speak of, by id; those not `known` already in one query."""
    ids = {id for event in events for id in event.about.get("told", [])}
    ids |= {event.about[key] for event in events for key in ("to", "was") if event.about.get(key)}
    missing = ids - set(known)
    found = Account.objects.filter(pk__in=missing) if missing else ()
    return {**known, **{str(account.pk): account.full_name for account in found}}


def recipients_next(alert: Alert, at: datetime) -> Recipients:
    """Who can be told at the alert's next step."""
    return Recipients([alert], max(alert.next_action_at or at, at))


def moment(when: datetime, at: datetime) -> str:
    """'21:04' on the same day, else '3 March, 21:04'."""
    there = localtime(when)
    return date_format(there, "H:i" if there.date() == localtime(at).date() else "j F, H:i")


def _next(alert: Alert, at: datetime, known: Recipients | None, step: int, words: str) -> Knot:
    """Who the ladder tells at its next step, by today's rotas, and when."""
    ladders = ladders_of(alert.team)
    rungs = ladders.red if alert.level == Level.RED else ladders.amber
    due = alert.next_action_at or at
    recipients = known or recipients_next(alert, at)
    told: list[Account] = []
    for rung in rungs[min(step, len(rungs) - 1) :]:
        told = recipients.of(alert, rung)
        if told:
            break
    told = told or recipients.whole_team(alert)
    when = _("now") if due <= at else _("in %(time)s, at %(at)s") % {
        "time": timeuntil(due, at, depth=1), "at": moment(due, at),
    }  # fmt: skip
    return Knot(listed([account.full_name for account in told]) or _("the team"), when, State.NEXT, words)


def listed(names: Sequence[str]) -> str:
    """'Inès Carpentier, Tom Lefranc and 3 others'."""
    shown = ", ".join(names[:_NAMES])
    more = len(names) - _NAMES
    if more <= 0:
        return shown
    return ngettext("%(names)s and %(n)d more", "%(names)s and %(n)d more", more) % {
        "names": shown,
        "n": more,
    }


def _told(events: Sequence[AlertEvent], names: Mapping[str, str], at: datetime) -> list[Knot]:
    """Whom the ladder told, group by group; told again in a row, a group is one knot with its times."""
    groups: list[tuple[str, list[datetime]]] = []
    for event in events:
        if event.what != Happened.ESCALATED:
            continue
        group = listed([names.get(id, "?") for id in event.about.get("told", [])])
        if groups and groups[-1][0] == group:
            groups[-1][1].append(event.at)
        else:
            groups.append((group, [event.at]))
    return [Knot(group, _times(times, at), State.PAST, _("told at")) for group, times in groups]


def _times(times: Sequence[datetime], at: datetime) -> str:
    shown = [moment(when, at) for when in times[-2:]]
    return (("… " if len(times) > 2 else "") + ", ".join(shown)).strip()
