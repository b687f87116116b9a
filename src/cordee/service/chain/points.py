"""Named places between two statements, where a test may kill the process. They do nothing in use."""

from __future__ import annotations

from collections.abc import Callable

POINTS = (
    "ingest.begun",
    "ingest.written",
    "ingest.before_commit",
    "ingest.committed",
    "escalate.begun",
    "escalate.claimed",
    "escalate.written",
    "escalate.before_commit",
    "escalate.committed",
    "deliver.claimed",
    "deliver.before_send",
    "deliver.sent",
    "deliver.marked",
    "silence.begun",
    "silence.written",
    "silence.before_commit",
    "silence.committed",
    "answer.begun",
    "answer.written",
    "answer.before_commit",
    "answer.committed",
)
"""Every place there is, in the order of a life: ingest, claim, send, mark, acknowledge."""

_watch: Callable[[str], None] | None = None


def reached(point: str) -> None:
    """Say that a place is reached."""
    if _watch is not None:
        _watch(point)


def watch(watcher: Callable[[str], None] | None) -> None:
    """Call `watcher` at each place from now on; None stops it. For tests of what a crash leaves."""
    global _watch
    _watch = watcher
