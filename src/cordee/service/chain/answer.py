"""What humans do with an alert: take it, say what was done, hand it over, put it off. Each names who, and when.

All take the row first, so that of two people at once one is first and the other is told (`Taken`, `Closed`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from django.db import transaction

from cordee.service.chain.escalate import climb
from cordee.service.chain.ladder import Ladders
from cordee.service.chain.models import Alert, AlertEvent, Level
from cordee.service.chain.models.alert import Happened, Outcome
from cordee.service.chain.points import reached
from cordee.service.chain.policy import ladders_of
from cordee.service.chain.working_hours import after_working
from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Verb

P = ParamSpec("P")
R = TypeVar("R")


class Closed(Exception):
    """The alert was closed meanwhile. `alert` is as it stands."""

    def __init__(self, alert: Alert) -> None:
        self.alert = alert
        super().__init__("the alert was closed meanwhile")


class Taken(Exception):
    """Somebody else has the alert. `alert` says who."""

    def __init__(self, alert: Alert) -> None:
        self.alert = alert
        super().__init__("somebody else has the alert")


class TooLong(Exception):
    """Put off for longer than the policy allows. `longest` is what it allows."""

    def __init__(self, longest: timedelta) -> None:
        self.longest = longest
        super().__init__("put off for longer than the policy allows")


def _on_open(
    action: Callable[Concatenate[Alert, P], R],
) -> Callable[Concatenate[Alert, P], R]:
    """Run in one transaction on the locked row. Raises `Closed` when the alert is closed."""

    def run(alert: Alert, /, *args: P.args, **kwargs: P.kwargs) -> R:
        reached("answer.begun")
        with transaction.atomic():
            locked = Alert.objects.select_for_update(no_key=True).get(pk=alert.pk)
            if locked.closed_at is not None:
                raise Closed(locked)
            result = action(locked, *args, **kwargs)
            reached("answer.written")
            locked.version += 1
            locked.save()
            reached("answer.before_commit")
        reached("answer.committed")
        alert.refresh_from_db()
        return result

    run.__doc__ = action.__doc__
    return run


@_on_open
def acknowledge(alert: Alert, *, by: Account, at: datetime) -> None:
    """'I have it': the climbing stops, and an outcome is due. Raises `Taken` when somebody else has it."""
    if alert.acknowledged_by_id == by.id:
        return
    if alert.acknowledged_by_id is not None:
        raise Taken(alert)
    _take(alert, by, at)
    _say(alert, by, at, Happened.ACKNOWLEDGED)


@_on_open
def say_outcome(alert: Alert, *, by: Account, outcome: Outcome, words: str, at: datetime) -> None:
    """What was done; the alert is closed. Who says it has had it: it is taken first when nobody had it.

    Raises ValueError for 'no action' without saying why.
    """
    if outcome is Outcome.NOTHING and not words.strip():
        raise ValueError("say why there is no action")
    if alert.acknowledged_by_id is None:
        alert.acknowledged_by, alert.acknowledged_at = by, at
    alert.outcome, alert.outcome_words = outcome, words.strip()
    alert.closed_by, alert.closed_at = by, max(at, alert.opened_at)
    alert.next_action_at = None
    _no_offer(alert)
    _say(alert, by, at, Happened.CLOSED, outcome=outcome.value)


@_on_open
def offer(alert: Alert, *, by: Account, to: Account, at: datetime) -> None:
    """Offer it to somebody else. It stays with `by` until they accept. Raises `Taken` when `by` does not have it."""
    if alert.acknowledged_by_id != by.id:
        raise Taken(alert)
    if to.id == by.id:
        raise ValueError("an alert is offered to somebody else")
    alert.offered_by, alert.offered_to, alert.offered_at = by, to, at
    _say(alert, by, at, Happened.OFFERED, to=str(to.id))


@_on_open
def accept(alert: Alert, *, by: Account, at: datetime) -> None:
    """Take what was offered: `by` has it from now on. Raises `Taken` when it was not offered to them."""
    if alert.offered_to_id != by.id:
        raise Taken(alert)
    giver = alert.offered_by_id
    _take(alert, by, at)
    _say(alert, by, at, Happened.HANDED_OVER, of=str(giver))


@_on_open
def decline(alert: Alert, *, by: Account, at: datetime) -> None:
    """Refuse what was offered: it stays where it is. Raises `Taken` when it was not offered to them."""
    if alert.offered_to_id != by.id:
        raise Taken(alert)
    _no_offer(alert)
    _say(alert, by, at, Happened.DECLINED)


@_on_open
def snooze(alert: Alert, *, by: Account, until: datetime, reason: str, at: datetime) -> None:
    """Put it off, with a reason and a limit: then the ladder starts again. Whoever had it, has it no longer.

    Raises `TooLong`, `Taken`, and ValueError without a reason or for a time that is past.
    """
    longest = timedelta(minutes=_ladders(alert).longest_snooze_minutes)
    if not reason.strip() or until <= at:
        raise ValueError("say why, and until when")
    if until - at > longest:
        raise TooLong(longest)
    if alert.acknowledged_by_id not in (None, by.id):
        raise Taken(alert)
    alert.acknowledged_by = alert.acknowledged_at = None
    _no_offer(alert)
    alert.snoozed_by, alert.snoozed_at, alert.snooze_reason = by, at, reason.strip()
    alert.next_action_at = until
    _say(alert, by, at, Happened.SNOOZED, until=until.isoformat())


@transaction.atomic
def let_go(alert: Alert, *, by: Account, at: datetime) -> None:
    """Give it back: the ladder starts again at once. Raises `Taken` when `by` does not have it, `Closed`."""
    locked = Alert.objects.select_for_update(no_key=True).get(pk=alert.pk)
    if locked.closed_at is not None:
        raise Closed(locked)
    if locked.acknowledged_by_id != by.id:
        raise Taken(locked)
    owed = climb([locked], at)  # an acknowledged alert that climbs is reopened
    locked.save()
    owed.write()
    log_access(
        person=locked.person,
        by=by,
        verb=Verb.WRITE,
        what="alert_let_go",
        at=at,
        about={"alert": str(locked.id)},
    )


def _take(alert: Alert, by: Account, at: datetime) -> None:
    alert.acknowledged_by, alert.acknowledged_at = by, at
    alert.snoozed_by = alert.snoozed_at = None
    alert.snooze_reason = ""
    _no_offer(alert)
    ladders = _ladders(alert)
    if alert.level == Level.RED:
        alert.next_action_at = at + timedelta(minutes=ladders.red_outcome_minutes)
    else:
        team = alert.team
        alert.next_action_at = after_working(
            at, ladders.amber_outcome_minutes, ladders.hours, team.time_zone, team.country
        )


def _no_offer(alert: Alert) -> None:
    alert.offered_by = alert.offered_to = alert.offered_at = None


def _ladders(alert: Alert) -> Ladders:
    return ladders_of(alert.team)


def _say(alert: Alert, by: Account, at: datetime, what: Happened, **about: object) -> None:
    AlertEvent.objects.create(alert=alert, at=at, what=what, by=by, about={"round": alert.round, **about})
    log_access(
        person=alert.person,
        by=by,
        verb=Verb.WRITE,
        what=f"alert_{what.value}",
        at=at,
        about={"alert": str(alert.id)},
    )
