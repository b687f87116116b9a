"""The campaign on the real commands, in real time: everybody at work, a `kill -9` every few seconds, then the verdict."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from threading import Event

from chaos.campaign import Told
from chaos.commands import people, place
from chaos.commands.browser import Browser
from chaos.commands.outside import Outside, free_port, outside
from chaos.commands.processes import WEB, WORKER, Processes
from chaos.scene import START
from chaos.verdict import judge

_TARGETS = {"first engine": 3, "second engine": 3, WEB: 2, WORKER: 2, "watchman": 2}
_BETWEEN = (0.2, 2.6)
_CYCLE = 20.0


@dataclass
class Commands:
    """A campaign as `judge` reads it, and what happened besides."""

    world: Outside
    told: Told
    processes: Processes
    crowd: people.Crowd
    random: Random
    met: Counter[str] = field(default_factory=Counter)
    asking: Event = field(default_factory=Event)
    orphans: int = 0
    at: datetime = START

    def let_everybody_in(self, sessions: dict[str, str], carers: dict[str, str]) -> None:
        """Three threads of people, one for each carer."""

        def browsers(sessions: dict[str, str]) -> list[tuple[str, Browser]]:
            port, random = self.processes.port, self.random
            return [
                (id, Browser(port, session, Random(random.random()), self.met, self.asking))
                for id, session in sessions.items()
            ]

        everybody = browsers(sessions)
        for n in range(3):  # each thread has people of its own: a browser asks one thing at a time
            self.crowd.let_in(people.send_check_in, everybody[n::3], 0.5, Random(self.random.random()))
        answering = browsers(carers)
        for one in answering:
            self.crowd.let_in(people.answer_alerts, [one], 0.2, Random(self.random.random()))

    def fight(self, kills: int) -> None:
        """Kill until so many were killed, half of them just after a message has arrived or a request has been sent."""
        while (done := sum(self.told.kills.values())) < kills:
            time.sleep(self.random.uniform(*_BETWEEN))
            name = self.random.choices(list(_TARGETS), list(_TARGETS.values()))[0]
            if self.random.random() < 0.5:
                sign = self.asking if name in (WEB, WORKER) else self.world.news
                sign.clear()
                sign.wait(1.5)
                time.sleep(self.random.uniform(0, 0.06))
            self.processes.see()
            if self.processes.kill(name, self.random):
                self.told.kills[name] += 1
            if done % 25 == 24:
                print(
                    f"  {done + 1} kills, {len(self.told.reports)} check-ins, {len(self.world.arrived)} messages",
                    flush=True,
                )

    def recover(self) -> None:
        """Nobody kills any more: what was begun is finished, then a lease and a cycle pass."""
        from django.utils import timezone

        from cordee.service.chain.deliver import LEASE

        self.crowd.end()
        time.sleep(LEASE.total_seconds() + _CYCLE)
        self.processes.see()
        self.orphans = self.processes.orphans()
        self.at = timezone.now()


def run(kind: str, kills: int, seed: int) -> int:
    """The whole of it, with its report; 1 when a promise was not kept."""
    random, began = Random(seed), time.monotonic()
    with outside(Random(random.random())) as world:
        folder, sessions, carers = place.make(kind, world, random)
        told = Told()
        processes = Processes(folder, free_port())
        campaign = Commands(world, told, processes, people.Crowd(told), random)
        try:
            for name in processes.commands():
                processes.start(name)
            if not processes.until_ready():
                print((folder / "said.txt").read_text()[-3000:])
                return 1
            campaign.let_everybody_in(sessions, carers)
            campaign.fight(kills)
            campaign.recover()
            good = _report(campaign, time.monotonic() - began)
        finally:
            processes.end()
    if good:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        print(f"what the processes said is kept in {folder}, and the database if it is SQLite")
    return 0 if good else 1


def _report(campaign: Commands, seconds: float) -> bool:
    from chaos.commands.afterwards import look

    verdict, found = judge(campaign), look(campaign)
    for name, count in sorted(campaign.told.kills.items()):
        print(f"  {count:6d} kills of {name}")
    for line in found.lines:
        print(f"  {line}")
    print(
        f"{place.PEOPLE + place.ASKED} people, {verdict.alerts} alerts, {verdict.reports} reports, "
        f"{verdict.messages} messages, {seconds:.0f} s"
    )
    for fault in found.faults:
        print(f"  FAULT: {fault}")
    print(verdict.line())
    return verdict.holds and not found.faults
