"""The same kills for a peer's shape: reports that a phone sends until it is answered, workers that die, a count."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import ModuleType

from chaos.child import KILLED, Blow, run
from chaos.peers import commit_then_publish, mark_then_send

PEERS: tuple[ModuleType, ...] = (mark_then_send, commit_then_publish)
_REPORTS = (1, 4)


@dataclass(frozen=True)
class Count:
    """What is left of `alerts` that a phone was told are taken, after `kills` kills and a recovery nobody disturbs."""

    name: str
    alerts: int
    kills: int
    lost: int
    stuck: int
    duplicates: int

    def line(self) -> str:
        """As a line of the report. A lost alert whose row says that it still waits is counted as stuck, too."""
        return (
            f"{self.name}: {self.alerts} alerts, lost {self.lost} ({self.stuck} of them stored as waiting, found by "
            f"nothing), duplicates {self.duplicates} of {self.kills} kills"
        )


def fight(peer: ModuleType, kills: int, seed: int) -> Count:
    """Kill `peer` until `kills` processes were killed. As in the campaign, four reports of five may die on their way."""
    folder, random = Path(tempfile.mkdtemp(prefix="cordee-peer-")), Random(seed)
    peer.prepare(folder)
    world = folder / "world.txt"
    world.touch()
    promised: list[str] = []
    killed = number = 0

    def send(once: str) -> None:
        handle = os.open(world, os.O_WRONLY | os.O_APPEND)
        os.write(handle, f"{once}\n".encode())
        os.close(handle)

    while killed < kills:
        for _ in range(random.randint(*_REPORTS)):
            number += 1
            once = f"{seed}-{number}"
            blow = Blow({random.choice(peer.INGEST): 1}) if random.random() < 0.8 else Blow()
            for attempt in range(5):
                end = run(
                    lambda say, once=once: (peer.ingest(folder, once), say(once))[1],  # type: ignore[misc]
                    blow if attempt == 0 else Blow(),
                )
                killed += end.code == KILLED
                if end.said:
                    promised.append(once)
                    break
        for _ in range(random.randint(1, 3)):
            blow = Blow({random.choice(peer.WORK): random.randint(1, 4)})
            killed += run(lambda say: (peer.work(folder, send), None)[1], blow).code == KILLED
    while peer.work(folder, send):
        pass
    arrived = Counter(world.read_text().split())
    lost = set(promised) - arrived.keys()
    return Count(
        name=peer.NAME,
        alerts=len(promised),
        kills=killed,
        lost=len(lost),
        stuck=_waiting(folder, lost),
        duplicates=sum(count - 1 for count in arrived.values()),
    )


def _waiting(folder: Path, lost: set[str]) -> int:
    stuck = 0
    for path in folder.glob("*.sqlite3"):
        with sqlite3.connect(path) as store:
            tables = {
                name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            if "alert" in tables:
                stuck += len(
                    lost & {once for (once,) in store.execute("SELECT once FROM alert WHERE sent = 0")}
                )
    return stuck


def fight_all(kills: int, seed: int) -> list[Count]:
    """Every peer in turn, by the same seed."""
    return [fight(peer, kills, seed) for peer in PEERS]
