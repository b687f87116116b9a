"""'Mark sent, then send': one table, a worker that never sends twice, and therefore now and then not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from cordee.service.chain.points import reached

NAME = "mark sent, then send"
INGEST = ("peer.begun", "peer.before_commit", "peer.committed")
WORK = ("peer.claimed", "peer.marked", "peer.sent")


def prepare(folder: Path) -> None:
    """Make the tables."""
    with _open(folder) as store:
        store.execute("CREATE TABLE alert (once TEXT PRIMARY KEY, sent INTEGER NOT NULL DEFAULT 0)")


def ingest(folder: Path, once: str) -> None:
    """Take a report; sent again, it is the same."""
    reached("peer.begun")
    with _open(folder) as store:
        store.execute("INSERT OR IGNORE INTO alert (once) VALUES (?)", (once,))
        reached("peer.before_commit")
    reached("peer.committed")


def work(folder: Path, send: Callable[[str], None]) -> bool:
    """Send what is not marked yet, marked first so that no two workers send the same; whether there was anything."""
    store = _open(folder)
    waiting = [once for (once,) in store.execute("SELECT once FROM alert WHERE sent = 0 LIMIT 20")]
    for once in waiting:
        reached("peer.claimed")
        with store:
            mine = store.execute("UPDATE alert SET sent = 1 WHERE once = ? AND sent = 0", (once,)).rowcount
        reached("peer.marked")
        if mine:
            send(once)
            reached("peer.sent")
    store.close()
    return bool(waiting)


def _open(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "mark-then-send.sqlite3", timeout=30)
