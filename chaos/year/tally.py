"""What came of the year, counted from what is stored: every alert, every expected check-in, every message."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from chaos.year.calendar import FIRST_DAY, day_of, part_of
from cordee.service.chain.models import Alert, AlertEvent, Delivery, ExpectedReport, Level, Report
from cordee.service.chain.models.alert import Happened
from cordee.service.chain.silence import SILENCE

_ANSWERED = (Happened.ACKNOWLEDGED, Happened.SNOOZED, Happened.CLOSED)
"""What only a human does: says 'I have it', puts off with a reason, closes with an outcome."""


@dataclass
class Story:
    """One alert from its beginning. Raised to red, it counts as a red from then on. Times are None until they come."""

    id: UUID
    level: Level
    cause: str
    begins: datetime
    opened_at: datetime
    closed_at: datetime | None
    outcome: str
    told: datetime | None = None
    answered: datetime | None = None
    rungs: int = 0
    reopened: int = 0
    is_kept: bool = True
    """Closed by a named human with an outcome; or open, with a next step that lies ahead."""
    stands: str = ""

    def wait(self, what: str) -> float | None:
        """Minutes from its beginning to `told`, `answered` or `closed_at`."""
        then = getattr(self, what)
        return None if then is None else max(0.0, (then - self.begins) / timedelta(minutes=1))

    @property
    def part(self) -> str:
        """In which part of the week it began."""
        return part_of(self.begins)


@dataclass
class Tally:
    """The year in numbers."""

    days: int
    reports: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    by: Counter[str] = field(default_factory=Counter)
    """Who typed the check-ins in."""
    stories: list[Story] = field(default_factory=list)
    messages: Counter[str] = field(default_factory=Counter)
    """Sent, by kind and channel."""

    def of(self, level: Level, part: str | None = None) -> list[Story]:
        """The alerts of a level that began in a part of the week."""
        return [s for s in self.stories if s.level == level and part in (None, s.part)]

    @property
    def lost(self) -> list[Story]:
        """Alerts of which it is neither true that a named human closed them nor that they still climb."""
        return [story for story in self.stories if not story.is_kept]

    def open_at(self, moment: datetime, level: Level) -> int:
        """How many were open then."""
        return sum(
            s.opened_at <= moment and (s.closed_at is None or s.closed_at > moment)
            for s in self.stories
            if s.level == level
        )


def count(days: int, at: datetime) -> Tally:
    """Read it all, as it stands at the end (`at`)."""
    tally = Tally(days)
    tally.reports.update(Report.objects.values_list("level", flat=True))
    tally.expected.update(ExpectedReport.objects.values_list("state", flat=True))
    tally.by.update(str(body["entered_by"]) for body in _bodies())
    sent = Delivery.objects.filter(state="sent").values_list("kind", "channel")
    tally.messages.update(f"{kind} by {channel}" for kind, channel in sent.iterator())
    events = _events()
    tally.stories = [_story(alert, events[alert.pk], at) for alert in Alert.objects.order_by("opened_at")]
    told = _first_told()
    for story in tally.stories:
        story.told = min((when for when in told[story.id] if when >= story.begins), default=None)
    return tally


def _bodies() -> Any:
    return Report.objects.values_list("body", flat=True).iterator()


def _events() -> dict[UUID, list[AlertEvent]]:
    found: dict[UUID, list[AlertEvent]] = defaultdict(list)
    for event in AlertEvent.objects.order_by("alert", "id").iterator():
        found[event.alert_id].append(event)
    return found


def _first_told() -> dict[UUID, list[datetime]]:
    """When each alert was told to somebody of the team outside the app: who is asleep does not look at the app."""
    found: dict[UUID, list[datetime]] = defaultdict(list)
    rows = Delivery.objects.filter(kind="alert", state="sent").exclude(channel="app")
    for alert, when in rows.values_list("alerts", "sent_at").iterator():
        if alert is not None and when is not None:
            found[alert].append(when)
    return found


def _story(alert: Alert, events: list[AlertEvent], at: datetime) -> Story:
    raised = [event.at for event in events if event.what == Happened.RAISED]
    begins = raised[0] if raised else alert.opened_at
    story = Story(
        id=alert.pk,
        level=Level(alert.level),
        cause=alert.cause,
        begins=begins,
        opened_at=alert.opened_at,
        closed_at=alert.closed_at,
        outcome=alert.outcome,
        answered=min((e.at for e in events if e.what in _ANSWERED and e.at >= begins), default=None),
        rungs=sum(event.what == Happened.ESCALATED for event in events),
        reopened=sum(event.what == Happened.REOPENED for event in events),
    )
    if alert.closed_at is not None:
        named = alert.closed_by_id is not None and alert.acknowledged_by_id is not None
        story.is_kept = named and bool(alert.outcome)
    else:
        story.is_kept = alert.next_action_at is not None and alert.next_action_at >= at
        story.stands = _stands(alert)
    return story


def _stands(alert: Alert) -> str:
    if alert.acknowledged_at is not None:
        return "in somebody's hands"
    if alert.snoozed_at is not None:
        return "put off, comes back by itself"
    return f"climbing, rung {alert.step + 1}"


def silences(tally: Tally) -> Counter[str]:
    """How alerts of silence ended."""
    ended = (s.outcome or s.stands for s in tally.stories if s.cause == SILENCE)
    return Counter(ended)


def by_week(tally: Tally) -> list[tuple[int, int, int, int]]:
    """For each week: ambers opened, reds opened, closed, still open at its end."""
    weeks = -(-tally.days // 7)
    opened: Counter[tuple[Level, int]] = Counter()
    closed: Counter[int] = Counter()
    for story in tally.stories:
        opened[story.level, week_of(story.opened_at)] += 1
        if story.closed_at is not None:
            closed[week_of(story.closed_at)] += 1
    rows, left = [], 0
    for week in range(weeks):
        new = opened[Level.AMBER, week] + opened[Level.RED, week]
        left += new - closed[week]
        rows.append((opened[Level.AMBER, week], opened[Level.RED, week], closed[week], left))
    return rows


def week_of(at: datetime) -> int:
    """Which week of the year, from 0."""
    return (day_of(at) - FIRST_DAY).days // 7


def at_least(values: list[float], part: float) -> float:
    """The smallest value that `part` (0–1) of all do not exceed; 0 of none."""
    ranked = sorted(values)
    return (
        ranked[min(len(ranked) - 1, max(0, -(-int(1000 * part * len(ranked)) // 1000) - 1))]
        if ranked
        else 0.0
    )
