"""Going around a way that does not take a message, so that the alert does not wait for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from cordee.service.chain.channels.environment import has_mail
from cordee.service.chain.contacts import FAILING_AFTER
from cordee.service.chain.escalate import NOBODY_AGAIN
from cordee.service.chain.ladder import IN_APP
from cordee.service.chain.models import Alert, ChannelState, Concern, ContactPoint, Delivery
from cordee.service.chain.models.delivery import DeliveryState
from cordee.service.chain.owed import delivery_id

SEVERAL = 2
"""Accounts whose own addresses fail before it is taken for the channel's trouble."""


def several_fail(channel: str, state: ChannelState | None) -> bool:
    """Whether the addresses of several accounts have failed since the channel last took a message."""
    failing = ContactPoint.objects.filter(channel=channel, broken_at__isnull=True, failed_at__isnull=False)
    if state is not None and state.worked_at is not None:
        failing = failing.filter(failed_at__gt=state.worked_at)
    return failing.values("account").distinct().count() >= SEVERAL


def tell_by_other_ways(delivery: Delivery, at: datetime, ways: Iterable[str]) -> None:
    """One account's address fails: say the same to the same account by each of its other `ways`, now. Where it has
    none that works, and nothing else of the same step reached anybody, the alerts take their next step."""
    about = list(_unanswered(delivery))
    if not about:
        return
    step = delivery.key.rpartition(":")[0]
    left = set(ways) - {delivery.channel}
    if not left and has_mail() and not delivery.account.contact_points.filter(channel="email").exists():
        left = {"email"}  # the address it signs in with
    for channel in sorted(left):
        _say(delivery, channel, f"{step}:{channel}", about, at)
    go_around(delivery, at)


def _unanswered(delivery: Delivery) -> QuerySet[Alert]:
    """The alerts it tells of that nobody has taken, put off or closed."""
    return delivery.alerts.filter(
        closed_at__isnull=True, acknowledged_at__isnull=True, snoozed_at__isnull=True
    )


def _say(delivery: Delivery, channel: str, key: str, about: Sequence[Alert], at: datetime) -> None:
    """Owe it under the key of that step and channel; beside it, when that one has gone out without some of these."""
    gone = Delivery.objects.filter(key=key).exclude(state=DeliveryState.OWED).first()
    if gone is not None:
        named = set(gone.alerts.values_list("pk", flat=True))
        about = [alert for alert in about if alert.pk not in named]
        key = f"{key}:{delivery.channel}"
    if not about:
        return
    fields = {
        "id": delivery_id(key), "account": delivery.account, "channel": channel, "kind": delivery.kind,
        "level": delivery.level, "owed_at": delivery.owed_at, "next_attempt_at": at,
    }  # fmt: skip
    owed, _ = Delivery.objects.get_or_create(key=key, defaults=fields)
    Concern.objects.bulk_create(
        [Concern(delivery=owed, alert=alert) for alert in about], ignore_conflicts=True
    )


def go_around(delivery: Delivery, at: datetime) -> None:
    """When nothing else of the same step was sent or may yet be, the alert does not wait: its next rung is due now.

    After the last rung the next is the last again: that is due in a minute, or an engine would never come to rest.
    """
    waiting = _unanswered(delivery)
    for alert in waiting:
        hopeful = Q(state=DeliveryState.SENT) | Q(state=DeliveryState.OWED, attempts__lt=FAILING_AFTER)
        others = alert.deliveries.filter(hopeful, owed_at=delivery.owed_at)
        others = others.exclude(pk=delivery.pk)
        others = others.exclude(channel=IN_APP)  # who is asleep does not see the worklist
        if not others.exists():
            climbing = delivery.key.startswith(f"{alert.id}:{alert.round}:")
            due = at if climbing else at + NOBODY_AGAIN
            waiting.filter(pk=alert.pk, next_action_at__gt=due).update(next_action_at=due)
