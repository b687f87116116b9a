"""The team of the year: twelve professionals, two rotas, a policy, and what changes: leave, sick days, who goes, who comes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from chaos.year.calendar import FIRST_DAY, day_of, is_working_day, local
from chaos.year.clockwork import Clockwork
from chaos.year.staff import NURSES, PHYSICIANS, Carer, Turn, fill, plan_leave, plan_sickness, turn_at
from cordee.service.chain.contacts import add_point
from cordee.service.chain.ladder import DEFAULT, Ladders, Rung, Who
from cordee.service.chain.models import Rota
from cordee.service.chain.policy import set_policy
from cordee.service.chain.rota_actions import add_absence, add_shift, make_rota
from cordee.service.people.models import Account
from cordee.service.people.models import Team as TeamRow
from cordee.service.people.roles import Role

KINDS = ("coordinator",) * 4 + ("nurse",) * 3 + ("physician",) * 4 + ("psychologist",)
_ALL, _QUIET = ("app", "push", "sms", "email"), ("app", "email")
_KNOWN_AHEAD = timedelta(days=21)


@dataclass
class Team:
    """Everybody of the team, and who has which turn in truth (what the product was told comes later, or not)."""

    clock: Clockwork
    row: TeamRow
    carers: list[Carer]
    rotas: dict[str, Rota]
    random: Random
    days: int
    turns: dict[Turn, Carer] = field(default_factory=dict)

    def of(self, kind: str) -> list[Carer]:
        """Those of a kind, gone or not."""
        return [carer for carer in self.carers if carer.kind == kind]

    def by_account(self) -> dict[UUID, Carer]:
        """Everybody by their account's id."""
        return {carer.account.id: carer for carer in self.carers}

    def has_turn(self, carer: Carer, at: datetime) -> bool:
        """Whether they are on call now, and there."""
        if not carer.is_there(at):
            return False
        return any(self.turns.get(turn_at(rota, at)) is carer for rota in (NURSES, PHYSICIANS))

    def pools(self) -> dict[str, list[Carer]]:
        """Who takes turns on which rota."""
        return {NURSES: [*self.of("coordinator"), *self.of("nurse")], PHYSICIANS: self.of("physician")}

    def join(self, kind: str, opens: int = 8) -> Carer:
        """Somebody new."""
        number = len(self.carers)
        account = Account.objects.create_user(
            f"carer{number}@example.org", full_name=f"Carer {number}", team=self.row
        )
        for channel in ("sms", "email"):
            add_point(account=account, channel=channel, address=account.email, at=self.clock.at)
        carer = Carer(account, kind, opens, Random(f"{self.random.random()} carer"), self.clock.at)
        self.carers.append(carer)
        return carer

    def plan_turns(self, first: date) -> None:
        """The next four weeks of both rotas are written, and again three weeks later: there is always a week ahead."""
        last = first + timedelta(days=28 if not self.turns else 21)
        for turn, carer in fill(self.turns, self.pools(), first, last, self.random):
            add_shift(
                rota=self.rotas[turn.rota], account=carer.account, starts_at=turn.starts, ends_at=turn.ends
            )
        self.clock.plan(local(last - timedelta(days=7), 14), lambda: self.plan_turns(last))

    def stand_in_turns(self, carer: Carer, start: datetime, end: datetime) -> None:
        """Their turns in that time go to others, as overrides that begin now at the earliest."""
        for turn, whose in list(self.turns.items()):
            if whose is not carer or turn.ends <= start or turn.starts >= end:
                continue
            able = [o for o in self.pools()[turn.rota] if o is not carer and o.left_at is None]
            free = [o for o in able if o.is_there(turn.starts) and o.is_there(turn.ends)]
            other = self.random.choice(free or able)
            self.turns[turn] = other
            add_shift(
                rota=self.rotas[turn.rota],
                account=other.account,
                starts_at=max(turn.starts, self.clock.at),
                ends_at=turn.ends,
                override=True,
            )

    def be_away(self, carer: Carer, start: datetime, end: datetime) -> None:
        """The product is told that they are away, and who stands in: one of their kind who is there, or nobody."""
        if carer.left_at is not None and carer.left_at <= start:
            return
        others = [o for o in self.carers if o is not carer and o.kind == carer.kind]
        free = [o for o in others if o.is_there(start) and o.is_there(end - timedelta(hours=1))]
        substitute = self.random.choice(free).account if free else None
        add_absence(account=carer.account, starts_at=start, ends_at=end, substitute=substitute)

    def find_sick(self, carer: Carer, end: datetime) -> None:
        """In the morning somebody notices that they have not come."""
        if carer.left_at is None:
            self.be_away(carer, self.clock.at, end)
            self.stand_in_turns(carer, self.clock.at, end)


def make_team(clock: Clockwork, seed: int, days: int, size: int = len(KINDS)) -> Team:
    """The team on the first day, its policy, the first turns, and all that is to come over the year."""
    row = TeamRow.objects.create(
        name="Invented team", phone_day="+33 1 00 00 00 01", phone_night="+33 1 00 00 00 02"
    )
    rotas = {name: make_rota(team=row, name=name) for name in (NURSES, PHYSICIANS)}
    team = Team(clock, row, [], rotas, Random(f"{seed} team"), days)
    for number, kind in enumerate(KINDS):
        if number < size or kind in ("nurse", "physician"):
            team.join(kind, opens=(8, 9)[number % 2])
    plan_leave(team.carers, days, FIRST_DAY)
    plan_sickness(team.carers, days, FIRST_DAY)
    set_policy(
        team=row, ladders=first_ladders(team), by=None, at=clock.at, seen=0, why="as agreed in the team"
    )
    team.plan_turns(FIRST_DAY - timedelta(days=1))
    for carer in team.carers:
        for start, end in carer.leave:
            clock.plan(start - _KNOWN_AHEAD, lambda c=carer, s=start, e=end: team.be_away(c, s, e))  # type: ignore[misc]
        for start, end in carer.sick:
            noticed = local(day_of(start), carer.random.uniform(8.5, 11))
            clock.plan(noticed, lambda c=carer, e=end: team.find_sick(c, e))  # type: ignore[misc]
    return team


def first_ladders(team: Team) -> Ladders:
    """Reds go to whoever has the turn and to the coordinator; ambers to the coordinator in working hours."""
    nurse, physician = (Who("rota", str(team.rotas[name].id)) for name in (NURSES, PHYSICIANS))
    return Ladders(
        red=(
            Rung((nurse, Who("coordinator")), 10, _ALL),
            Rung((nurse, physician, Who("role", Role.NURSE.value)), 10, _ALL),
            Rung((Who("team"),), 10, _ALL),
        ),
        amber=DEFAULT.amber,
    )


def second_ladders(team: Team) -> Ladders:
    """After the edit: shorter waits, and ambers reach the person's nurse at once as well."""
    first = first_ladders(team)
    coordinator, nurse = Who("coordinator"), Who("role", Role.NURSE.value)
    return Ladders(
        red=(Rung(first.red[0].who, 7, _ALL), first.red[1], first.red[2]),
        amber=(Rung((coordinator, nurse), 180, _QUIET), DEFAULT.amber[1], DEFAULT.amber[2]),
        gather_minutes=20,
    )


def working_day_near(ahead: int) -> date:
    """The first working day so many days into the year."""
    day = FIRST_DAY + timedelta(days=ahead)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
