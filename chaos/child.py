"""A process that does one thing and may be killed at a named place while it does."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass

KILLED = -signal.SIGKILL


@dataclass(frozen=True)
class Blow:
    """Kill when `point` is reached for the `nth` time. No point: never."""

    point: str = ""
    nth: int = 1


def run(work: Callable[[Callable[[str], None]], None], blow: Blow) -> tuple[int, list[str]]:
    """Fork, do `work` in the child, killed by `blow`; its exit code (`KILLED` when killed) and what it said was done.

    `work` says what it has promised to somebody (an answer already on the screen) through its argument. The child opens
    connections of its own; the parent must hold none.
    """
    from django.db import connections

    connections.close_all()
    reads, writes = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reads)
        code = 1
        try:
            _strike(blow)
            work(lambda words: (os.write(writes, f"{words}\n".encode()), None)[1])
            code = 0
        finally:
            os._exit(code)
    os.close(writes)
    with os.fdopen(reads) as said:
        lines = said.read().splitlines()
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), lines


def _strike(blow: Blow) -> None:
    from cordee.service.chain import points

    if not blow.point:
        return
    left = blow.nth

    def watcher(point: str) -> None:
        nonlocal left
        if point == blow.point:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    points.watch(watcher)
