"""Taking a check-in in: report, record, alerts, what is owed first, and the next expected check-in, in one transaction.

Either all of it is there or none; the same form sent again is the same report.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils import timezone

from cordee.followup import QuestionSet, Report
from cordee.followup.response import write_response
from cordee.service.chain.judge import UNREAD, Judged, judge
from cordee.service.chain.models import CheckInPlan, ExpectedReport
from cordee.service.chain.models import Report as StoredReport
from cordee.service.chain.open_alert import open_or_join_all
from cordee.service.chain.points import reached
from cordee.service.chain.silence import expect_next
from cordee.service.people.models import Account, Person
from cordee.service.record.actions import write_answers
from cordee.service.record.current import keep_current

EARLY = timedelta(hours=24)
"""A check-in sent up to so long before the expected one is due answers it."""


class Died(Exception):
    """A death is recorded: no check-in is taken any more."""


def receive(
    *, person: Person, report: Report, questions: QuestionSet, by: Account | None, once: str
) -> StoredReport:
    """Store one check-in and all that follows from it; `once` is the form's key.

    The report's id is a UUID. Raises `Died`. A report that can't be judged is stored all the same, and opens a red alert.

    It is judged, and put into words of FHIR, before the lock is taken, for that is the longest part and others wait for the
    lock; and judged again under the lock where the record is no longer the one that was looked at.
    """
    reached("ingest.begun")
    found = judge(report, person, timezone.localdate(report.at))
    answers = write_response(report, questions, f"Patient/{person.pk}")
    body = msgspec.json.decode(msgspec.json.encode(report))
    with transaction.atomic():
        stored = _receive(person, report, answers, body, by, once, found)
        reached("ingest.before_commit")
    reached("ingest.committed")
    return stored


def _receive(
    person: Person,
    report: Report,
    answers: dict[str, Any],
    body: dict[str, Any],
    by: Account | None,
    once: str,
    found: Judged,
) -> StoredReport:
    # Of the person alone: the team's row would make every check-in of the team wait for the others.
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if locked.team_id == person.team_id:
        locked.team = person.team  # read already
    same = StoredReport.objects.filter(once=once, person=locked).first()
    if same is not None:
        return same
    if locked.died_on is not None:
        raise Died
    at = report.at
    if locked.facts_version != person.facts_version or found.level == UNREAD:
        found = judge(report, locked, timezone.localdate(at))
    if found.level != UNREAD:
        keep_current(locked, timezone.localdate(at))
    written = write_answers(locked=locked, body=answers, by=by, at=at, what="receive_report")
    stored = StoredReport.objects.create(
        id=UUID(report.id),
        person=locked,
        at=at,
        sent_by=by,
        once=once,
        body=body,
        level=found.level,
        assessment=found.assessment,
        told=found.told,
        resource=written.logical_id,
        expected=_answered(locked, at),
    )
    alerts = open_or_join_all(
        person=locked,
        worries=[(cause, level, {**about, "report": str(stored.id)}) for cause, level, about in found.causes],
        at=at,
        by=by,
        locked=True,
    )
    joins = StoredReport.alerts.through
    joins.objects.bulk_create([joins(report_id=stored.id, alert_id=alert.id) for alert in alerts])
    reached("ingest.written")
    return stored


def _answered(person: Person, at: datetime) -> ExpectedReport | None:
    """The expected check-in that this one answers, if any waits; the next is written ahead."""
    waiting = ExpectedReport.objects.filter(person=person, state=ExpectedReport.State.WAITING)
    row = waiting.select_related("person__check_in_plan").first()
    if row is None or row.due_at - at > EARLY:
        return None
    plan: CheckInPlan | None = getattr(row.person, "check_in_plan", None)
    row.state = ExpectedReport.State.ANSWERED
    row.next_action_at = None
    row.version += 1
    row.save()
    if plan is not None:
        plan.person = person
        expect_next(plan, max(row.due_at, at))
    return row
