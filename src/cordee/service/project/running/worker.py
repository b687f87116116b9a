"""A worker of the web server ends with it: left behind by a `kill -9` it would go on answering on the same port, with the
code and the settings of before, and nobody would watch it or end it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from threading import Thread

_EVERY = 0.5
_ENDING = 8.0
"""Seconds for requests that are under way, as `cordee serve` gives a process that it ends."""


def end_with_parent() -> None:
    """In a process that the web server has forked: watch it, and end when it is gone. Elsewhere: nothing."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        Thread(target=_watch, args=(parent.pid,), name="ends with the web server", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_ENDING)
    os._exit(1)
