"""Who works in the team, and whether they are there: leave that is known, sick days that are not, turns of the rotas."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from chaos.year.calendar import DAY, EVENING, ZONE, days_between, is_working_day, local
from cordee.service.people.models import Account

Away = tuple[datetime, datetime]
NURSES, PHYSICIANS = "nurse line", "physician line"
"""The two rotas. Somebody has a turn on each, day and night; at night they are at home with a telephone."""


@dataclass
class Carer:
    """A professional. `free_at`: until when they are busy with somebody."""

    account: Account
    kind: str
    opens: int
    random: Random
    free_at: datetime
    leave: list[Away] = field(default_factory=list)
    sick: list[Away] = field(default_factory=list)
    left_at: datetime | None = None

    def is_there(self, at: datetime) -> bool:
        """Neither gone, nor on leave, nor ill."""
        gone = self.left_at is not None and at >= self.left_at
        return not gone and not any(start <= at < end for start, end in (*self.leave, *self.sick))

    def works(self, at: datetime) -> bool:
        """Whether they are at work by their own hours."""
        there = at.astimezone(ZONE)
        return (
            is_working_day(there.date()) and self.opens <= there.hour < self.opens + 9 and self.is_there(at)
        )

    def works_next(self, at: datetime) -> datetime:
        """When they are next at work; `at` itself when they are."""
        if self.works(at):
            return at
        day = at.astimezone(ZONE).date()
        for ahead in range(60):
            opens = local(day + timedelta(days=ahead), self.opens)
            if opens > at and self.works(opens):
                return opens + timedelta(minutes=self.random.uniform(2, 30))
        return at + timedelta(days=1)


@dataclass(frozen=True)
class Turn:
    """One turn of a rota: the day's from 8 to 20, the night's from 20 to 8."""

    rota: str
    day: date
    is_night: bool

    @property
    def starts(self) -> datetime:
        """When it begins."""
        return local(self.day, EVENING if self.is_night else DAY)

    @property
    def ends(self) -> datetime:
        """When the next one begins."""
        return local(self.day + timedelta(days=1), DAY) if self.is_night else local(self.day, EVENING)


def turn_at(rota: str, at: datetime) -> Turn:
    """The turn of a rota that `at` lies in."""
    there = at.astimezone(ZONE)
    day = there.date() - timedelta(days=there.hour < DAY)
    return Turn(rota, day, is_night=not DAY <= there.hour < EVENING)


def fill(
    turns: dict[Turn, Carer], pools: dict[str, list[Carer]], first: date, last: date, random: Random
) -> list[tuple[Turn, Carer]]:
    """Turns from `first` to before `last`, each to somebody of the pool who is not on leave and has had the fewest."""
    had = Counter(id(carer) for carer in turns.values())
    made = []
    for day in days_between(first, last):
        for rota, pool in pools.items():
            for is_night in (False, True):
                turn = Turn(rota, day, is_night)
                carer = _freest(turn, pool, had, random)
                had[id(carer)] += 1
                turns[turn] = carer
                made.append((turn, carer))
    return made


def _freest(turn: Turn, pool: list[Carer], had: Counter[int], random: Random) -> Carer:
    def is_away(carer: Carer) -> bool:
        return any(start < turn.ends and turn.starts < end for start, end in carer.leave)

    here = [carer for carer in pool if carer.left_at is None]
    able = [carer for carer in here if not is_away(carer)] or here
    fewest = min(had[id(carer)] for carer in able)
    return random.choice([carer for carer in able if had[id(carer)] <= fewest + 1])


def plan_leave(carers: list[Carer], days: int, first: date) -> None:
    """Five weeks of the year each: three in summer, one in spring, one late in the year; one after another among those
    of a kind, so that there is somebody to stand in."""
    before: Counter[str] = Counter()
    for carer in carers:
        for part, weeks in ((0.22, 1), (0.45, 3), (0.78, 1)):
            length = round(7 * weeks * days / 365) if days < 300 else 7 * weeks
            start = int(days * part) + before[carer.kind] * (length + 1) + carer.random.randrange(2)
            day = first + timedelta(days=start)
            if length:
                carer.leave.append((local(day, 0), local(day + timedelta(days=length), 0)))
        before[carer.kind] += 1


def plan_sickness(carers: list[Carer], days: int, first: date) -> None:
    """Two spells of one to four days in the year, on average, that nobody knows of before."""
    for carer in carers:
        ahead = carer.random.expovariate(1 / 180)
        while ahead < days:
            day = first + timedelta(days=int(ahead))
            spell = (local(day, 0), local(day + timedelta(days=carer.random.randint(1, 4)), 0))
            if not any(start < spell[1] and spell[0] < end for start, end in carer.leave):
                carer.sick.append(spell)
            ahead += 10 + carer.random.expovariate(1 / 180)
