"""What waits for a clinician, gathered from the rooms: each registers a source of rows when the service starts.

Here, at the bottom, so that every room can name its own; the page Today shows them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from cordee.service.people.models import Account, Membership, Person
from cordee.service.people.roles import PROFESSIONALS
from cordee.service.people.standing import open_at


class Urgency(IntEnum):
    """How soon. Red is for a person's danger alone; a late task is amber."""

    RED = 0
    AMBER = 1
    SOON = 2
    WHEN_YOU_CAN = 3


@dataclass(frozen=True)
class Row:
    """One thing that waits: for whom, what, since when or by when, who holds it, and the one action.

    Texts are in the reader's language. `since` is aware; `due` says the time in words when there is one
    ('to be done by 3 March'). `href` is where the action is done, `action` its name.
    """

    person: Person
    urgency: Urgency
    what: str
    href: str
    action: str
    since: datetime | None = None
    due: str = ""
    holder: str = ""


Source = Callable[[Account, datetime], list[Row]]
"""The rows of one room for one account at one time; its queries don't grow with the number of rows."""

_sources: list[Source] = []
_red: list[Callable[[Account, datetime], int]] = []


def register_rows(source: Source, red: Callable[[Account, datetime], int] | None = None) -> None:
    """Add a source of rows; `red` counts its red ones in one query, for the number beside 'Today' on every page."""
    if source not in _sources:
        _sources.append(source)
        if red is not None:
            _red.append(red)


def rows_for(account: Account, at: datetime) -> list[Row]:
    """Everything that waits for `account` as a professional: red first, then the oldest first."""
    rows = [row for source in _sources for row in source(account, at)]
    held = Membership.objects.filter(open_at(at), account=account, role__in=PROFESSIONALS)
    named = held.filter(person__in={row.person.pk for row in rows})
    followed = set(named.values_list("person_id", flat=True))
    return sorted((row for row in rows if row.person.pk in followed), key=_order)


def red_rows(account: Account, at: datetime) -> int:
    """How many red rows wait."""
    return sum(count(account, at) for count in _red)


def _order(row: Row) -> tuple[Any, ...]:
    return (row.urgency, row.since is None, row.since.timestamp() if row.since else 0.0, row.due, row.what)
