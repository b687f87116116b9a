"""A form that arrives twice, by a double click, or 'back' and 'send', counts once: it carries a key, and keys are kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction

from cordee.service.people.models import Account, SentForm

KEPT_FOR = timedelta(days=7)
LONGEST = 64


def new_key() -> str:
    """The key of a form that is shown."""
    return uuid4().hex


def made_before(account: Account, once: str) -> UUID | None:
    """What this form has made already; None the first time, and for a form without a key.

    Ask inside the transaction that writes. The account's row is locked meanwhile: the same form at the same moment waits.
    """
    if not once:
        return None
    assert transaction.get_connection().in_atomic_block
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    found = SentForm.objects.filter(account=account, once_hash=_hash(once)).first()
    return found.made if found else None


def remember(account: Account, once: str, *, made: UUID, at: datetime) -> None:
    """This form has made `made`; forms of a week ago are forgotten."""
    if not once:
        return
    SentForm.objects.filter(account=account, at__lt=at - KEPT_FOR).delete()
    SentForm.objects.create(account=account, once_hash=_hash(once), made=made, at=at)


def _hash(once: str) -> str:
    return sha256(once[:LONGEST].encode()).hexdigest()
