"""One look at a list of people: a row in the log of each, written together."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from cordee.service.people.access_log import next_entry
from cordee.service.people.models import AccessEntry, AccessHead, Account, Person, Verb

_AT_ONCE = 500


def log_list(*, people: Collection[Person], by: Account, what: str, at: datetime) -> None:
    """Append one reading to the log of everybody a page shows: four queries for up to 500 people, none for nobody.

    The heads are locked in one order everywhere, so that two lists at once wait for each other and never for good.
    """
    ordered = sorted({person.pk: person for person in people}.values(), key=lambda person: person.pk)
    for start in range(0, len(ordered), _AT_ONCE):
        _log(ordered[start : start + _AT_ONCE], by, what, at)


@transaction.atomic
def _log(people: list[Person], by: Account, what: str, at: datetime) -> None:
    held = AccessHead.objects.select_for_update(no_key=True).filter(person__in=people).order_by("person_id")
    heads = {head.person_id: head for head in held}
    new = [AccessHead(person=person) for person in people if person.pk not in heads]
    if new:
        AccessHead.objects.bulk_create(new)
        heads |= {head.person_id: head for head in new}
    entries = []
    for person in people:
        head = heads[person.pk]
        entry = next_entry(head, person=person, by=by, verb=Verb.READ, what=what, at=at)
        head.number, head.hash = entry.number, entry.hash
        entries.append(entry)
    AccessEntry.objects.bulk_create(entries)
    AccessHead.objects.bulk_update(list(heads.values()), ["number", "hash"])
