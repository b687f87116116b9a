"""After the knowledge changed, or facts were written and nobody listened: adopted plans are looked at again, a few at a time.

What was compared with which version stands in each `PlanStatus`, so that nothing is lost with a process: whoever comes
next finds what is left, and when nothing is left one query says so.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from time import monotonic
from uuid import UUID

from django.db import DatabaseError
from django.db.models import F, Q, QuerySet

from cordee.service.people.models import Person
from cordee.service.plans import look_again as module
from cordee.service.plans.live import knowledge_version
from cordee.service.plans.models import PlanStatus

SLICE = 0.5
"""Seconds after which no further plan is begun: whoever calls has other work."""
REST = timedelta(minutes=10)
"""Between two looks that found nothing left to do."""
_BATCH = 20
_log = logging.getLogger(__name__)


def plans_behind() -> QuerySet[PlanStatus]:
    """The adopted plans that were not yet compared with the facts and the knowledge of now."""
    return PlanStatus.objects.filter(
        ~Q(checked_knowledge=knowledge_version()) | Q(checked_facts__lt=F("person__case_version"))
    )


def look_again_all(*, on: date, at: datetime) -> int:
    """`look_again` for every one of `plans_behind`; how many there were."""
    people = Person.objects.filter(pk__in=plans_behind().values("person"))
    for person in people:
        module.look_again(person=person, on=on, at=at)
    return len(people)


class Catching:
    """What one process knows of it: when to look next, and which plans it tried in vain. `ticks` gives seconds.

    Two processes may catch up at once: they draw plans at random, and a plan that both look at is marked once.
    """

    def __init__(self, ticks: Callable[[], float] = monotonic) -> None:
        self._ticks = ticks
        self._next: datetime | None = None
        self._in_vain: set[UUID] = set()

    def some(self, *, on: date, at: datetime) -> int:
        """Look again at what `SLICE` leaves time for, one at least where any is behind; how many."""
        if self._next is not None and at < self._next:
            return 0
        began, looked = self._ticks(), 0
        for status in self._drawn():
            if not plans_behind().filter(pk=status.pk).exists():
                continue  # somebody else was there meanwhile
            self._one(status, on, at)
            looked += 1
            if self._ticks() - began >= SLICE:
                return looked
        if not looked:
            self._next = at + REST
            self._in_vain.clear()  # what could not be read is tried once in each pass
        return looked

    def _drawn(self) -> Iterator[PlanStatus]:
        left = plans_behind().exclude(person__in=self._in_vain)
        yield from left.order_by("?")[:_BATCH]

    def _one(self, status: PlanStatus, on: date, at: datetime) -> None:
        try:
            now = module.look_again(person=Person.objects.get(pk=status.person_id), on=on, at=at)
        except DatabaseError:
            raise
        except Exception:  # a plan that can't be made must not keep others from theirs
            _log.exception("a plan could not be looked at again")
            self._in_vain.add(status.person_id)
            return
        if now is None or plans_behind().filter(pk=status.pk).exists():
            self._in_vain.add(status.person_id)
