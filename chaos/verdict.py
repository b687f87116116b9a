"""What is left after the campaign: nothing lost, nothing stuck, nothing silent; and how often something came twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from chaos.campaign import Told


class Outside(Protocol):
    """The world that messages arrive in."""

    def keys(self) -> Counter[str]:
        """How often each key has arrived."""

    def alerts(self) -> set[str]:
        """The alerts that somebody was told of."""


class Fought(Protocol):
    """A campaign that is over: what was promised, what arrived, and the time now."""

    @property
    def told(self) -> Told:
        """What was promised to somebody."""

    @property
    def world(self) -> Outside:
        """Where messages arrived."""

    @property
    def at(self) -> datetime:
        """Now."""


@dataclass(frozen=True)
class Verdict:
    """`lost`: promised and not there, or open and nobody was ever told. `stuck`: due for more than one lease and one
    cycle. `silent`: open without a next step, acknowledged without a name, or asked every day and no check-in
    expected. `duplicates`: messages that came again."""

    lost: int
    stuck: int
    silent: int
    duplicates: int
    kills: int
    alerts: int
    reports: int
    messages: int

    def line(self) -> str:
        """The last line of every campaign."""
        return (
            f"lost {self.lost}, stuck {self.stuck}, silent {self.silent}, "
            f"duplicates {self.duplicates} of {self.kills} kills"
        )

    @property
    def holds(self) -> bool:
        """Whether the promise was kept."""
        return not (self.lost or self.stuck or self.silent) and self.duplicates <= self.kills


def judge(campaign: Fought) -> Verdict:
    """Look at the database and at the world after recovery."""
    from django.db.models import Q

    from cordee.service.chain.deliver import LEASE
    from cordee.service.chain.models import Alert, CheckInPlan, Delivery, ExpectedReport, Report

    told = campaign.told
    late = campaign.at - LEASE - timedelta(seconds=20)
    stored = set(Report.objects.values_list("once", flat=True))
    stored |= set(map(str, Report.objects.values_list("id", flat=True)))  # promised by either
    without_alert = Report.objects.filter(level__in=["red", "amber"], alerts__isnull=True).count()
    open_ids = set(map(str, Alert.objects.filter(closed_at__isnull=True).values_list("id", flat=True)))
    reds = Alert.objects.filter(closed_at__isnull=True, level=0, acknowledged_at__isnull=True)
    untold = set(map(str, reds.values_list("id", flat=True))) - campaign.world.alerts()
    unclosed = told.closed & open_ids
    stuck = Alert.objects.filter(closed_at__isnull=True, next_action_at__lt=late).count()
    stuck += Delivery.objects.filter(state="owed", next_attempt_at__lt=late).count()
    waiting = ExpectedReport.objects.filter(state="waiting")
    stuck += waiting.filter(next_action_at__lt=late).count()
    asked = CheckInPlan.objects.filter(stopped_at__isnull=True)
    unexpected = asked.exclude(person__in=waiting.values("person")).count()
    silent = unexpected + Alert.objects.filter(closed_at__isnull=True, next_action_at__isnull=True).count()
    silent += Alert.objects.filter(Q(acknowledged_at__isnull=False, acknowledged_by__isnull=True)).count()
    silent += Alert.objects.filter(closed_at__isnull=True, events__isnull=True).count()
    keys = campaign.world.keys()
    return Verdict(
        lost=len(set(told.reports) - stored) + without_alert + len(untold) + len(unclosed),
        stuck=stuck,
        silent=silent,
        duplicates=sum(count - 1 for count in keys.values()),
        kills=sum(told.kills.values()),
        alerts=Alert.objects.count(),
        reports=Report.objects.count(),
        messages=sum(keys.values()),
    )
