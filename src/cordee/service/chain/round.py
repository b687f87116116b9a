"""What a round of deliveries needs to know, asked once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from time import monotonic
from uuid import UUID

from cordee.service.chain.contacts import FAILING_AFTER
from cordee.service.chain.models import ChannelState, Concern, ContactPoint, Delivery

FRESH = 1.0
"""Seconds for which what was asked counts: who takes an alert while a slow channel holds up the round spares others the
message."""


class Round:
    """Which alerts of each delivery still wait for somebody, the ways to reach each account, how channels fare: three
    queries for the round, the first again when it is older than `FRESH`."""

    def __init__(self, deliveries: Sequence[Delivery], ticks: Callable[[], float] = monotonic) -> None:
        self._deliveries, self._ticks = deliveries, ticks
        self._ask()
        self._points: dict[tuple[UUID, str], list[ContactPoint]] = defaultdict(list)
        reached = {delivery.account_id for delivery in deliveries}
        for point in ContactPoint.objects.filter(account__in=reached, broken_at__isnull=True).order_by(
            "made_at"
        ):
            self._points[point.account_id, point.channel].append(point)
        self.channels = {state.channel: state for state in ChannelState.objects.all()}

    def _ask(self) -> None:
        self._asked_at = self._ticks()
        self._waiting: dict[UUID, list[UUID]] = defaultdict(list)
        rows = Concern.objects.filter(
            delivery__in=[delivery.pk for delivery in self._deliveries],
            alert__closed_at__isnull=True,
            alert__acknowledged_at__isnull=True,
        )
        for delivery, alert in rows.order_by("id").values_list("delivery_id", "alert_id"):
            self._waiting[delivery].append(alert)

    def alerts(self, delivery: Delivery) -> tuple[UUID, ...]:
        """The alerts it is about that are open and that nobody has."""
        if self._ticks() - self._asked_at >= FRESH:
            self._ask()
        return tuple(self._waiting[delivery.pk])

    def ways(self, account: UUID) -> set[str]:
        """The channels this account is reached by and that do not fail at its own addresses."""
        return {
            channel
            for (owner, channel), points in self._points.items()
            if owner == account and any(point.failures < FAILING_AFTER for point in points)
        }

    def points(self, delivery: Delivery) -> tuple[ContactPoint, ...]:
        """Where its account is reached by its channel, the oldest first."""
        return tuple(self._points[delivery.account_id, delivery.channel])
