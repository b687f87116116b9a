"""What changes around the chain while alerts are open: people leave, policies change, channels break, somebody dies."""

from __future__ import annotations

from datetime import timedelta

from chaos.model.play import STEPS, Play
from chaos.model.world import CARERS, PEOPLE
from cordee.service.chain.models import Absence, CheckInPlan, EscalationPolicy
from cordee.service.chain.policy import set_policy
from cordee.service.people.models import Account, Membership, Person


def account(play: Play, a: int, b: int, c: int) -> None:
    """An account is closed, or opened again: all of them may be."""
    carer = play.cast.carers[a % CARERS]
    (play.active.discard if b % 2 else play.active.add)(carer.id)
    Account.objects.filter(pk=carer.pk).update(is_active=carer.id in play.active)


def membership(play: Play, a: int, b: int, c: int) -> None:
    """Every nurse of a person leaves the circle, or all come back."""
    rows = Membership.objects.filter(person=play.cast.people[a % PEOPLE], role="nurse")
    rows.update(ends_at=play.at if b % 2 else None)


def policy(play: Play, a: int, b: int, c: int) -> None:
    """The team changes its policy while alerts are open; now and then the stored one can't be read at all."""
    play.policy += 1
    choices = play.cast.policies()
    set_policy(
        team=play.cast.team, ladders=choices[a % len(choices)], by=None, at=play.at, seen=play.policy - 1
    )
    if b % 8 == 7:
        EscalationPolicy.objects.filter(current=True).update(ladders={"red": []})


def absence(play: Play, a: int, b: int, c: int) -> None:
    """Somebody is away, with a substitute who may be away too, or none."""
    substitute = play.cast.carers[(a + b) % CARERS] if b % CARERS else None
    Absence.objects.create(
        account=play.cast.carers[a % CARERS],
        starts_at=play.at,
        ends_at=play.at + timedelta(hours=1 + 20 * c),
        substitute=substitute,
    )


def channel(play: Play, a: int, b: int, c: int) -> None:
    """A channel breaks, for now or for good, or works again."""
    name = ("sms", "email")[a % 2]
    play.post.refused.pop(name, None)
    if b % 3:
        play.post.refused[name] = b % 3 == 2


def address(play: Play, a: int, b: int, c: int) -> None:
    """One carer's own address fails, or all work again."""
    if b % 3:
        play.post.deaf.add((play.cast.carers[a % CARERS].id, ("sms", "email")[b % 2]))
    else:
        play.post.deaf.clear()


def death(play: Play, a: int, b: int, c: int) -> None:
    """A death is recorded, or taken back. What is open goes on: somebody still has to close it."""
    person = play.cast.people[a % PEOPLE]
    (play.dead.add if b % 2 else play.dead.discard)(person.id)
    Person.objects.filter(pk=person.pk).update(died_on=play.at.date() if person.id in play.dead else None)


def pause(play: Play, a: int, b: int, c: int) -> None:
    """Check-ins pause for a stay in hospital; the pause has an end."""
    day = play.at.date()
    CheckInPlan.objects.filter(person=play.cast.people[a % PEOPLE]).update(
        paused_from=day,
        paused_until=day + timedelta(days=c),
        paused_by=play.cast.carers[0],
        pause_reason="hospital",
    )


STEPS |= {
    step.__name__: step for step in (account, membership, policy, absence, channel, address, death, pause)
}
OFTEN = ("turn",) * 3 + ("report",) * 4 + ("answer",) * 14 + ("crash",)
"""How often each happens, beside one of each change."""
