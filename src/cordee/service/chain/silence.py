"""Silence: check-ins that were expected and did not come. A row written ahead is found like any other lateness.

Asked at `due_at`; reminded; then somebody close whom the person lets answer; then an alert for the coordinator, which
climbs like any other. The next check-in is written in the same transaction that ends the one before.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from cordee.case import PartialDate
from cordee.files.fault import BadInput
from cordee.followup import Pause, Rhythm, due_at, due_days
from cordee.service.chain.ladder import IN_APP
from cordee.service.chain.models import CheckInPlan, Delivery, ExpectedReport, Level
from cordee.service.chain.open_alert import open_or_join
from cordee.service.chain.owed import delivery_id
from cordee.service.chain.points import reached
from cordee.service.chain.rewrite import rewrite
from cordee.service.people.models import Account, Membership, Person
from cordee.service.people.roles import CLOSE_ONES, Topic
from cordee.service.people.standing import open_at
from cordee.service.record.current import current_case

REMIND_AFTER = timedelta(hours=12)
CLOSE_ONES_AFTER = timedelta(hours=24)
ALERT_AFTER = timedelta(hours=36)
"""Our own working choice: nothing published says when silence should worry; a team sets its rhythm."""
SILENCE = "silence"
_AHEAD_DAYS = 400
_ENDED = 4
_AFTER = (REMIND_AFTER, CLOSE_ONES_AFTER, ALERT_AFTER)
_CLOSE_ONES = 2  # the step at which somebody close is asked
_TO_ASK = (IN_APP, "push", "sms", "email")


def expect_next(plan: CheckInPlan, after: datetime) -> None:
    """Write the next expected check-in, due after `after`; none when the plan has stopped or the person has died."""
    due = next_due(plan, after)
    if due is not None:
        row = ExpectedReport(person=plan.person, due_at=due, next_action_at=due)
        ExpectedReport.objects.bulk_create([row], ignore_conflicts=True)


def next_due(plan: CheckInPlan, after: datetime) -> datetime | None:
    """When the next check-in is due after `after`, counted from the last that has ended: by the plan's rhythm, more
    often after a change of treatment; None when the plan has stopped or the person has died. A moment at which one has
    ended already (it was answered early) is not waited for again."""
    person = plan.person
    if plan.stopped_at is not None or person.died_on is not None:
        return None
    zone = ZoneInfo(plan.zone)
    rhythm = Rhythm(every_days=plan.every_days, at=plan.at, zone=plan.zone)
    day = after.astimezone(zone).date()
    ended = _ended_last(person)
    start = max(moment.astimezone(zone).date() for moment in (*ended[:1], plan.started_at))
    changes = treatment_changes(person, day)
    days = due_days(rhythm, min(start, day), day + timedelta(days=_AHEAD_DAYS), changes, _pauses(plan))
    moments = (due_at(rhythm, one) for one in days)
    return next(moment for moment in moments if moment > after and moment not in ended)


def treatment_changes(person: Person, on: date) -> tuple[date, ...]:
    """The days on which a line of therapy began or ended. Of a record that can't be read nothing is known.

    One known to the month only counts as the last day of it that is not after `on`: a check-in too many does less harm
    than one too few. One known to the year only is not taken: it would keep check-ins close until two weeks into the
    next year, whatever was given.
    """
    try:
        lines = current_case(person, on).lines
    except BadInput:
        return ()
    told = {when for line in lines for when in (line.on, line.ended_on) if when is not None}
    return tuple(sorted({day for when in told if (day := _change_on(when, on)) is not None}))


def _change_on(when: PartialDate, on: date) -> date | None:
    if when.exact:
        return when.earliest
    of_a_month = (when.earliest.year, when.earliest.month) == (when.latest.year, when.latest.month)
    return min(when.latest, on) if of_a_month and when.earliest <= on else None


def _ended_last(person: Person) -> list[datetime]:
    """When those that have ended were due, the last first: as many as can lie ahead, answered early, and one."""
    ended = ExpectedReport.objects.filter(person=person).exclude(state=ExpectedReport.State.WAITING)
    return list(ended.order_by("-due_at").values_list("due_at", flat=True)[:_ENDED])


def _pauses(plan: CheckInPlan) -> tuple[Pause, ...]:
    if plan.paused_from is None or plan.paused_until is None:
        return ()
    in_hospital = plan.pause_reason == "hospital"
    return (Pause(start=plan.paused_from, end=plan.paused_until, why="hospital" if in_hospital else "wish"),)


def silence_due(at: datetime, limit: int = 100) -> int:
    """Take the next step for expected check-ins that are due at `at`; how many there were."""
    waiting = ExpectedReport.objects.filter(state=ExpectedReport.State.WAITING, next_action_at__lte=at)
    if not waiting.exists():
        return 0
    reached("silence.begun")
    with transaction.atomic():
        rows = waiting.order_by("next_action_at").select_related("person__team", "person__account")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, no_key=True, of=("self",))
        due = list(rows[:limit])
        plans = CheckInPlan.objects.in_bulk([row.person_id for row in due])
        rewrite(
            [row for row in due if _one_step(row, plans[row.person_id], at)],
            ("next_action_at", "step", "version"),
        )
        reached("silence.written")
        reached("silence.before_commit")
    reached("silence.committed")
    return len(due)


def _one_step(row: ExpectedReport, plan: CheckInPlan, at: datetime) -> bool:
    """Ask, or end it. True when it goes on waiting: the caller writes its new step."""
    person = row.person
    if person.died_on is not None:
        _end(row, ExpectedReport.State.EXCUSED, at)
        return False
    plan.person = person
    if plan.pauses_on(at.astimezone(ZoneInfo(plan.zone)).date()):
        _end(row, ExpectedReport.State.EXCUSED, at)
        expect_next(plan, max(row.due_at, at))
        return False
    if row.step < len(_AFTER):
        for account in _asked(person) if row.step < _CLOSE_ONES else _close_ones(person, at):
            _ask(row, account, at)
        row.next_action_at = row.due_at + _AFTER[row.step]
        row.step += 1
        row.version += 1
        return True
    about = {"expected": str(row.due_at.date())}
    open_or_join(person=person, cause=SILENCE, level=Level.AMBER, at=at, by=None, about=about)
    _end(row, ExpectedReport.State.MISSED, at)
    expect_next(plan, max(row.due_at, at))
    return False


def _end(row: ExpectedReport, state: ExpectedReport.State, at: datetime) -> None:
    row.state = state
    row.next_action_at = None
    row.version += 1
    row.save()


def _asked(person: Person) -> list[Account]:
    return [person.account] if person.account is not None and person.account.is_active else []


def _close_ones(person: Person, at: datetime) -> list[Account]:
    allowed = Membership.objects.filter(
        open_at(at),
        person=person,
        role__in=[role.value for role in CLOSE_ONES],
        shared__topic=Topic.REPORT_FOR_ME,
        account__is_active=True,
    )
    return [membership.account for membership in allowed.select_related("account")]


def _ask(row: ExpectedReport, account: Account, at: datetime) -> None:
    ways = {IN_APP, *account.contact_points.filter(broken_at__isnull=True).values_list("channel", flat=True)}
    rows = []
    for channel in _TO_ASK:
        if channel in ways:
            key = f"check-in:{row.id}:{row.step}:{account.id}:{channel}"
            rows.append(
                Delivery(
                    id=delivery_id(key),
                    key=key,
                    account=account,
                    channel=channel,
                    kind="check-in",
                    level=Level.AMBER,
                    owed_at=at,
                    next_attempt_at=at,
                )
            )
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
