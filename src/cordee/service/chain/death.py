"""After a death is recorded all stops, kindly: alerts are closed, nothing is expected, nothing is asked."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils import timezone

from cordee.service.chain.models import Alert, AlertEvent, CheckInPlan, Delivery, ExpectedReport
from cordee.service.chain.models.alert import Happened, Outcome
from cordee.service.chain.models.delivery import DeliveryState
from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Person, Verb
from cordee.service.record.models import Resource

_log = logging.getLogger(__name__)


@transaction.atomic
def stop_all(*, person: Person, by: Account, at: datetime) -> int:
    """Close the person's open alerts with the outcome 'death', by who recorded it; excuse what is expected, take back
    what is owed, stop the plan. How many alerts were closed. Done again, it does nothing."""
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if locked.died_on is None:
        return 0
    alerts = list(Alert.objects.select_for_update(no_key=True).filter(person=locked, closed_at__isnull=True))
    for alert in alerts:
        if alert.acknowledged_by_id is None:
            alert.acknowledged_by, alert.acknowledged_at = by, at
        alert.outcome, alert.closed_by, alert.closed_at = Outcome.DEATH, by, max(at, alert.opened_at)
        alert.next_action_at = None
        alert.offered_by = alert.offered_to = alert.offered_at = None
        alert.snoozed_by = alert.snoozed_at = None
        alert.snooze_reason = ""
        alert.version += 1
        alert.save()
        AlertEvent.objects.create(
            alert=alert,
            at=at,
            what=Happened.CLOSED,
            by=by,
            about={"round": alert.round, "outcome": Outcome.DEATH.value},
        )
    waiting = ExpectedReport.objects.filter(person=locked, state=ExpectedReport.State.WAITING)
    excused = waiting.update(state=ExpectedReport.State.EXCUSED, next_action_at=None)
    owed = Delivery.objects.filter(kind="check-in", state=DeliveryState.OWED, lease__isnull=True)
    if locked.account_id is not None:
        owed.filter(account=locked.account_id).update(state=DeliveryState.NEEDLESS, next_attempt_at=None)
    stopped = CheckInPlan.objects.filter(person=locked, stopped_at__isnull=True).update(
        stopped_at=at, paused_from=None, paused_until=None, paused_by=None, pause_reason=""
    )
    if alerts or excused or stopped:
        about = {"alerts": len(alerts)}
        log_access(person=locked, by=by, verb=Verb.WRITE, what="stop_after_death", at=at, about=about)
    return len(alerts)


def facts_were_written(sender: Any, *, person_id: UUID, of_case: bool, **_: Any) -> None:
    """Looks whether a death was recorded. Should it fail, the alerts go on climbing until a human closes them."""
    if not of_case:
        return
    try:
        person = Person.objects.select_related("coordination__account").get(pk=person_id)
        if person.died_on is None:
            return
        wrote = Resource.objects.filter(person=person, type="Patient", recorded_by__isnull=False)
        last = wrote.order_by("-facts_version").select_related("recorded_by").first()
        by = last.recorded_by if last is not None else None
        stop_all(person=person, by=by or person.coordination.account, at=timezone.now())
    except DatabaseError:
        _log.warning("alerts could not be closed after a death was recorded; a human closes them")
