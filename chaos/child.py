"""A process that does one thing and may be killed while it does: at a named place, or wherever it is by then."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic

KILLED = -signal.SIGKILL
AT_RANDOM = "a moment at random"


@dataclass(frozen=True)
class Blow:
    """Kill when one of `points` is reached, each for its nth time, whichever comes first; or `after` so many seconds,
    wherever that is: in a statement, in a system call, in the database's own code. Neither: never."""

    points: Mapping[str, int] = field(default_factory=dict)
    after: float | None = None


@dataclass(frozen=True)
class End:
    """How a child ended: its exit code (`KILLED` when killed), where it was killed, what it said was done, after how many
    seconds."""

    code: int
    place: str
    said: list[str]
    seconds: float


def run(work: Callable[[Callable[[str], None]], None], blow: Blow) -> End:
    """Fork, do `work` in the child, killed by `blow`.

    `work` says what it has promised to somebody (an answer already on the screen) through its argument. The child opens
    connections of its own; the parent must hold none.
    """
    from django.db import connections

    connections.close_all()
    reads, writes = os.pipe()
    began = monotonic()
    pid = os.fork()
    if pid == 0:
        os.close(reads)
        code = 1
        try:
            _strike(blow, writes)
            work(lambda words: (os.write(writes, f"{words}\n".encode()), None)[1])
            code = 0
        finally:
            os._exit(code)
    os.close(writes)
    said = _listen(reads, pid, None if blow.after is None else began + blow.after)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    lines = said.decode().split("\n")[:-1]  # a line that was cut off was not said
    places = [line[1:] for line in lines if line.startswith("\0")]
    place = (places or [AT_RANDOM])[0] if code == KILLED else ""
    return End(code, place, [line for line in lines if not line.startswith("\0")], monotonic() - began)


def _listen(reads: int, pid: int, until: float | None) -> bytes:
    """All that the child says, which is killed at `until`."""
    said = b""
    with os.fdopen(reads, "rb", buffering=0) as pipe:
        while True:
            left = None if until is None else max(0.0, until - monotonic())
            if select.select([pipe], [], [], left)[0]:
                more = pipe.read(65_536)
                if not more:
                    return said
                said += more
            else:
                os.kill(pid, signal.SIGKILL)
                until = None


def _strike(blow: Blow, writes: int) -> None:
    from cordee.service.chain import points

    left = dict(blow.points)
    if not left:
        return

    def watcher(point: str) -> None:
        if point in left:
            left[point] -= 1
            if left[point] == 0:
                os.write(writes, f"\0{point}\n".encode())
                os.kill(os.getpid(), signal.SIGKILL)

    points.watch(watcher)
