"""The engine and the watchman as processes: they start, turn, and end in order when asked to."""

from __future__ import annotations

import logging
import os
import signal
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

from django.utils import timezone

from cordee.service.chain.clock import Forward
from cordee.service.chain.engine import TURNING_WITHIN, Cycle, cycle, give_up, last_turn
from cordee.service.chain.engine import turn as turn_engine
from cordee.service.chain.log_lines import say_cycle, say_looked, say_round
from cordee.service.chain.operators import ping, tell_operators
from cordee.service.chain.trying import owe_daily_tries
from cordee.service.chain.watchman import Round, watch
from cordee.service.chain.watchman import turn as turn_watchman
from cordee.service.plans.new_knowledge import Catching

log = logging.getLogger("cordee.chain")
BETWEEN_ROUNDS = timedelta(seconds=20)


def engine_name() -> str:
    """Which engine this is: machine and process, so that any number can turn at once."""
    return f"{socket.gethostname()}:{os.getpid()}"[:80]


def run_engine(*, once: bool = False) -> None:
    """Turn until SIGTERM or SIGINT; a cycle that has begun is finished. `once`: one cycle."""
    now = Forward(since=_since())
    if once:
        cycle(now(), engine=engine_name())
        return
    _give_up_the_dead()
    stop = _stopping()
    catching = Catching()
    turn_engine(
        engine=engine_name(),
        now=now,
        wait=lambda pause: stop.wait(pause.total_seconds()),
        say=lambda words: log.warning(words),
        done=lambda at, was: _done(at, was, catching),
    )


def _done(at: datetime, was: Cycle, catching: Catching) -> None:
    """After a whole cycle; one that found nothing to do leaves time for plans that new knowledge may have changed."""
    say_cycle(at, was)
    if was.idle:
        looked = catching.some(on=timezone.localdate(at), at=at)
        if looked:
            say_looked(at, looked)


def run_watchman(*, once: bool = False) -> Round | None:
    """Look every `BETWEEN_ROUNDS` until stopped; `once`: one round, given back."""
    now = Forward()
    if once:
        return watch(now())
    stop = _stopping()
    if not _engines_had_time(now(), stop.wait):
        return None
    turn_watchman(
        now=now,
        wait=lambda: stop.wait(BETWEEN_ROUNDS.total_seconds()),
        tell=_tell,
        ping=ping,
        first=owe_daily_tries,
    )
    return None


def _engines_had_time(since: datetime, wait: Callable[[float], bool]) -> bool:
    """Engines that start beside it have until a round after their first whole cycle, or every start would be told as an
    outage; where none comes, as long as an engine may be silent. False when asked to stop meanwhile."""
    for _ in range(int(TURNING_WITHIN.total_seconds())):
        turned = _since()
        if turned is not None and turned >= since:
            break
        if wait(1):
            return False
    return not wait(BETWEEN_ROUNDS.total_seconds())


def _tell(done: Round, at: datetime) -> None:
    say_round(at, done)
    tell_operators(done, at)


def _since() -> datetime | None:
    from django.db import DatabaseError

    try:
        return last_turn()
    except DatabaseError:
        return None  # it is away: the loop waits for it


def _give_up_the_dead() -> None:
    """Engines of this machine that were killed in a cycle: we are here in their place."""
    from django.db import DatabaseError

    try:
        give_up(f"{socket.gethostname()}:", is_alive=_is_alive)
    except DatabaseError:
        return  # it is away: the loop waits for it


def _is_alive(engine: str) -> bool:
    pid = engine.rpartition(":")[2]
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def _stopping() -> Event:
    stop = Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda number, frame: stop.set())
    return stop
