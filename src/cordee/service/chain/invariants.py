"""What must hold of the chain at any time, each as a query for whatever breaks it. Here: of alerts.

The engine never reads this: it is a second look at the same rows by other eyes. Subjects are ids, never names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from cordee.service.chain.models import Alert, Level
from cordee.service.chain.models.alert import CLOSED_BY_NOBODY, CLOSED_TOO_EARLY, TAKEN_BY_NOBODY

Check = Callable[[datetime], Iterable[str]]

LATE = timedelta(seconds=45)
"""A generous cycle: what is due for longer, no engine is seeing to. Below a minute, so that a minute finds it."""
CLOCKS = timedelta(minutes=5)
"""How far two machines' clocks may stand apart."""
LONGEST_RED_WAIT = timedelta(hours=24)
LONGEST_WAIT = timedelta(days=21)
"""Beyond these no policy goes (a week of waiting, in working hours, over holidays)."""

MOST = 100
"""So many of one check are told: enough to act on."""

INVARIANTS: dict[str, Check] = {}


def invariant(check: Check) -> Check:
    """Enter a check under its own name, underscores as hyphens."""
    INVARIANTS[check.__name__.replace("_", "-")] = check
    return check


def ids_of(rows: QuerySet[Any]) -> Iterable[str]:
    """The ids of at most `MOST` rows."""
    return (str(pk) for pk in rows.values_list("pk", flat=True)[:MOST])


def open_alerts() -> QuerySet[Alert]:
    """The alerts that are not closed."""
    return Alert.objects.filter(closed_at__isnull=True)


@invariant
def open_alert_without_next_step(at: datetime) -> Iterable[str]:
    """An open alert that nothing will ever find again."""
    return ids_of(open_alerts().filter(next_action_at__isnull=True))


@invariant
def alert_overdue(at: datetime) -> Iterable[str]:
    """An alert whose step has been due for longer than a cycle takes."""
    return ids_of(open_alerts().filter(next_action_at__lt=at - LATE))


@invariant
def red_waits_too_long(at: datetime) -> Iterable[str]:
    """A red whose next step lies further ahead than any policy allows."""
    return ids_of(open_alerts().filter(level=Level.RED, next_action_at__gt=at + LONGEST_RED_WAIT))


@invariant
def alert_waits_too_long(at: datetime) -> Iterable[str]:
    """Any alert whose next step lies further ahead than any policy allows."""
    return ids_of(open_alerts().filter(next_action_at__gt=at + LONGEST_WAIT))


@invariant
def acknowledged_by_nobody(at: datetime) -> Iterable[str]:
    """Taken, but by whom or when is missing."""
    return ids_of(Alert.objects.filter(TAKEN_BY_NOBODY))


@invariant
def held_by_a_closed_account(at: datetime) -> Iterable[str]:
    """Taken by somebody who can no longer sign in: nobody will say the outcome."""
    return ids_of(open_alerts().filter(acknowledged_by__is_active=False))


@invariant
def closed_by_nobody(at: datetime) -> Iterable[str]:
    """Closed without a named human or without an outcome."""
    return ids_of(Alert.objects.filter(CLOSED_BY_NOBODY))


@invariant
def closed_before_it_opened(at: datetime) -> Iterable[str]:
    """Times that cannot be."""
    return ids_of(Alert.objects.filter(CLOSED_TOO_EARLY))


@invariant
def put_off_without_a_reason(at: datetime) -> Iterable[str]:
    """Put off, but why or by whom is missing."""
    return ids_of(
        open_alerts()
        .filter(snoozed_at__isnull=False)
        .filter(Q(snooze_reason="") | Q(snoozed_by__isnull=True))
    )


@invariant
def taken_and_put_off_at_once(at: datetime) -> Iterable[str]:
    """In somebody's hands and put off: the two exclude each other."""
    return ids_of(open_alerts().filter(acknowledged_at__isnull=False, snoozed_at__isnull=False))


@invariant
def unknown_level(at: datetime) -> Iterable[str]:
    """A level that the engine does not look for."""
    return ids_of(open_alerts().exclude(level__in=Level.values))


@invariant
def two_open_alerts_of_one_cause(at: datetime) -> Iterable[str]:
    """The same worry, open twice: two people may each think the other has it."""
    twice = open_alerts().values("person", "cause").annotate(n=Count("id")).filter(n__gt=1)
    return (str(row["person"]) for row in twice.order_by("person")[:100])


@invariant
def alert_of_another_team(at: datetime) -> Iterable[str]:
    """An open alert that climbs the ladder of a team the person is not with."""
    return ids_of(open_alerts().exclude(team=F("person__team")))
