"""What must hold between an alert and what its history says of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from cordee.service.chain.history import of_the_past
from cordee.service.chain.invariants import CLOCKS, LATE, MOST, ids_of, invariant, open_alerts
from cordee.service.chain.models import Alert, AlertEvent, Concern, Level
from cordee.service.chain.models.alert import Happened


def without_event(*kinds: Happened) -> Combinable:
    """Alerts in whose history none of these stands."""
    return ~Exists(AlertEvent.objects.filter(alert=OuterRef("pk"), what__in=kinds))


@of_the_past(recent=lambda since: Q(closed_at__isnull=True))
def alert_without_a_beginning() -> QuerySet[Alert]:
    """No event says why it was opened."""
    return Alert.objects.filter(without_event(Happened.OPENED))


@invariant
def taken_without_an_event(at: datetime) -> Iterable[str]:
    """Taken, and its history does not say so."""
    taken = open_alerts().filter(acknowledged_at__isnull=False)
    return ids_of(taken.filter(without_event(Happened.ACKNOWLEDGED, Happened.HANDED_OVER)))


@of_the_past(recent=lambda since: Q(closed_at__gte=since))
def closed_without_an_event() -> QuerySet[Alert]:
    """Closed, and its history does not say so."""
    return Alert.objects.filter(closed_at__isnull=False).filter(without_event(Happened.CLOSED))


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
        )[:MOST]
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
