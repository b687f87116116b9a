"""The chain in numbers, for monitoring: counts and ages, never anybody's data. Read from the database when asked, so
that any number of processes tell the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from cordee.service.chain.engine import last_turn
from cordee.service.chain.models import Alert, ChannelState, Delivery, EngineBeat, Finding, Level


class _Chain:
    """The collector that the library asks."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def collect(self) -> Iterator[Metric]:
        """Every figure, at `at`."""
        yield from _alerts(self.at)
        yield from _deliveries(self.at)
        yield from _engines(self.at)
        yield from _channels()
        found = GaugeMetricFamily(
            "cordee_watchman_findings", "Standing findings of the watchman", labels=["invariant"]
        )
        standing = Finding.objects.filter(gone_at__isnull=True)
        for row in standing.values("invariant").annotate(n=Count("id")).order_by("invariant"):
            found.add_metric([row["invariant"]], row["n"])
        yield found


def exposition(at: datetime) -> bytes:
    """The figures at `at` in the format of Prometheus. Six queries."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Chain(at))
    return generate_latest(registry)


def _alerts(at: datetime) -> Iterator[Metric]:
    count = GaugeMetricFamily("cordee_alerts_open", "Open alerts", labels=["level", "held"])
    oldest = GaugeMetricFamily(
        "cordee_alerts_oldest_seconds", "Age of the oldest open alert that nobody has", labels=["level"]
    )
    free = Q(acknowledged_at__isnull=True)
    rows = Alert.objects.filter(closed_at__isnull=True).values("level")
    found: dict[int, dict[str, Any]] = {
        row["level"]: dict(row)
        for row in rows.annotate(
            all=Count("id"), free=Count("id", filter=free), since=Min("opened_at", filter=free)
        )
    }
    nothing: dict[str, Any] = {"all": 0, "free": 0, "since": None}
    for level in Level:
        row = found.get(level.value, nothing)
        name = level.name.lower()
        count.add_metric([name, "no"], row["free"])
        count.add_metric([name, "yes"], row["all"] - row["free"])
        oldest.add_metric([name], (at - row["since"]).total_seconds() if row["since"] else 0)
    yield count
    yield oldest


def _deliveries(at: datetime) -> Iterator[Metric]:
    owed = GaugeMetricFamily("cordee_deliveries_owed", "Messages owed and due", labels=["channel"])
    late = GaugeMetricFamily(
        "cordee_deliveries_late_seconds", "How long the oldest of them is due", labels=["channel"]
    )
    due = Delivery.objects.filter(state="owed", next_attempt_at__lte=at).values("channel")
    for row in due.annotate(n=Count("id"), since=Min("next_attempt_at")).order_by("channel"):
        owed.add_metric([row["channel"]], row["n"])
        late.add_metric([row["channel"]], (at - row["since"]).total_seconds())
    yield owed
    yield late


def _engines(at: datetime) -> Iterator[Metric]:
    age = GaugeMetricFamily("cordee_engine_cycle_age_seconds", "Since the newest whole cycle of any engine")
    newest = last_turn()
    if newest is not None:
        age.add_metric([], max(0.0, (at - newest).total_seconds()))
    cycles = GaugeMetricFamily("cordee_engine_cycles", "Whole cycles of all engines")
    cycles.add_metric([], sum(EngineBeat.objects.values_list("cycles", flat=True)))
    yield age
    yield cycles


def _channels() -> Iterator[Metric]:
    failures = GaugeMetricFamily(
        "cordee_channel_failures", "Failures in a row since the channel last worked", labels=["channel"]
    )
    for state in ChannelState.objects.order_by("channel"):
        failures.add_metric([state.channel], state.failures)
    yield failures
