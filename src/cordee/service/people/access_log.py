"""Writing the access log, and checking that nobody has changed it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

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


def next_entry(
    head: AccessHead,
    *,
    person: Person,
    by: Account | None,
    verb: Verb,
    what: str,
    at: datetime,
    about: Mapping[str, Any] | None = None,
) -> AccessEntry:
    """The entry that comes after `head`, with its hash; neither is written here. The caller holds the head's lock."""
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
    return entry


@transaction.atomic(savepoint=False)
def log_access(
    *,
    person: Person,
    by: Account | None,
    verb: Verb,
    what: str,
    at: datetime,
    about: Mapping[str, Any] | None = None,
) -> AccessEntry:
    """Append one entry, in the caller's transaction when there is one: three queries. `by=None` is the service itself.

    The head is locked while the entry is written, so that two at once come one after the other.
    """
    stored = AccessHead.objects.select_for_update(no_key=True).filter(person=person).first()
    head = stored or AccessHead(person=person)
    entry = next_entry(head, person=person, by=by, verb=verb, what=what, at=at, about=about)
    head.number, head.hash = entry.number, entry.hash
    if stored is None:
        head.save(force_insert=True)  # first: of two at once the second fails here, its entry not written
    else:
        AccessHead.objects.filter(person=person).update(number=entry.number, hash=entry.hash)
    entry.save(force_insert=True)
    if by is not None and by.door_passed is not None and by.door_passed[0].pk == person.pk:
        by.door_passed = None
    return entry


@dataclass(frozen=True)
class Break:
    """A place where a person's log is not what was written. `number` is the entry's, 0 for the log as a whole."""

    person_id: UUID
    number: int
    reason: str


def verify_log(person: Person) -> list[Break]:
    """Where the chain of one person's entries breaks; empty when every entry is there as it was written."""
    entries = AccessEntry.objects.filter(person=person).order_by("number", "pk")
    head = AccessHead.objects.filter(person=person).first()
    return list(_breaks(person.pk, entries.iterator(chunk_size=2000), head))


def verify_all() -> Iterator[tuple[UUID, int, str]]:
    """The breaks of everybody's log as (person's id, entry's number, reason), one person at a time."""
    for person in Person.objects.only("pk").order_by("pk").iterator(chunk_size=500):
        for found in verify_log(person):
            yield found.person_id, found.number, found.reason


def _breaks(person_id: UUID, entries: Iterable[AccessEntry], head: AccessHead | None) -> Iterator[Break]:
    number, previous = 0, ""
    for entry in entries:
        number += 1
        if entry.number != number:
            yield Break(person_id, number, "an entry is missing")
            number = entry.number
        if entry.previous != previous:
            yield Break(person_id, number, "does not follow the entry before")
        if entry.hash != digest(entry):
            yield Break(person_id, number, "was changed")
        previous = entry.hash
    if number == 0:
        yield Break(person_id, 0, "has no entry: opening the file wrote one")
    elif head is None or (head.number, head.hash) != (number, previous):
        yield Break(person_id, number, "is not the last that was written")
