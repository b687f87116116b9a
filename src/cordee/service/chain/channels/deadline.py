"""The longest a message may take, whatever the other side does: hang, drip, or never close."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Iterator
from threading import Timer

LONGEST = 10.0
"""Seconds for one message, connecting included: several in a row stay below the lease of the engine that sends."""


@contextlib.contextmanager
def cut_after(seconds: float, connected: Callable[[], socket.socket | None]) -> Iterator[None]:
    """Shut the socket down after `seconds`; whoever reads or writes then gets an `OSError`. A time-out of the socket
    alone starts anew with every byte."""

    def cut() -> None:
        there = connected()
        if there is not None:
            with contextlib.suppress(OSError):
                there.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
