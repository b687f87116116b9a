"""Climbing the ladder: what happens to open alerts whose time has come.

One transaction takes a batch, writes what is owed to whom, and sets each alert's next step. A crash before the commit
leaves them due; after it, the deliveries are owed. There is nothing in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from cordee.service.chain.ladder import Ladders, Rung
from cordee.service.chain.models import Alert, AlertEvent, Concern, Delivery, Level
from cordee.service.chain.models.alert import Happened
from cordee.service.chain.owed import Owed
from cordee.service.chain.owed import delivery_id as delivery_id
from cordee.service.chain.points import reached
from cordee.service.chain.policy import ladders_of_teams
from cordee.service.chain.recipients import Recipients
from cordee.service.chain.rewrite import rewrite
from cordee.service.chain.working_hours import after_working
from cordee.service.people.models import Account, Team

BATCH = 100
NOBODY_AGAIN = timedelta(minutes=1)
"""How soon a ladder that reaches nobody at all is tried again."""
CHANGED = (
    "step", "round", "next_action_at", "version", "acknowledged_by", "acknowledged_at", "offered_by", "offered_to",
    "offered_at", "snoozed_by", "snoozed_at", "snooze_reason",
)  # fmt: skip


def due_alerts(at: datetime, limit: int = BATCH) -> list[Alert]:
    """Open alerts whose next step is due, reds first, the longest waiting first; locked where rows can be."""
    found: list[Alert] = []
    for level in Level:
        if len(found) < limit:
            rows = Alert.objects.filter(closed_at__isnull=True, level=level, next_action_at__lte=at)
            if connection.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True, no_key=True)
            found += rows.order_by("next_action_at")[: limit - len(found)]
    return found


def escalate_due(at: datetime, limit: int = BATCH) -> int:
    """Take the next step for a batch of alerts that are due at `at`; how many there were."""
    if not Alert.objects.filter(closed_at__isnull=True, next_action_at__lte=at).exists():
        return 0
    reached("escalate.begun")
    with transaction.atomic():
        alerts = due_alerts(at, limit)
        reached("escalate.claimed")
        owed = climb(alerts, at)
        owed.write()
        reached("escalate.written")
        rewrite(alerts, CHANGED)
        reached("escalate.before_commit")
    reached("escalate.committed")
    return len(alerts)


def climb(alerts: Sequence[Alert], at: datetime) -> Owed:
    """Change `alerts` (in memory) to stand after their next step, and give what that owes. The caller writes both."""
    owed = Owed()
    if not alerts:
        return owed
    recipients = Recipients(alerts, at)
    teams = _teams_of(alerts)
    ladders = ladders_of_teams(teams.keys())
    for alert in alerts:
        _wake(alert, at, owed)
        _one_step(alert, teams[alert.team_id], ladders[alert.team_id], recipients, at, owed)
        alert.version += 1
    return owed


def _teams_of(alerts: Sequence[Alert]) -> dict[UUID, Team]:
    loaded = Alert._meta.get_field("team").is_cached
    teams = {alert.team_id: alert.team for alert in alerts if loaded(alert)}
    missing = {alert.team_id for alert in alerts} - teams.keys()
    return teams | (Team.objects.in_bulk(missing) if missing else {})


def _wake(alert: Alert, at: datetime, owed: Owed) -> None:
    """An acknowledgement whose outcome is overdue, or a time put off that is over: start the ladder again."""
    if alert.acknowledged_at is not None:
        owed.events.append(_event(alert, at, Happened.REOPENED, was=str(alert.acknowledged_by_id)))
        alert.acknowledged_by = alert.acknowledged_at = None
        alert.offered_by = alert.offered_to = alert.offered_at = None
    elif alert.snoozed_at is not None:
        owed.events.append(_event(alert, at, Happened.WOKE))
    else:
        return
    alert.snoozed_by = alert.snoozed_at = None
    alert.snooze_reason = ""
    alert.step, alert.round = 0, alert.round + 1


def _one_step(
    alert: Alert, team: Team, ladders: Ladders, recipients: Recipients, at: datetime, owed: Owed
) -> None:
    rungs = ladders.red if alert.level == Level.RED else ladders.amber
    told: list[Account] = []
    step = first = min(alert.step, len(rungs) - 1)
    for step in range(first, len(rungs)):
        told = recipients.of(alert, rungs[step])
        if told:
            break
        owed.events.append(_event(alert, at, Happened.NOBODY, step=step))
    told = told or recipients.whole_team(alert)
    rung = rungs[step]
    _owe(alert, rung, step, told, team, ladders, recipients, at, owed)
    last = step == len(rungs) - 1
    alert.step = step if last else step + 1
    alert.round += 1 if last else 0
    alert.next_action_at = _next(alert, rung, team, ladders, at) if told else at + NOBODY_AGAIN


def _owe(
    alert: Alert,
    rung: Rung,
    step: int,
    told: Iterable[Account],
    team: Team,
    ladders: Ladders,
    recipients: Recipients,
    at: datetime,
    owed: Owed,
) -> None:
    when = at if alert.level == Level.RED else gather_mark(at, team, ladders)
    names: list[str] = []
    for account in told:
        names.append(str(account.id))
        for channel in recipients.channels(account, rung.channels):
            if alert.level == Level.RED:
                # The version, for a policy that changes meanwhile may lead to the same step again.
                key = f"{alert.id}:{alert.round}:{step}:{alert.version}:{account.id}:{channel}"
            else:
                key = f"gather:{when:%Y%m%dT%H%MZ}:{account.id}:{channel}"
            delivery = owed.deliveries.get(key) or Delivery(
                id=delivery_id(key),
                key=key,
                account=account,
                channel=channel,
                kind="alert",
                level=alert.level,
                owed_at=at,
                next_attempt_at=when,
            )
            owed.deliveries[key] = delivery
            owed.concerns.append(Concern(delivery=delivery, alert=alert))
    if names:
        owed.events.append(
            _event(alert, at, Happened.ESCALATED, step=step, told=names, when=when.isoformat())
        )


def gather_mark(at: datetime, team: Team, ladders: Ladders) -> datetime:
    """When ambers that come up at `at` are told together: the next full gathering interval of working time, after
    `at`, to the minute."""
    opens = after_working(at, 0, ladders.hours, team.time_zone, team.country)
    span = ladders.gather_minutes * 60
    seconds = int(opens.timestamp()) // span * span + span
    return datetime.fromtimestamp(seconds, tz=at.tzinfo)


def _next(alert: Alert, rung: Rung, team: Team, ladders: Ladders, at: datetime) -> datetime:
    if alert.level == Level.RED:
        return at + timedelta(minutes=rung.wait_minutes)
    return after_working(at, rung.wait_minutes, ladders.hours, team.time_zone, team.country)


def _event(alert: Alert, at: datetime, what: Happened, **about: object) -> AlertEvent:
    return AlertEvent(alert=alert, at=at, what=what, about={"round": alert.round, **about})
