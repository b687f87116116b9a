"""Opening an alert, or joining the one that is open for the same person and cause."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from cordee.service.chain.escalate import climb
from cordee.service.chain.models import Alert, AlertEvent, Level
from cordee.service.chain.models.alert import Happened
from cordee.service.people.models import Account, Person

_CHANGED = (
    "level", "step", "round", "next_action_at", "version", "acknowledged_by", "acknowledged_at", "offered_by",
    "offered_to", "offered_at", "snoozed_by", "snoozed_at", "snooze_reason",
)  # fmt: skip


@transaction.atomic
def open_or_join(
    *, person: Person, cause: str, level: Level, at: datetime, by: Account | None, about: dict[str, Any]
) -> Alert:
    """The open alert of this person and cause, made or joined; its first deliveries are owed when this returns.

    Joining raises an amber to red when the new report is red: the ladder starts again, whoever had it. The person's
    row is locked, so two reports at once make one alert.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    about = {**about, "level": int(level)}
    alert = (
        Alert.objects.select_for_update().filter(person=person, cause=cause, closed_at__isnull=True).first()
    )
    if alert is None:
        alert = Alert(
            person=person,
            team_id=person.team_id,
            cause=cause,
            level=level,
            opened_at=at,
            next_action_at=at,
        )
        alert.save(force_insert=True)
        AlertEvent.objects.create(alert=alert, at=at, what=Happened.OPENED, by=by, about=about)
        _climb(alert, at)
        return alert
    raised = level < alert.level
    what = Happened.RAISED if raised else Happened.JOINED
    AlertEvent.objects.create(alert=alert, at=at, what=what, by=by, about=about)
    if raised:
        alert.level = level
        alert.acknowledged_by = alert.acknowledged_at = None
        alert.offered_by = alert.offered_to = alert.offered_at = None
        alert.snoozed_by = alert.snoozed_at = None
        alert.snooze_reason = ""
        alert.step, alert.round = 0, alert.round + 1
        _climb(alert, at)
    else:
        Alert.objects.filter(pk=alert.pk).update(version=alert.version + 1)
        alert.version += 1
    return alert


def _climb(alert: Alert, at: datetime) -> None:
    owed = climb([alert], at)
    Alert.objects.bulk_update([alert], _CHANGED)
    owed.write()
