"""How long one cycle waits for the world: a channel that hangs must not hold up the others, nor the next reds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from uuid import UUID

SPENT_AFTER = 20.0
"""Seconds of sending after which a cycle ends. With `channels.deadline.LONGEST` for the last message it stays well
below a lease: what an engine has claimed it sends, or gives back, before anybody else may take it."""


@dataclass
class Patience:
    """What one cycle still waits for. `ticks` gives seconds that never run backwards."""

    ticks: Callable[[], float] = monotonic
    began: float = field(init=False)
    resting: set[str] = field(default_factory=set)
    resting_at: set[tuple[str, UUID]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.began = self.ticks()

    @property
    def is_spent(self) -> bool:
        """Whether the cycle has been sending for long enough."""
        return self.ticks() - self.began >= SPENT_AFTER

    def rest(self, channel: str) -> None:
        """The channel kept us waiting: leave it alone until the next cycle."""
        self.resting.add(channel)

    def rest_at(self, channel: str, account: UUID) -> None:
        """This account's address kept us waiting: leave it alone until the next cycle, not the channel."""
        self.resting_at.add((channel, account))

    def rests(self, channel: str, account: UUID) -> bool:
        """Whether a message to this account over this channel waits for the next cycle."""
        return channel in self.resting or (channel, account) in self.resting_at
