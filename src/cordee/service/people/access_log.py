"""Writing the access log, and checking that nobody has changed it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.db import transaction

from cordee.service.people.models import AccessEntry, AccessHead, Account, Person, Verb


def digest(entry: AccessEntry) -> str:
    """SHA-256 (hex) of an entry's values and of the hash before it."""
    values = [
        str(entry.person_id),
        entry.number,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(entry.account_id) if entry.account_id else None,
        entry.by_name,
        entry.verb,
        entry.what,
        entry.about,
        entry.previous,
    ]
    return hashlib.sha256(msgspec.json.encode(values, order="deterministic")).hexdigest()


@transaction.atomic
def log_access(
    *,
    person: Person,
    by: Account | None,
    verb: Verb,
    what: str,
    at: datetime,
    about: Mapping[str, Any] | None = None,
) -> AccessEntry:
    """Append one entry, in the caller's transaction when there is one. `by=None` is the service itself."""
    AccessHead.objects.get_or_create(person=person)
    head = AccessHead.objects.select_for_update().get(person=person)
    entry = AccessEntry(
        person=person,
        number=head.number + 1,
        at=at,
        account=by,
        by_name=by.full_name if by else "",
        verb=verb,
        what=what,
        about=dict(about or {}),
        previous=head.hash,
    )
    entry.hash = digest(entry)
    entry.save(force_insert=True)
    AccessHead.objects.filter(person=person).update(number=entry.number, hash=entry.hash)
    return entry
