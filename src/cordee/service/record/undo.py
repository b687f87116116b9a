"""Taking back: a fact as it was before, or no longer there; always by a new version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from cordee.service.people.models import Account, Person
from cordee.service.record.actions import Conflict, write_resources
from cordee.service.record.current import current_reading
from cordee.service.record.models import Door, Resource


class NothingToUndo(ValueError):
    """The version asked for already stands, or the Patient would be withdrawn."""


@transaction.atomic
def undo_version(
    *,
    person: Person,
    resource_type: str,
    logical_id: str,
    to: int,
    seen: int,
    by: Account,
    at: datetime,
    why: str,
) -> Resource:
    """A new version of one resource that equals its version `to`; 0 withdraws it.

    `seen` is the version the writer looked at: raises `Conflict` when another stands by now. Raises
    `Resource.DoesNotExist` for a version there never was, `NothingToUndo` when nothing would change.
    """
    rows = Resource.objects.filter(person=person, type=resource_type, logical_id=logical_id)
    now = rows.get(current=True)
    if now.version != seen:
        raise Conflict(now)
    if to == 0:
        if now.withdrawn or resource_type == "Patient":
            raise NothingToUndo
        return write_resources(
            person=person, bodies=[], withdraw=[(resource_type, logical_id)], by=by, door=Door.FORM, at=at, why=why,
            what="withdraw_fact",
        )[0]  # fmt: skip
    earlier = rows.get(version=to)
    if earlier.withdrawn or (earlier.body == now.body and not now.withdrawn):
        raise NothingToUndo
    return write_resources(
        person=person, bodies=[earlier.body], by=by, door=Door.FORM, at=at, why=why, what="undo_version"
    )[0]


@transaction.atomic
def withdraw_fact(
    *, person: Person, resource_type: str, logical_id: str, seen: int, by: Account, at: datetime, why: str
) -> list[Resource]:
    """Withdraw a resource with those that were read into the same fact (a line's medicines, a tumour's stage).

    Raises `Conflict` and `NothingToUndo` as `undo_version` does.
    """
    ref = f"{resource_type}/{logical_id}"
    parts = [m.ref for m in current_reading(person, localdate(at)).merged if m.into == ref]
    now = Resource.objects.get(person=person, type=resource_type, logical_id=logical_id, current=True)
    if now.version != seen:
        raise Conflict(now)
    if now.withdrawn or resource_type == "Patient":
        raise NothingToUndo
    keys = [(resource_type, logical_id), *filter(None, map(key_of_ref, parts))]
    return write_resources(
        person=person, bodies=[], withdraw=keys, by=by, door=Door.FORM, at=at, why=why, what="withdraw_fact"
    )


def key_of_ref(ref: str) -> tuple[str, str] | None:
    """(type, id) of a plain reference; None for a contained resource and for one without an id."""
    kind, _, logical = ref.partition("/")
    return (kind, logical) if logical and "#" not in ref and " " not in ref else None
