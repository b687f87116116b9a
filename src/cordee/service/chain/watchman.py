"""The watchman: a process apart that looks whether the promise is being kept, and says so outside when it is.

It never repairs. What it finds stands as a `Finding` until a later round no longer finds it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, close_old_connections, transaction

from cordee.service.chain import invariants_deliveries, invariants_reports, surroundings
from cordee.service.chain.invariants import INVARIANTS
from cordee.service.chain.models import Finding

UNKNOWN = "cannot-be-checked"
NO_DATABASE = ("database-does-not-answer", "all")
ROOMS = (invariants_deliveries, invariants_reports, surroundings)
"""Importing them enters their invariants."""


@dataclass(frozen=True)
class Round:
    """What one round found: (invariant, subject) pairs, and which of them are new."""

    found: tuple[tuple[str, str], ...]
    new: tuple[tuple[str, str], ...]

    @property
    def all_well(self) -> bool:
        """Whether nothing was found."""
        return not self.found


def look(at: datetime) -> tuple[tuple[str, str], ...]:
    """Every breach at `at`, by invariant and subject. A check that fails itself is a breach: not looking is not well."""
    found: list[tuple[str, str]] = []
    for name, check in INVARIANTS.items():
        try:
            with transaction.atomic():
                found += [(name, subject) for subject in check(at)]
        except DatabaseError:
            found.append((UNKNOWN, name))
    return tuple(found)


def watch(at: datetime) -> Round:
    """One round: look, write down what is new, close what is gone."""
    found = look(at)
    with transaction.atomic():
        standing = {(f.invariant, f.subject): f for f in Finding.objects.filter(gone_at__isnull=True)}
        new = tuple(pair for pair in dict.fromkeys(found) if pair not in standing)
        Finding.objects.bulk_create(
            [Finding(invariant=name, subject=subject[:80], found_at=at) for name, subject in new],
            ignore_conflicts=True,
        )
        gone = [finding.pk for pair, finding in standing.items() if pair not in set(found)]
        Finding.objects.filter(pk__in=gone).update(gone_at=at)
    return Round(found, new)


def turn(
    *,
    now: Callable[[], datetime],
    wait: Callable[[], bool],
    tell: Callable[[Round, datetime], None],
    ping: Callable[[], None],
    first: Callable[[datetime], object] = lambda at: None,
) -> None:
    """Round after round until `wait` returns True. `tell` gets rounds with something new; `ping` reaches the dead-man's
    switch outside, only when all is well: when this process, the engine or the database dies, the silence is heard.
    `first` is done before each round (it owes the daily tries of the channels)."""
    away = False
    while True:
        try:
            close_old_connections()
            at = now()
            first(at)
            done = watch(at)
            if done.new:
                tell(done, at)
            if done.all_well:
                ping()
            away = False
        except DatabaseError:  # no ping: that is the message outside
            if not away:
                tell(Round((NO_DATABASE,), (NO_DATABASE,)), now())
            away = True
        if wait():
            return
