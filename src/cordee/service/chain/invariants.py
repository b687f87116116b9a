"""What must hold of the chain at any time, each as a query for whatever breaks it. Here: of alerts.

The engine never reads this: it is a second look at the same rows by other eyes. Subjects are ids, never names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from cordee.service.chain.models import Alert, AlertEvent, Concern, Level
from cordee.service.chain.models.alert import Happened

Check = Callable[[datetime], Iterable[str]]

LATE = timedelta(seconds=45)
"""A generous cycle: what is due for longer, no engine is seeing to. Below a minute, so that a minute finds it."""
CLOCKS = timedelta(minutes=5)
"""How far two machines' clocks may stand apart."""
LONGEST_RED_WAIT = timedelta(hours=24)
LONGEST_WAIT = timedelta(days=21)
"""Beyond these no policy goes (a week of waiting, in working hours, over holidays)."""

INVARIANTS: dict[str, Check] = {}


def invariant(check: Check) -> Check:
    """Enter a check under its own name, underscores as hyphens."""
    INVARIANTS[check.__name__.replace("_", "-")] = check
    return check


def ids_of(rows: QuerySet[Any]) -> Iterable[str]:
    """The ids of at most a hundred rows: enough to act on."""
    return (str(pk) for pk in rows.values_list("pk", flat=True)[:100])


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
    return ids_of(
        Alert.objects.filter(
            Q(acknowledged_by__isnull=True, acknowledged_at__isnull=False)
            | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=True)
        )
    )


@invariant
def held_by_a_closed_account(at: datetime) -> Iterable[str]:
    """Taken by somebody who can no longer sign in: nobody will say the outcome."""
    return ids_of(open_alerts().filter(acknowledged_by__is_active=False))


@invariant
def closed_by_nobody(at: datetime) -> Iterable[str]:
    """Closed without a named human or without an outcome."""
    closed = Alert.objects.filter(closed_at__isnull=False)
    return ids_of(closed.filter(Q(closed_by__isnull=True) | Q(outcome="") | Q(acknowledged_by__isnull=True)))


@invariant
def closed_before_it_opened(at: datetime) -> Iterable[str]:
    """Times that cannot be."""
    return ids_of(Alert.objects.filter(closed_at__lt=F("opened_at")))


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


def without_event(*kinds: Happened) -> Combinable:
    """Alerts in whose history none of these stands."""
    return ~Exists(AlertEvent.objects.filter(alert=OuterRef("pk"), what__in=kinds))


@invariant
def alert_without_a_beginning(at: datetime) -> Iterable[str]:
    """No event says why it was opened."""
    return ids_of(Alert.objects.filter(without_event(Happened.OPENED)))


@invariant
def taken_without_an_event(at: datetime) -> Iterable[str]:
    """Taken, and its history does not say so."""
    taken = open_alerts().filter(acknowledged_at__isnull=False)
    return ids_of(taken.filter(without_event(Happened.ACKNOWLEDGED, Happened.HANDED_OVER)))


@invariant
def closed_without_an_event(at: datetime) -> Iterable[str]:
    """Closed, and its history does not say so."""
    return ids_of(Alert.objects.filter(closed_at__isnull=False).filter(without_event(Happened.CLOSED)))


@invariant
def raised_without_an_event(at: datetime) -> Iterable[str]:
    """An alert that says red, while the event it began with says another level, and none says it was raised."""
    return ids_of(
        open_alerts()
        .filter(level=Level.RED, events__what=Happened.OPENED, events__about__level=Level.AMBER.value)
        .filter(without_event(Happened.RAISED))
    )


@invariant
def lowered(at: datetime) -> Iterable[str]:
    """An amber whose history says that it was red: nothing lowers an alert."""
    was_red = AlertEvent.objects.filter(
        Q(what=Happened.RAISED) | Q(what=Happened.OPENED, about__level=Level.RED.value), alert=OuterRef("pk")
    )
    return ids_of(open_alerts().filter(level=Level.AMBER).filter(Exists(was_red)))


@invariant
def climbed_without_telling_anybody(at: datetime) -> Iterable[str]:
    """An open alert nobody has, past its first step, with nothing sent and nothing owed to anybody."""
    told = Concern.objects.filter(alert=OuterRef("pk"))
    since = at - LATE
    free = open_alerts().filter(acknowledged_at__isnull=True, snoozed_at__isnull=True, opened_at__lt=since)
    nobody = without_event(Happened.NOBODY)
    return ids_of(free.filter(~Exists(told)).filter(nobody))


@invariant
def told_of_nothing(at: datetime) -> Iterable[str]:
    """A step is said to have told people, and no delivery came of it."""
    escalated = AlertEvent.objects.filter(what=Happened.ESCALATED, at__gte=at - timedelta(days=1))
    own = Q(alert__deliveries__owed_at=F("at"))
    # An amber may join what was owed for another before, as long as that has not gone out.
    # Of two that come at once the later may be written first, and two machines' clocks stand apart.
    gathered = Q(alert__deliveries__level__gt=Level.RED, alert__deliveries__owed_at__lte=F("at") + CLOCKS) & (
        Q(alert__deliveries__sent_at__isnull=True) | Q(alert__deliveries__sent_at__gte=F("at") - CLOCKS)
    )
    return (
        str(event.alert_id)
        for event in escalated.annotate(concerns=Count("alert__deliveries", filter=own | gathered)).filter(
            concerns=0
        )[:100]
    )


@invariant
def nobody_to_tell(at: datetime) -> Iterable[str]:
    """A ladder that reached nobody for a whole quarter of an hour."""
    since = at - timedelta(minutes=15)
    free = open_alerts().filter(acknowledged_at__isnull=True, opened_at__lt=since)
    recent = AlertEvent.objects.filter(alert=OuterRef("pk"), at__gte=since)
    return ids_of(
        free.filter(
            Exists(recent.filter(what=Happened.NOBODY)), ~Exists(recent.filter(what=Happened.ESCALATED))
        )
    )
