"""What was written into a record lately, a step of the facts a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min

from cordee.service.people.models import Person
from cordee.service.record.models import Door, Resource


@dataclass(frozen=True)
class Step:
    """One writing: when, by whom ('' for the service itself), by which door, how many facts."""

    at: datetime
    by: str
    door: str
    facts: int


def recent_of(person: Person, most: int = 6) -> list[Step]:
    """The newest writings, the newest first; one query."""
    rows = (
        Resource.objects.filter(person=person)
        .values("facts_version")
        .annotate(
            at=Max("recorded_at"), by=Min("recorded_by__full_name"), door=Min("door"), facts=Count("id")
        )
        .order_by("-facts_version")[:most]
    )
    return [Step(row["at"], row["by"] or "", str(Door(row["door"]).label), row["facts"]) for row in rows]
