"""How fast a team answers: time to 'I have it' and to the outcome, by level and hour, and what silence was. No names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from zoneinfo import ZoneInfo

from django.db.models import Count

from cordee.service.chain.models import Alert, AlertEvent, ExpectedReport, Level
from cordee.service.chain.models.alert import Happened
from cordee.service.people.models import Team

BLOCKS = ((0, 6), (6, 12), (12, 18), (18, 24))


@dataclass(frozen=True)
class Course:
    """One alert: its level now, the hour of the team's clock it opened at, minutes until somebody had it and until the
    outcome; None: not yet."""

    level: int
    hour: int
    to_taken: float | None
    to_outcome: float | None
    open_for: float | None


@dataclass(frozen=True)
class Figures:
    """Alerts of one level and part of the day. Minutes; None where nothing was counted. `open`: not closed yet."""

    count: int
    taken: int
    to_taken: float | None
    worst_taken: float | None
    to_outcome: float | None
    worst_outcome: float | None
    open: int
    untaken: int
    oldest_open: float | None


def courses_of(team: Team, since: datetime, at: datetime) -> list[Course]:
    """The alerts of a team opened in `since`..`at`. Deaths are left out: no answer was owed. Two queries."""
    alerts = Alert.objects.filter(team=team, opened_at__gte=since, opened_at__lte=at).exclude(outcome="death")
    rows = list(alerts.values_list("id", "level", "opened_at", "closed_at"))
    events = AlertEvent.objects.filter(
        alert__team=team, alert__opened_at__gte=since, what__in=(Happened.ACKNOWLEDGED, Happened.CLOSED)
    )
    taken: dict[object, datetime] = {}
    for alert_id, when in events.order_by("-id").values_list("alert_id", "at"):
        taken[alert_id] = when
    zone = ZoneInfo(team.time_zone)
    return [
        Course(
            level,
            opened.astimezone(zone).hour,
            _minutes(opened, taken.get(id)),
            _minutes(opened, closed),
            _minutes(opened, at) if closed is None else None,
        )
        for id, level, opened, closed in rows
    ]


def _minutes(start: datetime, end: datetime | None) -> float | None:
    return None if end is None else max((end - start).total_seconds() / 60, 0.0)


def figures(found: Sequence[Course]) -> Figures:
    """Medians and worsts; what is still open is counted beside them, never left out of sight."""
    taken = [one.to_taken for one in found if one.to_taken is not None]
    closed = [one.to_outcome for one in found if one.to_outcome is not None]
    waiting = [one.open_for for one in found if one.open_for is not None]
    return Figures(
        count=len(found),
        taken=len(taken),
        to_taken=median(taken) if taken else None,
        worst_taken=max(taken, default=None),
        to_outcome=median(closed) if closed else None,
        worst_outcome=max(closed, default=None),
        open=len(waiting),
        untaken=sum(one.to_taken is None for one in found),
        oldest_open=max(waiting, default=None),
    )


def by_level_and_hour(found: Iterable[Course]) -> list[tuple[int, tuple[int, int] | None, Figures]]:
    """Each level as a whole (no part of the day), then its parts of the day."""
    kept = list(found)
    rows: list[tuple[int, tuple[int, int] | None, Figures]] = []
    for level in Level:
        mine = [one for one in kept if one.level == level]
        rows.append((level.value, None, figures(mine)))
        for start, end in BLOCKS:
            rows.append(
                (level.value, (start, end), figures([one for one in mine if start <= one.hour < end]))
            )
    return rows


def silence(team: Team, since: datetime, at: datetime) -> dict[str, int]:
    """How expected check-ins ended, by state; those not due yet are left out."""
    rows = ExpectedReport.objects.filter(person__team=team, due_at__gte=since, due_at__lte=at)
    counted = rows.values_list("state").annotate(n=Count("id"))
    return {state.value: dict(counted).get(state.value, 0) for state in ExpectedReport.State}
