"""The world of the play: a team of four, two people they care for, channels that break, policies to change to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from cordee.service.chain.ladder import DEFAULT, Hours, Ladders, Rung, Who

START = datetime(2026, 3, 27, 14, 0, tzinfo=UTC)
"""A Friday afternoon; on Sunday Paris sets its clocks forward, and Easter follows a week later."""
CAUSES = ("pain", "fever", "nausea")
CARERS, PEOPLE = 4, 2
_APP = ("app", "sms", "email")


class Killed(BaseException):
    """The engine is gone."""


@dataclass
class Post:
    """Takes messages, refuses those of broken channels, kills the engine when told to."""

    refused: dict[str, bool] = field(default_factory=dict)
    """Channel, and whether it refuses for good."""
    deaf: set[tuple[Any, str]] = field(default_factory=set)
    """Accounts by their id whose own address on a channel takes nothing for now."""
    sent: list[Any] = field(default_factory=list)
    kill_after: int | None = None

    def __call__(self, message: Any) -> str:
        from cordee.service.chain.channels import ChannelTrouble

        if (message.account.id, message.channel) in self.deaf:
            raise ChannelTrouble("no answer", permanent=False, of_address=True)
        if message.channel in self.refused:
            raise ChannelTrouble("refused", permanent=self.refused[message.channel])
        self.sent.append(message)
        if self.kill_after is not None:
            self.kill_after -= 1
            if self.kill_after < 0:
                self.kill_after = None
                raise Killed
        return "taken"


@dataclass
class Cast:
    """Who plays. Made once; every play is rolled back to it."""

    team: Any
    carers: list[Any]
    people: list[Any]
    rota: UUID

    def policies(self) -> tuple[Ladders, ...]:
        """The shipped one; an empty rota first; somebody who may be gone; short waits and the whole week."""
        rota, gone = Who("rota", str(self.rota)), Who("account", str(uuid4()))
        one = Who("account", str(self.carers[3].id))
        week = Hours(week=tuple((day, 0, 24 * 60) for day in range(7)), holidays=False)
        return (
            DEFAULT,
            Ladders(red=(Rung((rota,), 5, _APP), Rung((Who("coordinator"),), 5, _APP)), amber=DEFAULT.amber),
            Ladders(red=(Rung((gone, one), 30, ("sms",)),), amber=(Rung((one,), 60, ("email",)),)),
            Ladders(
                red=(Rung((Who("role", "pharmacist"),), 1, _APP), Rung((Who("role", "nurse"),), 1, _APP)),
                amber=(Rung((Who("team"),), 10, ("app",)),),
                hours=week,
                gather_minutes=5,
                red_outcome_minutes=15,
                amber_outcome_minutes=60,
            ),
        )


def cast() -> Cast:
    """Make the team, the people and their circles, ways to reach carers, and a rota that nobody fills."""
    from cordee.service.chain.models import CheckInPlan, ContactPoint, Rota
    from cordee.service.chain.silence import expect_next
    from cordee.service.people.circle import open_file
    from cordee.service.people.models import Account, Membership, Team
    from cordee.service.people.roles import Role

    team = Team.objects.create(name="Team of the play", phone_day="+33 1 00 00 00 01")
    carers = [
        Account.objects.create_user(f"play{n}@example.org", full_name=f"Carer {n}", team=team)
        for n in range(CARERS)
    ]
    for carer, channels in zip(carers, (("sms", "email"), ("sms",), ("email",)), strict=False):
        for channel in channels:
            ContactPoint.objects.create(account=carer, channel=channel, address=channel, made_at=START)
    people = []
    for n in range(PEOPLE):
        person = open_file(
            team=team,
            by=None,
            coordinator=carers[n],
            given_name="Invented",
            family_name=f"Player {n}",
            record_number=f"PLAY-{n}",
            at=START,
        )
        Membership.objects.create(person=person, account=carers[n + 1], role=Role.NURSE, starts_at=START)
        plan = CheckInPlan.objects.create(person=person, every_days=2 + n, started_at=START)
        expect_next(plan, START)
        people.append(person)
    rota = Rota.objects.create(team=team, name="nights")
    return Cast(team, carers, people, rota.id)
