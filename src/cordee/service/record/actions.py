"""Writing facts: the one way in. Every change is a new version; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Person, Verb
from cordee.service.record.models import Door, Resource


class Conflict(Exception):
    """Somebody else changed the fact meanwhile. `theirs` is the version that stands now."""

    def __init__(self, theirs: Resource) -> None:
        self.theirs = theirs
        super().__init__(f"{theirs.type}/{theirs.logical_id} is at version {theirs.version} by now")


@transaction.atomic
def write_resources(
    *,
    person: Person,
    bodies: Sequence[dict[str, Any]],
    by: Account | None,
    door: Door,
    at: datetime,
    why: str = "",
    follows: dict[tuple[str, str], int] | None = None,
) -> list[Resource]:
    """Store FHIR resources as new current versions, all or none; one step of the person's `facts_version`.

    A body without an id gets one. `follows` maps (type, id) to the version the writer saw: raises `Conflict` when
    another stands by now. Writes one access-log row. `person.facts_version` is brought up to date.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    step = locked.facts_version + 1
    named = [({**body, "id": body.get("id") or str(uuid4())}) for body in bodies]
    keys = {(body["resourceType"], body["id"]) for body in named}
    standing = {
        (row.type, row.logical_id): row
        for row in Resource.objects.filter(
            person=person, current=True, logical_id__in=[logical for _, logical in keys]
        )
        if (row.type, row.logical_id) in keys
    }
    for key, seen in (follows or {}).items():
        if key in standing and standing[key].version != seen:
            raise Conflict(standing[key])
    Resource.objects.filter(pk__in=[row.pk for row in standing.values()]).update(current=False)
    rows = [
        Resource(
            person=person,
            type=body["resourceType"],
            logical_id=body["id"],
            version=standing[key].version + 1
            if (key := (body["resourceType"], body["id"])) in standing
            else 1,
            body=body,
            door=door,
            why=why,
            facts_version=step,
            recorded_at=at,
            recorded_by=by,
        )
        for body in named
    ]
    Resource.objects.bulk_create(rows, batch_size=500)
    Person.objects.filter(pk=person.pk).update(facts_version=step)
    person.facts_version = step
    about = {"door": door.value, "count": len(rows)}
    log_access(person=person, by=by, verb=Verb.WRITE, what="write_resources", at=at, about=about)
    return rows
