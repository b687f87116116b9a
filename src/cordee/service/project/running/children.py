"""The processes of the service: started together, watched, ended together."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from types import FrameType

ENDING = 8.0  # seconds a process gets to end by itself
TOO_OFTEN = 4  # times that a process is started again
OF_LATE = 60.0  # within so many seconds
_TICK = 0.2
_PR_SET_PDEATHSIG = 1  # prctl(2)
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
log = logging.getLogger("cordee.running")


@dataclass
class Children:
    """Child processes by name. One that dies is started again, for an alert must not wait for an operator; one that keeps
    dying ends all: half a service would look like a whole one."""

    environ: Mapping[str, str]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    commands: dict[str, list[str]] = field(default_factory=dict)
    deaths: dict[str, list[float]] = field(default_factory=dict)

    def start(self, name: str, command: list[str]) -> None:
        """Start one, in its own session, so that Ctrl-C reaches this process alone, which then ends them in order."""
        self.commands[name] = command
        self.running[name] = subprocess.Popen(  # nosec B603
            command, env=dict(self.environ), start_new_session=True, preexec_fn=_ask_to_end_with_us
        )

    def start_again(self, name: str) -> bool:
        """Start one that died once more; False when it has died too often of late."""
        now = time.monotonic()
        recent = [when for when in self.deaths.get(name, []) if now - when < OF_LATE]
        self.deaths[name] = [*recent, now]
        if len(recent) >= TOO_OFTEN:
            return False
        log.error("a process ended by itself and is started again, %d times of late", len(recent) + 1)
        self.start(name, self.commands[name])
        return True

    def dead(self) -> str | None:
        """The name of one that has ended, if any."""
        return next((name for name, child in self.running.items() if child.poll() is not None), None)

    def end(self) -> None:
        """Ask each to end, the last one started first; kill what has not ended after `ENDING` seconds."""
        for child in reversed(self.running.values()):
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + ENDING
        for child in self.running.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self.running.clear()


def _ask_to_end_with_us() -> None:
    """Linux: SIGTERM when the process that started this one is gone. Left behind by a `kill -9`, the web server would hold
    its port against the service that is started again, and nobody would watch it or end it."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM))


class Stopped(Exception):
    """Somebody asked the service to stop."""


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """SIGINT and SIGTERM raise `Stopped` inside; a second one while ending is ignored."""

    def stop(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def watch(children: Children, until: Callable[[], bool] | None = None) -> str | None:
    """Wait until `until` answers yes (None), or a child has died too often to go on (its name)."""
    while until is None or not until():
        if (name := children.dead()) and not children.start_again(name):
            return name
        time.sleep(_TICK)
    return None


CHAIN = "cordee.service.chain.__main__"


def chain_commands() -> dict[str, list[str]]:
    """How the engine of the chain and its watchman are started; empty where there is no chain."""
    if find_spec(CHAIN) is None:
        return {}
    return {name: [sys.executable, "-m", "cordee.service.chain", name] for name in ("engine", "watchman")}
