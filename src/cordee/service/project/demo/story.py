"""What the parts of the demo's story share: a person with those around, and moments to be told in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from cordee.service.people.models import Account, Person
from cordee.service.people.roles import Role


@dataclass(frozen=True)
class Told:
    """One person of the demo. `around`: who holds each role in their circle; `resources`: their record, dated;
    `opened`: the day the file was opened; `today`: the day the story ends."""

    slug: str
    person: Person
    around: Mapping[Role, Account]
    resources: list[dict[str, Any]]
    opened: date
    now: datetime

    @property
    def today(self) -> date:
        """The day the story ends."""
        return self.now.date()

    def before(self, *, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """So many days before today, at that hour (UTC); never after now."""
        return min(at(self.today - timedelta(days=days), hour, minute), self.now)


@dataclass(frozen=True)
class Moment:
    """Something that happens at a time. Moments of a person are told in the order of time."""

    at: datetime
    tell: Callable[[datetime], object]


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """An instant of a day, UTC."""
    return datetime.combine(day, time(hour, minute), UTC)
