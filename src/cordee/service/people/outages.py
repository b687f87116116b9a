"""What every page must say when alerts don't pass on: a room registers how to know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Outage = Callable[[datetime], str]
"""At a time: what to say, in the reader's language, telling the person to phone; '' when all is well. One query at most."""

_outages: list[Outage] = []


def register_outage(says: Outage) -> None:
    """Called once, when the service starts."""
    if says not in _outages:
        _outages.append(says)


def outage_at(at: datetime) -> str:
    """What every page says at `at`; '' when all is well."""
    return " ".join(said for says in _outages if (said := says(at)))
