"""An account's own affairs: its language, its telephone, its end."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from cordee.service.people.access_log import log_access
from cordee.service.people.models import (
    Account,
    Answer,
    HandoverOffer,
    Invitation,
    Membership,
    Notice,
    Person,
    Verb,
)
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.places import end_places
from cordee.service.people.roles import Role
from cordee.service.people.standing import open_at


@transaction.atomic
def set_account(*, account: Account, full_name: str, phone: str, language: str) -> None:
    """How the account is named and called, and the language of its pages (`fr`, `en`, '' for the browser's)."""
    account.full_name, account.phone, account.language = full_name.strip(), phone.strip(), language
    account.save(update_fields=["full_name", "phone", "language"])


@transaction.atomic
def read_notices(*, account: Account, at: datetime) -> int:
    """Everything told to `account` until now is read. Returns how many notices that were not."""
    return Notice.objects.filter(account=account, read_at__isnull=True, at__lte=at).update(read_at=at)


@transaction.atomic
def close_account(*, account: Account, by: Account, at: datetime) -> None:
    """Nobody signs in with it any more; its sessions end at once, its roles and the invitations it sent end, its
    entries in logs stay.

    Raises `NotPossible` while it coordinates somebody. A session carries a hash of the password: changing that ends it,
    on every device, and an account that is not active is nobody anyway.
    """
    people = Membership.objects.filter(open_at(at), account=account).values("person")
    list(
        Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk")
    )  # before a handover can end
    held = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    if Person.objects.filter(coordination__account=held).exists():
        raise NotPossible(_("This account coordinates somebody: hand over first."))
    ending = Membership.objects.filter(open_at(at), account=held).select_related("person")
    for membership in ending.order_by("person_id"):  # the order in which every log is locked
        membership.ends_at = at
        membership.save(update_fields=["ends_at"])
        if membership.role == Role.PERSON:
            Person.objects.filter(pk=membership.person_id, account=held).update(account=None)
        about = {"membership": str(membership.id), "role": membership.role}
        log_access(
            person=membership.person, by=by, verb=Verb.WRITE, what="end_membership", at=at, about=about
        )
    HandoverOffer.objects.filter(to=held, answer="").update(answer=Answer.WITHDRAWN, answered_at=at)
    waiting = Invitation.objects.filter(invited_by=held, used_at__isnull=True, withdrawn_at__isnull=True)
    waiting.update(withdrawn_at=at)
    Authenticator.objects.filter(user=held).delete()
    end_places(account=held, at=at)
    held.is_active = False
    held.set_unusable_password()
    held.save(update_fields=["is_active", "password"])
