"""Who changes how a team is alerted: every professional of the team sees it; those who answer for people change it."""

from __future__ import annotations

from datetime import datetime
from typing import NoReturn

from django.http import Http404

from cordee.service.people.models import Account, Membership, Team
from cordee.service.people.roles import PHYSICIANS, Role
from cordee.service.people.standing import open_at

EDITORS = PHYSICIANS | {Role.COORDINATOR}


def team_of(account: Account) -> Team:
    """The team of a professional's account. Raises Http404 for an account without one."""
    return account.team or _nobody()


def _nobody() -> NoReturn:
    raise Http404


def may_edit(account: Account, at: datetime) -> bool:
    """Whether the account coordinates, or is a physician of, anybody its own team follows; or keeps the service."""
    if account.team_id is None or not account.is_active:
        return False
    held = Membership.objects.filter(open_at(at), account=account, person__team=account.team_id)
    return account.is_staff or held.filter(role__in=[role.value for role in EDITORS]).exists()
