"""Making and revoking keys, and counting their calls."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cordee.service.api.models import ApiToken, hash_of
from cordee.service.people.models import Account, Team
from cordee.service.people.not_possible import NotPossible

CALLS_A_MINUTE = 120
_MINUTE = timedelta(minutes=1)


def create_token(
    *,
    team: Team,
    name: str,
    identifier_system: str,
    may_read: bool,
    may_write: bool,
    by: Account | None,
    at: datetime,
) -> tuple[ApiToken, str]:
    """A new key: its row, and the secret, which can't be had again. `by=None` is the command line.

    Raises `NotPossible` when the team has a key of that name that is not revoked.
    """
    secret = f"cordee_{secrets.token_urlsafe(32)}"
    try:
        with transaction.atomic():
            token = ApiToken.objects.create(
                team=team,
                name=name,
                identifier_system=identifier_system,
                hash=hash_of(secret),
                may_read=may_read,
                may_write=may_write,
                created_at=at,
                created_by=by,
            )
    except IntegrityError:
        raise NotPossible(
            _("This team has a key of that name already. Revoke it first, or choose another name.")
        ) from None
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Account, at: datetime) -> None:
    """The key serves no longer, from the next call on. Revoking it twice changes nothing."""
    ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at, revoked_by=by)


def count_call(*, token: ApiToken, at: datetime) -> bool:
    """Count one call of the key; False when the minute's calls are used up. The database counts, for every process."""
    minute = ApiToken.objects.filter(pk=token.pk, counted_from__gt=at - _MINUTE, counted_from__lte=at)
    if minute.filter(calls__lt=CALLS_A_MINUTE).update(calls=F("calls") + 1, last_used_at=at):
        return True
    if minute.exists():
        return False
    ApiToken.objects.filter(pk=token.pk).update(calls=1, counted_from=at, last_used_at=at)
    return True
