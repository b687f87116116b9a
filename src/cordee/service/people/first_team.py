"""The first team of a new service, and the account that invites everybody else."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from cordee.service.people.models import Account, Team
from cordee.service.people.not_possible import NotPossible


@dataclass(frozen=True)
class NewTeam:
    """What a team is called, where it stands, and when it answers."""

    name: str
    country: str
    time_zone: str
    phone_day: str
    phone_night: str


@transaction.atomic
def make_team(*, new: NewTeam, email: str, full_name: str, password: str, operator: bool) -> Team:
    """A team with its first account, a professional whose address counts as verified: the operator typed it.

    Raises `NotPossible` when the team or the account is there already, `ValidationError` for a weak password.
    """
    if Team.objects.filter(name=new.name).exists():
        raise NotPossible(_("A team of this name is there already."))
    if Account.objects.filter(email=email.strip().lower()).exists():
        raise NotPossible(_("An account with this address is there already."))
    team = Team.objects.create(
        name=new.name,
        country=new.country,
        time_zone=new.time_zone,
        phone_day=new.phone_day,
        phone_night=new.phone_night,
    )
    account = Account(email=email.strip().lower(), full_name=full_name, team=team, is_staff=operator)
    validate_password(password, account)
    account.set_password(password)
    account.save(force_insert=True)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return team
