"""Opening alerts, or joining those that are open for the same person and cause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from cordee.service.chain.escalate import CHANGED, climb
from cordee.service.chain.models import Alert, AlertEvent, Level
from cordee.service.chain.models.alert import Happened
from cordee.service.chain.rewrite import rewrite
from cordee.service.people.models import Account, Person

Worry = tuple[str, Level, dict[str, Any]]
"""Cause, level, and what the event shall say about it."""


def open_or_join(
    *, person: Person, cause: str, level: Level, at: datetime, by: Account | None, about: dict[str, Any]
) -> Alert:
    """`open_or_join_all` of one cause."""
    return open_or_join_all(person=person, worries=[(cause, level, about)], at=at, by=by)[0]


@transaction.atomic(savepoint=False)
def open_or_join_all(
    *, person: Person, worries: Sequence[Worry], at: datetime, by: Account | None, locked: bool = False
) -> list[Alert]:
    """The open alert of this person and each cause, made or joined; their first deliveries are owed when this returns.

    Each cause is named once. Joining raises an amber to red when the new report is red: the ladder starts again,
    whoever had it. The person's row is locked (`locked`: by the caller already), so two reports at once make one alert.
    About a dozen queries, however many causes.
    """
    if not worries:
        return []
    if not locked:
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
    rows = Alert.objects.select_for_update(no_key=True).filter(
        person=person, cause__in=[cause for cause, _, _ in worries], closed_at__isnull=True
    )
    open_ = {alert.cause: alert for alert in rows}
    made: list[Alert] = []
    raised: list[Alert] = []
    joined: list[Alert] = []
    events: list[AlertEvent] = []
    for cause, level, about in worries:
        alert = open_.get(cause)
        if alert is None:
            what = Happened.OPENED
            alert = open_[cause] = _new(person, cause, level, at)
            made.append(alert)
        elif level < alert.level:
            what = Happened.RAISED
            _raise(alert, level)
            raised.append(alert)
        else:
            what = Happened.JOINED
            joined.append(alert)
        said = {**about, "level": int(level)}
        events.append(AlertEvent(alert=alert, at=at, what=what, by=by, about=said))
    owed = climb([*made, *raised], at)
    Alert.objects.bulk_create(made)
    rewrite(raised, ("level", *CHANGED))
    if joined:
        Alert.objects.filter(pk__in=[alert.pk for alert in joined]).update(version=F("version") + 1)
        for alert in joined:
            alert.version += 1
    owed.events[:0] = events
    owed.write()
    return [open_[cause] for cause, _, _ in worries]


def _new(person: Person, cause: str, level: Level, at: datetime) -> Alert:
    return Alert(person=person, team=person.team, cause=cause, level=level, opened_at=at, next_action_at=at)


def _raise(alert: Alert, level: Level) -> None:
    alert.level = level
    alert.acknowledged_by = alert.acknowledged_at = None
    alert.offered_by = alert.offered_to = alert.offered_at = None
    alert.snoozed_by = alert.snoozed_at = None
    alert.snooze_reason = ""
    alert.step, alert.round = 0, alert.round + 1
