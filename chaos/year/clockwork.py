"""Simulated time: it jumps to whatever is due next, be it a human who does something or a step of the engine.

The engine turns exactly when something is due; a real one turns every second. The watchman looks twice a day.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.db import connection

from cordee.service.chain.channels import ChannelTrouble, Message
from cordee.service.chain.engine import cycle
from cordee.service.chain.watchman import look

Act = Callable[[], None]
_MOST_TURNS = 5_000
"""Cycles at one and the same moment, after which an engine is taken for never coming to rest."""


class NeverRests(Exception):
    """The engine always finds something due at the same moment."""


@dataclass
class Clockwork:
    """What is to come, and when it is now. `take` is where the engine's messages arrive."""

    at: datetime
    until: datetime
    hear: Callable[[Message], None] = lambda message: None
    broken: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    """Channels that are out, from when to when."""
    found: Counter[str] = field(default_factory=Counter)
    """What the watchman found, each by its name, and how often."""
    rounds: int = 0
    cycles: int = 0
    refused: int = 0
    moments: int = 0
    _to_come: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _order: Any = field(default_factory=count)

    def plan(self, when: datetime, act: Act) -> None:
        """Do that then; what would have been earlier happens now."""
        whole = max(when, self.at)
        if whole.microsecond:  # to the second, and never before
            whole = whole.replace(microsecond=0) + timedelta(seconds=1)
        heapq.heappush(self._to_come, (whole, next(self._order), act))

    def run(self) -> None:
        """Let time pass until the end."""
        turns_here = 0
        while True:
            due = self._due()
            human = self._to_come[0][0] if self._to_come else self.until
            when = max(min(due, human), self.at)
            if when >= self.until:
                break
            turns_here = 0 if when > self.at else turns_here
            self.moments += when > self.at
            self.at = when
            if human <= when:
                heapq.heappop(self._to_come)[2]()
                continue
            turns_here += 1
            if turns_here > _MOST_TURNS:
                raise NeverRests(f"{self.at:%Y-%m-%d %H:%M:%S}")
            self._turn()
        self.at = self.until
        self.watch()

    def watch(self) -> None:
        """The watchman's round. An engine that has nothing to do turns all the same: it has just done so."""
        self._turn()
        self.rounds += 1
        for name, subject in look(self.at):
            if name == "channel-down" and subject in self.broken:
                name = "channel-down (as it was)"
            self.found[name] += 1

    def take(self, message: Message) -> str:
        """What the engine sends through: a message arrives at once, unless its channel is out."""
        out = self.broken.get(message.channel)
        if out is not None and out[0] <= self.at < out[1]:
            self.refused += 1
            raise ChannelTrouble("out", permanent=False)
        self.hear(message)
        return "taken"

    def _turn(self) -> None:
        self.cycles += 1
        cycle(self.at, engine="year", through=self.take)

    def _due(self) -> datetime:
        """When the engine next has something to do: asked at every moment, so in one question to the database."""
        with connection.cursor() as cursor:
            cursor.execute(_NEXT)
            firsts = [_aware(first) for first in cursor.fetchone() if first is not None]
        return min(firsts, default=self.until + timedelta(days=1))


_NEXT = """SELECT (SELECT MIN(next_action_at) FROM chain_alert WHERE closed_at IS NULL),
    (SELECT MIN(next_attempt_at) FROM chain_delivery WHERE state = 'owed'),
    (SELECT MIN(next_action_at) FROM chain_expectedreport WHERE state = 'waiting')"""


def _aware(value: Any) -> datetime:
    """A time as either database gives it."""
    when = datetime.fromisoformat(value) if isinstance(value, str) else value
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)
