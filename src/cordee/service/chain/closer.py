"""Check-ins come more often after a change of treatment: the next one is brought forward when such a change is written."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils import timezone

from cordee.service.chain.models import CheckInPlan, ExpectedReport
from cordee.service.chain.silence import next_due
from cordee.service.people.models import Person

_log = logging.getLogger(__name__)


@transaction.atomic
def bring_forward(*, person: Person, at: datetime) -> ExpectedReport | None:
    """Let the next check-in come sooner when the treatment changed since it was written ahead; None where it stays.

    Never later, and never one that was asked about already: what a person was told to expect comes.
    """
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    plan = CheckInPlan.objects.filter(person=locked, stopped_at__isnull=True).first()
    if plan is None:
        return None
    row = ExpectedReport.objects.filter(person=locked, state=ExpectedReport.State.WAITING, step=0).first()
    if row is None:
        return None
    plan.person = locked
    due = next_due(plan, at)
    if due is None or due >= row.due_at:
        return None
    row.due_at = row.next_action_at = due
    row.version += 1
    row.save()
    return row


def facts_were_written(sender: Any, *, person_id: UUID, of_case: bool, **_: Any) -> None:
    """Looks whether a treatment changed. Should it fail, the check-in after the next follows the change."""
    if not of_case:
        return
    try:
        bring_forward(person=Person.objects.get(pk=person_id), at=timezone.now())
    except DatabaseError:
        _log.warning("a check-in could not be brought forward after facts were written")
