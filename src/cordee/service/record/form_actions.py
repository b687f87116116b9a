"""Writing what a form says: through the same door as everything else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from cordee.service.people.models import Account, Person
from cordee.service.record.actions import Key, write_resources
from cordee.service.record.current import current_reading
from cordee.service.record.forms.base import FactForm
from cordee.service.record.models import Door, Resource
from cordee.service.record.models.resource import CORRECTED
from cordee.service.record.undo import key_of_ref


@transaction.atomic
def write_form(
    *, form: FactForm, by: Account, at: datetime, seen: int | None = None, why: str = ""
) -> list[Resource]:
    """Write the resources of a valid form. When it edits one, what belonged to the fact before and is not written
    again (a medicine taken off a line) is withdrawn with it.

    A new fact whose page was sent already (`about.once`) is not written again. `seen` is the version of the
    edited resource the writer looked at: raises `Conflict` when another stands by now.
    """
    about = form.about
    bodies = form.bodies()
    follows: dict[Key, int] = {}
    gone: list[Key] = []
    if about.body is None and about.once and bodies:
        Person.objects.select_for_update(no_key=True).get(pk=about.person.pk)
        there = Resource.objects.filter(person=about.person, logical_id=about.once)
        if there.exists():
            return list(there)
    if about.body is not None:
        edited = (str(about.body["resourceType"]), str(about.body["id"]))
        follows[edited] = seen or 0
        gone = _left_behind(form, edited, {(body["resourceType"], body["id"]) for body in bodies}, at)
        bodies = [_with_identifiers(body, about.body) for body in bodies]
    return write_resources(
        person=about.person,
        bodies=bodies,
        by=by,
        door=Door.FORM,
        at=at,
        why=why or (CORRECTED if gone else ""),
        follows=follows,
        withdraw=gone,
        what="correct_fact" if about.body is not None else "record_fact",
    )


def _left_behind(form: FactForm, edited: Key, written: set[Key], at: datetime) -> list[Key]:
    if form.about.fact is None:
        return []
    ref = "/".join(edited)
    parts = [m.ref for m in current_reading(form.about.person, localdate(at)).merged if m.into == ref]
    old = [edited, *filter(None, map(key_of_ref, parts))]
    return [key for key in dict.fromkeys(old) if key not in written]


def _with_identifiers(body: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """What other systems call the resource stays with it."""
    same = (body["resourceType"], body["id"]) == (before["resourceType"], before["id"])
    if same and before.get("identifier") and "identifier" not in body:
        return {**body, "identifier": before["identifier"]}
    return body
