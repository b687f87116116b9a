"""A clock that never runs backwards, for the engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic


def _wall() -> datetime:
    return datetime.now(UTC)


class Forward:
    """Wall time that never goes back: when the machine's clock is set back, it goes on from where it was by the
    monotonic one. `since` is the newest time already written (an engine's last beat), so that a restart keeps it too.

    Set forward by mistake, alerts climb early; set back, none waits longer. Both ways nobody is forgotten.
    """

    def __init__(
        self,
        since: datetime | None = None,
        wall: Callable[[], datetime] = _wall,
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        self._wall, self._ticks = wall, ticks
        self._last = max(since, wall()) if since else wall()
        self._tick = ticks()

    def __call__(self) -> datetime:
        """The time now, aware, in UTC."""
        tick = self._ticks()
        at_least = self._last + timedelta(seconds=tick - self._tick)
        self._last, self._tick = max(self._wall(), at_least), tick
        return self._last
