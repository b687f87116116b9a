"""The watchman: a process apart that looks whether the promise is being kept, and says so outside when it is.

It never repairs. What it finds stands as a `Finding` until a later round no longer finds it. A round costs what is open
or recent, not what is old: how, and within which time the old is looked at again, says `chain.history`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, close_old_connections, transaction

from cordee.service.chain import invariants_deliveries, invariants_events, invariants_reports, surroundings
from cordee.service.chain.history import PAST, Place, look_back
from cordee.service.chain.invariants import INVARIANTS, Check
from cordee.service.chain.models import Finding, Looked

UNKNOWN = "cannot-be-checked"
NO_DATABASE = ("database-does-not-answer", "all")
ROOMS = (invariants_events, invariants_deliveries, invariants_reports, surroundings)
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
    return _look(at, lambda name, check: check(at))


def _look(at: datetime, ask: Callable[[str, Check], Iterable[str]]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for name, check in INVARIANTS.items():
        try:
            with transaction.atomic():
                found += [(name, subject) for subject in ask(name, check)]
        except DatabaseError:
            found.append((UNKNOWN, name))
    return tuple(found)


def watch(at: datetime, *, whole: bool = True) -> Round:
    """One round: look, write down what is new, close what is gone. Unless `whole`, the past is looked at in the part
    that is its turn (`chain.history`)."""
    standing = {(f.invariant, f.subject): f for f in Finding.objects.filter(gone_at__isnull=True)}
    places = {row.invariant: Place(row.until, row.place) for row in Looked.objects.all()}
    came: dict[str, Place] = {}

    def ask(name: str, check: Check) -> Iterable[str]:
        if name not in PAST:
            return check(at)
        known = [subject for invariant, subject in standing if invariant == name]
        found, place = look_back(PAST[name], at, None if whole else places.get(name), known)
        if place is not None:
            came[name] = place
        return found

    found = _look(at, ask)
    unknown = {subject for name, subject in found if name == UNKNOWN}
    with transaction.atomic():
        new = tuple(pair for pair in dict.fromkeys(found) if pair not in standing)
        Finding.objects.bulk_create(
            [Finding(invariant=name, subject=subject[:80], found_at=at) for name, subject in new],
            ignore_conflicts=True,
        )
        now = set(found)
        gone = [f.pk for pair, f in standing.items() if pair not in now and f.invariant not in unknown]
        Finding.objects.filter(pk__in=gone).update(gone_at=at)
        Looked.objects.bulk_create(
            [Looked(invariant=name, until=place.until, place=place.place) for name, place in came.items()],
            update_conflicts=True,
            unique_fields=["invariant"],
            update_fields=["until", "place"],
        )
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
    `first` is done before each round (it owes the daily tries of the channels). The first round is a whole one."""
    away, whole = False, True
    while True:
        try:
            close_old_connections()
            at = now()
            first(at)
            done = watch(at, whole=whole)
            whole = False
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
