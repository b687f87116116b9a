"""What changes in the team during the year: the policy, a coordinator who leaves, somebody who comes, a channel that is out."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from chaos.year.calendar import day_of, local
from chaos.year.humans import Humans
from chaos.year.staff import Carer
from chaos.year.team import second_ladders, working_day_near
from cordee.service.chain.answer import accept, offer
from cordee.service.chain.models import Absence, Alert
from cordee.service.chain.policy import set_policy
from cordee.service.people.accounts import close_account
from cordee.service.people.handovers import accept_handover, offer_handover
from cordee.service.people.memberships import add_membership
from cordee.service.people.models import Person
from cordee.service.people.roles import Role

OUT = "sms"


def plan_changes(humans: Humans) -> None:
    """Enter them all into what is to come: as parts of the year, so that a short year has them too."""
    clock, team, days = humans.clock, humans.team, humans.team.days

    def edit() -> None:
        set_policy(
            team=team.row,
            ladders=second_ladders(team),
            by=team.carers[0].account,
            at=clock.at,
            seen=1,
            why="shorter waits",
        )

    clock.plan(local(working_day_near(int(days * 0.37)), 11), edit)
    out = local(working_day_near(int(days * 0.2)), 8.9)
    clock.broken[OUT] = (out, out + max(timedelta(hours=2), timedelta(days=min(1.0, days / 365))))
    leaver = team.of("coordinator")[-1]
    clock.plan(local(working_day_near(int(days * 0.49)), 15), lambda: hand_all_over(humans, leaver))

    def come() -> None:
        humans.look_every_day(team.join("nurse"))

    clock.plan(local(working_day_near(int(days * 0.66)), 9), come)


def hand_all_over(humans: Humans, leaver: Carer) -> None:
    """A coordinator's last afternoon: turns, people and open alerts go to colleagues, and the account is closed."""
    team, at = humans.team, humans.clock.at
    others = [carer for carer in team.of("coordinator") if carer is not leaver]
    leaver.left_at = at
    team.stand_in_turns(leaver, at, at + timedelta(days=60))
    for absence in Absence.objects.filter(substitute=leaver.account, ends_at__gt=at):
        absence.substitute = next(o.account for o in others if o.account != absence.account)
        absence.save()
    for number, person in enumerate(Person.objects.filter(coordination__account=leaver.account)):
        to = others[number % len(others)].account
        if not person.memberships.filter(account=to, ends_at__isnull=True).exists():
            add_membership(person=person, account=to, role=Role.NURSE, by=leaver.account, at=at)
        asked = offer_handover(person=person, to=to, by=leaver.account, at=at)
        accept_handover(offer=asked, by=to, at=at)
    held = Alert.objects.filter(acknowledged_by=leaver.account, closed_at__isnull=True)
    for alert in held.select_related("person__coordination__account"):
        to = alert.person.coordination.account
        offer(alert, by=leaver.account, to=to, at=at)
        accept(alert, by=to, at=at)
        taker = team.by_account()[to.id]
        humans.clock.plan(taker.works_next(at + timedelta(hours=1)), partial(humans.finish, taker, alert.id))
    close_account(account=leaver.account, by=team.carers[0].account, at=at)
    humans.did[f"left the team on {day_of(at)}"] += 1
