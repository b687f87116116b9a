"""Who comes into a circle and who leaves it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Answer, HandoverOffer, Invitation, Membership, Person, Verb
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.notices import notify
from cordee.service.people.roles import PROFESSIONALS, Role
from cordee.service.people.standing import open_at


@transaction.atomic
def add_membership(*, person: Person, account: Account, role: Role, by: Account, at: datetime) -> Membership:
    """`account` has `role` from `at` on. Raises `NotPossible` for a role it holds already, for a closed account,
    and for the coordinator's role, which is handed over (`handovers.py`). The coordinator and the person are told."""
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if role is Role.COORDINATOR:
        raise NotPossible(_("The coordination is handed over, not given."))
    if not account.is_active:
        raise NotPossible(_("This account is closed."))
    if Membership.objects.filter(open_at(at), person=locked, account=account, role=role).exists():
        raise NotPossible(_("%(who)s already has this role.") % {"who": account.full_name})
    if role is Role.PERSON:
        _be_the_person(locked, account)
    made = Membership.objects.create(person=locked, account=account, role=role, starts_at=at)
    about = {"membership": str(made.id), "role": role.value}
    log_access(person=locked, by=by, verb=Verb.WRITE, what="add_membership", at=at, about=about)
    told = {"who": account.full_name, "role": role.value}
    for reader in (Account.objects.get(memberships__coordinates=locked), locked.account):
        if reader is not None and reader not in (by, account):
            notify(account=reader, kind="people.joined", person=locked, at=at, about=told)
    return made


def _be_the_person(person: Person, account: Account) -> None:
    if person.account_id not in (None, account.pk) or Person.objects.filter(account=account).exists():
        raise NotPossible(_("This account or this person is already linked to another."))
    person.account = account
    person.save(update_fields=["account"])


@transaction.atomic
def end_membership(*, membership: Membership, by: Account, at: datetime) -> None:
    """The role ends at `at`. Raises `NotPossible` for the person's own, for the coordinator's, and when it is over.

    An offer to coordinate that waits for a professional who leaves is withdrawn, and so are their open invitations.
    """
    Person.objects.select_for_update(no_key=True).get(pk=membership.person_id)
    held = Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    if held.role == Role.PERSON:
        raise NotPossible(_("The person themselves stays in their circle."))
    if held.role == Role.COORDINATOR:
        raise NotPossible(
            _("Whoever coordinates hands over first: the person is never without a coordinator.")
        )
    if not held.is_open(at):
        raise NotPossible(_("This role has already ended."))
    held.ends_at = at
    held.save(update_fields=["ends_at"])
    others = Membership.objects.filter(
        open_at(at), person_id=held.person_id, account_id=held.account_id, role__in=PROFESSIONALS
    )
    if not others.exists():
        waiting = HandoverOffer.objects.filter(person_id=held.person_id, to_id=held.account_id, answer="")
        waiting.update(answer=Answer.WITHDRAWN, answered_at=at)
        asked_in = Invitation.objects.filter(person_id=held.person_id, invited_by_id=held.account_id)
        asked_in.filter(used_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=at)
    about = {"membership": str(held.id), "role": held.role}
    log_access(person=held.person, by=by, verb=Verb.WRITE, what="end_membership", at=at, about=about)


@transaction.atomic
def leave_circle(*, person: Person, by: Account, as_professional: bool, at: datetime) -> None:
    """`by` ends their own roles: those of a professional, or those of somebody close. The coordinator is told, and the
    person of a professional. Raises `NotPossible` for who coordinates, and for who holds no such role."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    held = list(Membership.objects.filter(open_at(at), person=person, account=by))
    mine = [one for one in held if (one.role in PROFESSIONALS) == as_professional and one.role != Role.PERSON]
    if any(one.role == Role.COORDINATOR for one in mine):
        raise NotPossible(_("You coordinate: hand over first, then you can leave."))
    if not mine:
        raise NotPossible(_("You have no role here to end."))
    for one in mine:
        end_membership(membership=one, by=by, at=at)
    told = {"who": by.full_name}
    coordinator = Account.objects.get(memberships__coordinates=person)
    for reader in (coordinator, person.account if as_professional else None):
        if reader is not None and reader != by:
            notify(account=reader, kind="people.left", person=person, at=at, about=told)
