"""What must hold of deliveries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from cordee.service.chain.deliver import LEASE, LONGEST_PAUSE
from cordee.service.chain.history import of_the_past
from cordee.service.chain.invariants import CLOCKS, LATE, LONGEST_WAIT, ids_of, invariant, open_alerts
from cordee.service.chain.models import AlertEvent, Concern, Delivery, Level
from cordee.service.chain.models.alert import Happened
from cordee.service.chain.models.delivery import (
    OF_NO_STATE,
    SENT_AT_NO_TIME,
    SENT_TOO_EARLY,
    SENT_WITHOUT_RECEIPT,
)
from cordee.service.chain.trying import EVERY, LATE_AFTER, TRY


@invariant
def delivery_without_next_step(at: datetime) -> Iterable[str]:
    """Owed, and nothing will ever find it."""
    return ids_of(Delivery.objects.filter(state="owed", next_attempt_at__isnull=True))


@invariant
def delivery_overdue(at: datetime) -> Iterable[str]:
    """Owed for longer than a lease and a cycle, and not held by a lease that still runs."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=at - LATE)
    return ids_of(Delivery.objects.filter(free, state="owed", next_attempt_at__lt=at - LATE))


@invariant
def delivery_put_off_too_far(at: datetime) -> Iterable[str]:
    """Tried already, and the next try lies further ahead than the longest pause between two."""
    tried = Delivery.objects.filter(state="owed", attempts__gt=0, leased_until__isnull=True)
    return ids_of(tried.filter(next_attempt_at__gt=at + LONGEST_PAUSE + CLOCKS))


@invariant
def red_delivery_put_off(at: datetime) -> Iterable[str]:
    """A red that is not to be sent at once."""
    return ids_of(
        Delivery.objects.filter(
            state="owed", level=Level.RED, next_attempt_at__gt=at + LONGEST_PAUSE + CLOCKS
        )
    )


@invariant
def delivery_put_off_beyond_any_opening(at: datetime) -> Iterable[str]:
    """Anything owed so far ahead that no working day explains it."""
    return ids_of(Delivery.objects.filter(state="owed", next_attempt_at__gt=at + LONGEST_WAIT))


@invariant
def lease_too_long(at: datetime) -> Iterable[str]:
    """A claim that holds a delivery for longer than leases last."""
    return ids_of(Delivery.objects.filter(state="owed", leased_until__gt=at + LEASE + CLOCKS))


@invariant
def sent_at_no_time(at: datetime) -> Iterable[str]:
    """Said to be sent, without when."""
    return ids_of(Delivery.objects.filter(SENT_AT_NO_TIME))


@of_the_past(recent=lambda since: Q(sent_at__gte=since))
def sent_without_a_try() -> QuerySet[Delivery]:
    """Said to be sent though nobody ever claimed it. An index of these would be written anew by every claim."""
    return Delivery.objects.filter(state="sent", attempts=0)


@invariant
def sent_before_it_was_owed(at: datetime) -> Iterable[str]:
    """Times that cannot be."""
    return ids_of(Delivery.objects.filter(SENT_TOO_EARLY, sent_at__lt=F("owed_at") - CLOCKS))


@invariant
def unknown_state(at: datetime) -> Iterable[str]:
    """A state that the engine does not look for."""
    return ids_of(Delivery.objects.filter(OF_NO_STATE))


def _of_an_open_alert(since: datetime) -> Q:
    """Of a closed alert somebody had it, or `closed_without_an_event` finds it."""
    return Q(pk__in=Concern.objects.filter(alert__in=open_alerts().values("pk")).values("delivery"))


@of_the_past(recent=_of_an_open_alert)
def needless_though_nobody_has_it() -> QuerySet[Delivery]:
    """Left unsent because somebody had the alert, while nobody ever had, and no later message says the same."""
    never = ~Exists(
        AlertEvent.objects.filter(
            alert=OuterRef("alerts"),
            what__in=[
                Happened.ACKNOWLEDGED, Happened.HANDED_OVER, Happened.CLOSED, Happened.SNOOZED, Happened.RAISED,
            ],
        )
    )  # fmt: skip
    # The account is compared as a value, not looked up: SQLite would read all that was ever sent to it.
    later = Concern.objects.annotate(to=Coalesce("delivery__account", "delivery__account")).filter(
        alert=OuterRef("alerts"),
        to=OuterRef("account"),
        delivery__channel=OuterRef("channel"),
        delivery__owed_at__gt=OuterRef("owed_at"),
    )
    needless = Delivery.objects.filter(state="needless", kind="alert", alerts__isnull=False)
    return needless.filter(never, ~Exists(later))


@invariant
def alert_delivery_about_nothing(at: datetime) -> Iterable[str]:
    """A message of an alert that names none."""
    return ids_of(Delivery.objects.filter(kind="alert", alerts__isnull=True, state="owed"))


@invariant
def sent_without_a_receipt(at: datetime) -> Iterable[str]:
    """Said to be sent, and no channel said that it took it."""
    return ids_of(Delivery.objects.filter(SENT_WITHOUT_RECEIPT))


@invariant
def told_a_closed_account(at: datetime) -> Iterable[str]:
    """Owed to somebody who can no longer sign in."""
    return ids_of(Delivery.objects.filter(state="owed", account__is_active=False, owed_at__gt=at - LATE))


@invariant
def red_behind_an_amber(at: datetime) -> Iterable[str]:
    """An amber went out while a red that nobody had tried was due."""
    reds = Delivery.objects.filter(state="owed", level=Level.RED, attempts=0, next_attempt_at__lt=at)
    oldest = reds.aggregate(due=Min("next_attempt_at"))["due"]
    if oldest is None:
        return []
    return ids_of(Delivery.objects.filter(state="sent", level=Level.AMBER, sent_at__gt=oldest))


@invariant
def channel_try_failed(at: datetime) -> Iterable[str]:
    """The daily try of a channel was not sent, or came back."""
    tries = Delivery.objects.filter(kind=TRY, owed_at__gt=at - EVERY, account__is_staff=True)
    bad = tries.filter(Q(state="failed") | Q(state="owed", owed_at__lt=at - LATE_AFTER))
    return sorted(set(bad.values_list("channel", flat=True)))
