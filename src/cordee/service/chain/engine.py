"""The engine: one loop that finds what is due, by one clock, any number of times at once.

A cycle takes due check-ins, due alerts and owed deliveries, in this order, so that what a cycle owes leaves in the same
cycle. Nothing is kept in memory between cycles: an engine that dies leaves nothing behind but leases that end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections
from django.db.models import F, Max, Q

from cordee.service.chain.channels import Send, send
from cordee.service.chain.deliver import Sent, deliver_due
from cordee.service.chain.escalate import escalate_due
from cordee.service.chain.models import EngineBeat
from cordee.service.chain.patience import Patience
from cordee.service.chain.silence import silence_due

TURNING_WITHIN = timedelta(seconds=60)
"""An engine whose last whole cycle is older than this is taken for stopped."""
PAUSE = timedelta(seconds=1)
"""Between two cycles that found nothing."""
LONGEST_PAUSE = timedelta(seconds=15)
"""Between two tries to reach a database that is away."""
_ROUNDS = 50


@dataclass(frozen=True)
class Cycle:
    """What one cycle did."""

    asked: int
    escalated: int
    deliveries: Sent

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.asked or self.escalated or self.deliveries != Sent())


def cycle(at: datetime, *, engine: str = "engine", through: Send = send) -> Cycle:
    """One whole cycle at the time `at`. Its beginning and its end are written, for the health check."""
    EngineBeat.objects.update_or_create(engine=engine, defaults={"started_at": at})
    asked = silence_due(at)
    escalated = escalate_due(at)
    deliveries = Sent()
    patience = Patience()
    for _ in range(_ROUNDS):  # bounded, so that reds of the next cycle overtake a long queue of ambers
        round_ = deliver_due(at, through, patience=patience)
        deliveries += round_
        if round_ == Sent() or patience.is_spent:
            break
    EngineBeat.objects.filter(engine=engine).update(finished_at=at, cycles=F("cycles") + 1, trouble="")
    return Cycle(asked, escalated, deliveries)


def give_up(prefix: str, *, is_alive: Callable[[str], bool]) -> None:
    """Engines whose name begins with `prefix`, that began a cycle, and are not alive: nobody waits for the end of it."""
    begun = EngineBeat.objects.filter(engine__startswith=prefix)
    for beat in begun.filter(Q(finished_at__isnull=True) | Q(finished_at__lt=F("started_at"))):
        if is_alive(beat.engine):
            continue
        if beat.finished_at is None:
            EngineBeat.objects.filter(pk=beat.pk, finished_at__isnull=True).delete()
        else:  # its last whole cycle still says how far the clock has come
            EngineBeat.objects.filter(pk=beat.pk).update(started_at=beat.finished_at)


def last_turn() -> datetime | None:
    """When any engine last finished a cycle."""
    found: datetime | None = EngineBeat.objects.aggregate(newest=Max("finished_at"))["newest"]
    return found


def is_turning(at: datetime) -> bool:
    """Whether an engine finished a cycle of late."""
    newest = last_turn()
    return newest is not None and at - newest <= TURNING_WITHIN


def turn(
    *,
    engine: str,
    now: Callable[[], datetime],
    wait: Callable[[timedelta], bool],
    through: Send = send,
    say: Callable[[str], None] = lambda words: None,
    done: Callable[[datetime, Cycle], None] = lambda at, cycle: None,
) -> None:
    """Cycle after cycle until `wait` returns True (stop). `now` never runs backwards (`clock.Forward`). A database
    that is away is tried again for ever, less and less often: the cycle begins anew when it is back. `done` is called
    after each whole cycle."""
    misses = 0
    while True:
        try:
            close_old_connections()
            at = now()
            was = cycle(at, engine=engine, through=through)
            pause, misses = PAUSE if was.idle else timedelta(), 0
            done(at, was)
        except DatabaseError as error:
            pause = min(PAUSE * 2 ** min(misses, 10), LONGEST_PAUSE)
            misses += 1
            say(f"the database does not answer ({type(error).__name__}): trying again")
        if wait(pause):
            return
