"""A campaign of kills: reports, engines and answers, each in a process that dies at a place or a moment drawn by the
seed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from chaos.child import KILLED, Blow, End, run
from chaos.scene import START, World, check_in
from cordee.service.chain.points import POINTS

_INGEST = tuple(point for point in POINTS if point.startswith("ingest."))
_ANSWER = tuple(point for point in POINTS if point.startswith("answer."))
_SILENCE = tuple(point for point in POINTS if point.startswith("silence."))
_ENGINE = tuple(point for point in POINTS if point not in _INGEST + _ANSWER + _SILENCE)
_AT_RANDOM = 0.35
"""The share of blows that fall at a moment, not at a place."""
_STEPS = tuple(timedelta(seconds=s) for s in (1, 20, 60, 300, 600))
_CYCLE = timedelta(seconds=20)


@dataclass
class Told:
    """What was promised to somebody, and what was done to whom."""

    kills: Counter[str] = field(default_factory=Counter)
    reports: list[str] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    processes: int = 0
    broken: int = 0


@dataclass
class Campaign:
    """Runs until `kills` processes were killed and `alerts` alerts were opened. Everything follows from `seed`."""

    world: World
    people: list[UUID]
    seed: int
    told: Told = field(default_factory=Told)
    at: datetime = START

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self._number = 0
        self._usual: dict[str, float] = {}

    def fight(self, kills: int, alerts: int) -> None:
        """Reports come in, engines turn, humans answer; most of them die."""
        opened = 0
        while sum(self.told.kills.values()) < kills or opened < alerts:
            for _ in range(self.random.randint(1, 4)):
                self.report()
            for _ in range(self.random.randint(1, 3)):
                self.engine(self._blow_at_engine())
            if self.random.random() < 0.7:
                self.answer()
            self.at += self.random.choice(_STEPS)
            if sum(self.told.kills.values()) % 50 < 3:
                opened = self._opened()
                self._show(kills, opened)

    def _blow(self, what: str, points: tuple[str, ...], most: int = 1) -> Blow:
        if self.random.random() < _AT_RANDOM:
            return Blow(after=self.random.uniform(0, self._usual.get(what, 0.05)))
        return Blow({self.random.choice(points): self.random.randint(1, most)})

    def _blow_at_engine(self) -> Blow:
        """Of deliveries a cycle has several, of escalation and silence one; where nobody is silent, it goes on to the
        other place."""
        blow = self._blow("engine", _ENGINE, most=4)
        if blow.after is not None:
            return blow
        places = {point: 1 if point.startswith("escalate.") else nth for point, nth in blow.points.items()}
        return Blow(places | {self.random.choice(_SILENCE): 1})

    def report(self) -> None:
        """A person sends a check-in; when no answer comes back, their phone sends the same again."""
        from cordee.service.chain.ingest import receive
        from cordee.service.people.models import Person

        self._number += 1
        once = f"{self.seed}-{self._number}"
        person_id = self.random.choice(self.people)
        report, questions = check_in(once, self.at, self.random)

        def work(say: object) -> None:
            person = Person.objects.get(pk=person_id)
            receive(person=person, report=report, questions=questions, by=None, once=once)
            say(once)  # type: ignore[operator]

        blow = self._blow("report", _INGEST) if self.random.random() < 0.8 else Blow()
        for attempt in range(5):
            end = self._run("report", work, blow if attempt == 0 else Blow())
            if end.said:
                self.told.reports.append(once)
                return
            assert end.code == KILLED or attempt < 4, "a report was refused without being killed"

    def engine(self, blow: Blow) -> None:
        """One cycle of an engine."""
        from cordee.service.chain.engine import cycle

        name = f"engine-{self.random.randint(1, 2)}"
        self._run("engine", lambda say: (cycle(self.at, engine=name, through=self.world.take), None)[1], blow)

    def answer(self) -> None:
        """Somebody takes an open alert and says what was done; what they were shown as done must stay done."""
        from django.db import connections

        from cordee.service.chain.models import Alert
        from cordee.service.people.models import Account

        open_ = list(Alert.objects.filter(closed_at__isnull=True).values_list("id", flat=True)[:200])
        carers = list(Account.objects.filter(team__isnull=False).order_by("email"))
        connections.close_all()
        if not open_:
            return
        # Enough of them that the open ones stay few: else reports only join, and engines only climb.
        chosen = self.random.sample(open_, min(len(open_), max(6, len(open_) // 3)))
        by = self.random.choice(carers)
        close = self.random.random() < 0.8

        def work(say: object) -> None:
            from cordee.service.chain.answer import Closed, Taken, acknowledge, say_outcome
            from cordee.service.chain.models.alert import Outcome

            for alert in Alert.objects.filter(id__in=chosen):
                try:
                    if close:
                        say_outcome(alert, by=by, outcome=Outcome.CALLED, words="", at=self.at)
                        say(f"closed {alert.id}")  # type: ignore[operator]
                    else:
                        acknowledge(alert, by=by, at=self.at)
                        say(f"taken {alert.id} {by.id}")  # type: ignore[operator]
                except (Taken, Closed):
                    continue

        for line in self._run("answer", work, self._blow("answer", _ANSWER, most=max(4, len(chosen)))).said:
            what, alert, *who = line.split()
            if what == "closed":
                self.told.closed.add(alert)
            else:
                self.told.taken[alert] = who[0]

    def recover(self) -> None:
        """Engines that nobody kills, until one lease and one cycle have passed and nothing is owed."""
        from cordee.service.chain.deliver import LEASE

        self.at += LEASE + _CYCLE
        for _ in range(200):
            before = self.world.path.stat().st_size
            self.engine(Blow())
            if self.world.path.stat().st_size == before:
                return

    def _run(self, what: str, work: Callable[[Callable[[str], None]], None], blow: Blow) -> End:
        end = run(work, blow)
        self.told.processes += 1
        if end.code == KILLED:
            self.told.kills[end.place] += 1
        elif end.code != 0:
            self.told.broken += 1
        else:  # how long it takes of late, so that moments at random fall all over it
            before = self._usual.get(what, end.seconds)
            self._usual[what] = 0.8 * before + 0.2 * end.seconds
        return end

    def _opened(self) -> int:
        from django.db import connections

        from cordee.service.chain.models import Alert

        count = Alert.objects.count()
        connections.close_all()
        return count

    def _show(self, kills: int, opened: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{sum(self.told.kills.values())} of {kills} kills, {opened} alerts")
            sys.stderr.flush()


def make(folder: Path, seed: int, count: int) -> Campaign:
    """A campaign on a fresh database with `count` people who report, and some who are asked and stay silent."""
    from django.db import connections

    from chaos.scene import ask_every_day, people

    quiet = max(3, count // 5)
    made = people(1 + quiet + count)
    reporting = made[1 + quiet :]
    ask_every_day(made[1 : 1 + quiet] + reporting[::3])
    campaign = Campaign(World(folder / "world.txt"), reporting, seed)
    _warm(campaign, made[0])
    connections.close_all()
    return campaign


def _warm(campaign: Campaign, person_id: UUID) -> None:
    """Do each thing once here, so that children are forked with everything loaded and a kill costs milliseconds."""
    from cordee.service.chain.answer import say_outcome
    from cordee.service.chain.engine import cycle
    from cordee.service.chain.ingest import receive
    from cordee.service.chain.models import Alert
    from cordee.service.chain.models.alert import Outcome
    from cordee.service.people.models import Account, Person

    report, questions = check_in("warm", START, Random(0))
    person = Person.objects.get(pk=person_id)
    receive(person=person, report=report, questions=questions, by=None, once="warm")
    cycle(START, through=campaign.world.take)
    by = Account.objects.filter(team__isnull=False)[0]
    for alert in Alert.objects.all():
        say_outcome(alert, by=by, outcome=Outcome.CALLED, words="", at=START)
