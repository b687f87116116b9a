"""'Commit, then publish to a queue': the alert is stored, then a job is put on a durable queue that is acknowledged only
after the work, the safest way such queues are run. Store and queue have no transaction in common."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from cordee.service.chain.points import reached

NAME = "commit, then publish to a queue"
INGEST = ("peer.begun", "peer.before_commit", "peer.committed", "peer.published")
WORK = ("peer.claimed", "peer.sent", "peer.marked", "peer.acknowledged")


def prepare(folder: Path) -> None:
    """Make the store and the queue: two places, as a database and a broker are."""
    with _store(folder) as store:
        store.execute("CREATE TABLE alert (once TEXT PRIMARY KEY, sent INTEGER NOT NULL DEFAULT 0)")
    with _queue(folder) as queue:
        queue.execute("CREATE TABLE job (id INTEGER PRIMARY KEY, once TEXT NOT NULL)")


def ingest(folder: Path, once: str) -> None:
    """Take a report; one that is there already is answered at once, as idempotent doors do."""
    reached("peer.begun")
    with _store(folder) as store:
        new = store.execute("INSERT OR IGNORE INTO alert (once) VALUES (?)", (once,)).rowcount
        reached("peer.before_commit")
    reached("peer.committed")
    if new:
        with _queue(folder) as queue:
            queue.execute("INSERT INTO job (once) VALUES (?)", (once,))
        reached("peer.published")


def work(folder: Path, send: Callable[[str], None]) -> bool:
    """Do the jobs that are there; each leaves the queue only when it is done. Whether there was any."""
    queue, store = _queue(folder), _store(folder)
    jobs = list(queue.execute("SELECT id, once FROM job ORDER BY id LIMIT 20"))
    for id, once in jobs:
        reached("peer.claimed")
        send(once)
        reached("peer.sent")
        with store:
            store.execute("UPDATE alert SET sent = 1 WHERE once = ?", (once,))
        reached("peer.marked")
        with queue:
            queue.execute("DELETE FROM job WHERE id = ?", (id,))
        reached("peer.acknowledged")
    queue.close()
    store.close()
    return bool(jobs)


def _store(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "store.sqlite3", timeout=30)


def _queue(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "queue.sqlite3", timeout=30)
