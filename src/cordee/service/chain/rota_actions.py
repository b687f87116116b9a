"""Rotas, turns and absences of a team: made and taken away by members of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cordee.service.chain.models import Absence, Rota, Shift
from cordee.service.people.models import Account, Team
from cordee.service.people.not_possible import NotPossible


@transaction.atomic
def make_rota(*, team: Team, name: str) -> Rota:
    """A new rota. Raises NotPossible when the team has one of that name."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    if Rota.objects.filter(team=team, name=name).exists():
        raise NotPossible(_("The team has a rota of this name."))
    return Rota.objects.create(team=team, name=name)


def _forward(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise NotPossible(_("The end comes after the beginning."))


@transaction.atomic
def add_shift(
    *, rota: Rota, account: Account, starts_at: datetime, ends_at: datetime, override: bool = False
) -> Shift:
    """A turn of a member of the team; an override stands above the regular turn of the same time."""
    _forward(starts_at, ends_at)
    if account.team_id != rota.team_id or not account.is_active:
        raise NotPossible(_("A turn is taken by somebody of the team."))
    return Shift.objects.create(
        rota=rota, account=account, starts_at=starts_at, ends_at=ends_at, override=override
    )


@transaction.atomic
def add_absence(
    *, account: Account, starts_at: datetime, ends_at: datetime, substitute: Account | None
) -> Absence:
    """Somebody is away. `substitute`, of the same team, is told in their place; None: they are passed over."""
    _forward(starts_at, ends_at)
    if substitute is not None and substitute.pk == account.pk:
        raise NotPossible(_("Somebody else stands in."))
    if substitute is not None and substitute.team_id != account.team_id:
        raise NotPossible(_("Somebody of the same team stands in."))
    return Absence.objects.create(
        account=account, starts_at=starts_at, ends_at=ends_at, substitute=substitute
    )


@transaction.atomic
def remove_shift(*, team: Team, shift_id: int) -> bool:
    """Take a turn of the team's away; whether there was one."""
    return bool(Shift.objects.filter(rota__team=team, pk=shift_id).delete()[0])


@transaction.atomic
def remove_absence(*, team: Team, absence_id: int) -> bool:
    """Take an absence of a member away; whether there was one."""
    return bool(Absence.objects.filter(account__team=team, pk=absence_id).delete()[0])
