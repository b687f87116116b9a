"""Inviting somebody into a circle: a link that serves once and expires; only its hash is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cordee.service.people.access_log import log_access
from cordee.service.people.memberships import add_membership
from cordee.service.people.models import Account, Invitation, Membership, Person, Verb
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.permissions import Permission
from cordee.service.people.roles import CLOSE_ONES, PROFESSIONALS, Role
from cordee.service.people.standing import may, open_at

INVITATION_DAYS = 7
SENT_TWICE = timedelta(minutes=1)
"""The same form within this time is one invitation: a second message would make the first one's link useless."""


def invitable_by(person: Person, by: Account, at: datetime) -> list[Role]:
    """The roles `by` may invite into: the person those close to them, a professional everybody but a coordinator."""
    if not may(by, Permission.INVITE, person, at):
        return []
    if person.account_id == by.pk:
        return [role for role in Role if role in CLOSE_ONES]
    taken = {Role.COORDINATOR} | ({Role.PERSON} if person.account_id is not None else set())
    return [role for role in Role if role not in taken]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *, person: Person, email: str, role: Role, by: Account, at: datetime, to_our_team: bool = False
) -> tuple[Invitation, str]:
    """An invitation and the secret of its link, which exists nowhere else. An older open one for the same is withdrawn;
    one that `by` sent a moment ago (`SENT_TWICE`) stands, and its secret is given as ''.

    `to_our_team`: whoever accepts also joins the team of `by`; for professional roles only. Raises `NotPossible` for a
    role `by` may not invite into, and when the address is that of somebody who has the role already.
    """
    if role not in invitable_by(person, by, at):
        raise NotPossible(_("You can't invite into this role."))
    address = email.strip().lower()
    if Membership.objects.filter(open_at(at), person=person, role=role, account__email=address).exists():
        raise NotPossible(_("Somebody with this address already has this role."))
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    older = Invitation.objects.filter(
        person=person, email=address, role=role, used_at__isnull=True, withdrawn_at__isnull=True
    )
    just_sent = older.filter(invited_by=by, invited_at__gt=at - SENT_TWICE, invited_at__lte=at).first()
    if just_sent is not None:
        return just_sent, ""
    older.update(withdrawn_at=at)
    token = secrets.token_urlsafe(32)
    made = Invitation.objects.create(
        person=person,
        email=address,
        role=role,
        team=by.team if to_our_team and role in PROFESSIONALS else None,
        token_hash=_hash(token),
        invited_by=by,
        invited_at=at,
        expires_at=at + timedelta(days=INVITATION_DAYS),
    )
    _log(made, by, "invite", at)
    return made, token


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Account, at: datetime) -> None:
    """The link no longer serves. Raises `NotPossible` when it was used already."""
    held = _locked(invitation)
    if held.used_at is not None:
        raise NotPossible(_("This invitation has been accepted already."))
    if held.withdrawn_at is None:
        held.withdrawn_at = at
        held.save(update_fields=["withdrawn_at"])
        _log(held, by, "withdraw_invitation", at)


def invitation_of(token: str, at: datetime) -> Invitation | None:
    """The invitation whose link carries `token`, while it serves."""
    found = Invitation.objects.filter(token_hash=_hash(token)).select_related("person", "invited_by").first()
    return found if found is not None and found.is_open(at) else None


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: Account, at: datetime) -> Membership:
    """`by` joins the circle. Raises `NotPossible` when the link no longer serves or was sent to another address."""
    held = _locked(invitation)
    if not held.is_open(at):
        raise NotPossible(_("This invitation no longer serves. Ask for a new one."))
    if held.email != by.email.lower():
        raise NotPossible(_("This invitation was sent to another address."))
    if held.team_id is not None and by.team_id is None:
        by.team_id = held.team_id
        by.save(update_fields=["team"])
    made = add_membership(person=held.person, account=by, role=Role(held.role), by=by, at=at)
    held.used_at, held.used_by = at, by
    held.save(update_fields=["used_at", "used_by"])
    _log(held, by, "accept_invitation", at)
    return made


def _locked(invitation: Invitation) -> Invitation:
    """The person's row is locked first, here as everywhere: two actions never wait for each other in a circle."""
    Person.objects.select_for_update(no_key=True).get(pk=invitation.person_id)
    return Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)


def _log(invitation: Invitation, by: Account, what: str, at: datetime) -> None:
    about = {"invitation": str(invitation.id), "role": invitation.role}
    log_access(person=invitation.person, by=by, verb=Verb.WRITE, what=what, at=at, about=about)
