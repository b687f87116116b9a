"""How a round of the watchman judges what grows with the years, at a cost that follows what is recent or open.

A check of the past is a query for whatever breaks it, of any age. A round asks it four narrow questions, each found by an
index, instead of the one that reads every row there has ever been:

- **What is recent**: rows that can have come to break it since the check was last made, less `OVERLAP`. Where that stands
  is stored (`Looked.until`), so that a watchman who was away goes on from there, however long that was. The overlap is
  for rows that become visible late: on PostgreSQL a transaction commits rows with the times (and ids) of its beginning
  after younger ones of others, and machines' clocks differ. Nothing is ever remembered as judged one by one.
- **What is old**: the next stretch of all rows along a random UUID, as wide as the time that has passed since the stretch
  before; the whole circle takes `WHOLE_WITHIN`. So what was committed later than the overlap allows, was restored, or
  was changed years after, is found within that time, by construction: a watchman who was away for half of it looks at half
  of all rows when it is back. New rows fall anywhere on the circle; they are recent.
- **What stands already** is looked at by its id, for a finding outlives the stretch in which it was found.
- Everything at once, when nothing is remembered, when the clock was set back, at each start, and by `cordee watchman --once`.

The places are stored in the same transaction as the findings: killed between the two, a round is made again. A check that
fails, or that found as much as it may tell, stays where it is.

Most of what can be judged from one row alone needs none of this: it has a partial index of the rows that break it, which
is empty when all is well, so that such a check is always whole. The price of the circle: a breach in rows that are neither
open nor recent is found within `WHOLE_WITHIN`, not by the next round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from cordee.service.chain.invariants import CLOCKS, INVARIANTS, MOST, ids_of

OVERLAP = timedelta(hours=1)
"""Longer than a transaction lives: a web process is given up after minutes."""
WHOLE_WITHIN = timedelta(hours=6)
CIRCLE = 2**32
"""Places on the circle: the first 32 bits of a UUID."""


@dataclass(frozen=True)
class Past:
    """A check of the past. `breaks`: the rows that break it, of any age; `recent`: those of them that can have begun to
    since a time, or that are open; `along`: the column of random UUIDs by which the rest is gone through."""

    breaks: Callable[[], QuerySet[Any]]
    recent: Callable[[datetime], Q]
    along: str


@dataclass(frozen=True)
class Place:
    """How far a check has come: everything recent was judged at `until`, everything old up to `place` of the circle."""

    until: datetime
    place: int = 0


PAST: dict[str, Past] = {}


def of_the_past(
    *, recent: Callable[[datetime], Q], along: str = "pk"
) -> Callable[[Callable[[], QuerySet[Any]]], Callable[[], QuerySet[Any]]]:
    """Enter a check of the past under its own name, underscores as hyphens."""

    def enter(breaks: Callable[[], QuerySet[Any]]) -> Callable[[], QuerySet[Any]]:
        name = breaks.__name__.replace("_", "-")
        PAST[name] = Past(breaks, recent, along)
        INVARIANTS[name] = lambda at: ids_of(breaks())
        return breaks

    return enter


def look_back(
    past: Past, at: datetime, came: Place | None, standing: Sequence[str] = ()
) -> tuple[tuple[str, ...], Place | None]:
    """The ids that break `past`, and how far it has come now. `came` None: everything is looked at. `standing` are ids
    found before; when there are as many as may be told, nothing else is looked for until some are mended."""
    rows = past.breaks()
    found = [str(pk) for pk in rows.filter(pk__in=standing).values_list("pk", flat=True)] if standing else []
    if len(found) >= MOST:
        return tuple(dict.fromkeys(found)), came
    if came is None or not timedelta(0) <= at - came.until + CLOCKS < WHOLE_WITHIN + CLOCKS:
        parts: Iterable[Q] = (Q(),)
        now = Place(at, came.place if came else 0)
    else:
        end = came.place + ceil(CIRCLE * (max(at - came.until, timedelta(0)) / WHOLE_WITHIN))
        parts = (past.recent(min(at, came.until) - OVERLAP), *_stretch(past.along, came.place, end))
        now = Place(max(at, came.until), end % CIRCLE)
    full = False
    for part in parts:
        more = tuple(ids_of(rows.filter(part)))
        full = full or len(more) >= MOST
        found += more
    return tuple(dict.fromkeys(found)), came if full else now


def _stretch(along: str, start: int, end: int) -> tuple[Q, ...]:
    """From `start` up to `end`, which may lie beyond the top of the circle: then two."""
    if end > CIRCLE:
        return (*_stretch(along, start, CIRCLE), *_stretch(along, 0, end - CIRCLE))
    if start == end:
        return ()
    above = Q(**{f"{along}__gte": _at(start)})
    return (above if end == CIRCLE else above & Q(**{f"{along}__lt": _at(end)}),)


def _at(place: int) -> UUID:
    return UUID(int=place << 96)
