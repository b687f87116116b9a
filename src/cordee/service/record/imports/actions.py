"""The steps of an import. Each is short and leaves the record as it was, until the last one changes it whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Person, Verb
from cordee.service.record.actions import Conflict, write_resources
from cordee.service.record.imports.understood import is_patient_of, keeping_the_death, read_for, understood
from cordee.service.record.models import Door, Import, ImportState, Resource, StagedResource
from cordee.service.record.patient import as_of_this_record, patient_id

STEP = 1000
"""How many resources one step compares."""

Verdict = StagedResource.Verdict


class NotReady(ValueError):
    """The import can't take this step: it was finished or given up, or is still being compared."""


@transaction.atomic
def start_import(
    *, person: Person | None, bodies: Sequence[dict[str, Any]], by: Account, at: datetime
) -> Import:
    """Stage resources beside the record. Raises BadInput when they can't be read; nothing is staged then."""
    standing = _patient_body(person) if person else None
    mine = as_of_this_record(bodies, person, standing) if person else list(bodies)
    if person is not None:
        mine = [keeping_the_death(b, standing) if is_patient_of(b, person) else b for b in mine]
    reading = read_for(mine, person, localdate(at))
    patient = next((body for body in bodies if body["resourceType"] == "Patient"), None)
    batch = Import.objects.create(
        person=person,
        by=by,
        total=len(mine),
        understood=understood(reading, patient, person, localdate(at)),
        started_at=at,
        state=ImportState.COMPARING if person else ImportState.READY,
    )
    rows = (
        StagedResource(batch=batch, number=n, type=b["resourceType"], logical_id=b["id"], body=b,
                       verdict="" if person else Verdict.NEW)
        for n, b in enumerate(mine, 1)
    )  # fmt: skip
    StagedResource.objects.bulk_create(rows, batch_size=500)
    if person is not None:
        about = {"import": str(batch.id), "count": len(mine)}
        log_access(person=person, by=by, verb=Verb.WRITE, what="start_import", at=at, about=about)
    return batch


@transaction.atomic
def compare_step(*, batch: Import, by: Account, at: datetime) -> Import:
    """Compare the next resources with the record; after the last the import is ready. Raises `NotReady` otherwise.

    Changes no fact, so it writes no log row of its own.
    """
    found = Import.objects.select_for_update(no_key=True).get(pk=batch.pk, person__isnull=False)
    if found.state != ImportState.COMPARING:
        raise NotReady
    rows = list(found.rows.filter(number__gt=found.compared).order_by("number")[:STEP])
    here = _standing(found.person_id, rows)
    for row in rows:
        row.verdict, row.seen = _compared(row, here.get((row.type, row.logical_id)))
    StagedResource.objects.bulk_update(rows, ["verdict", "seen"], batch_size=300)
    found.compared += len(rows)
    if found.compared >= found.total:
        found.state = ImportState.READY
    found.save(update_fields=["compared", "state"])
    return found


@transaction.atomic
def finish_import(*, batch: Import, by: Account, at: datetime) -> Import:
    """All new and changed resources enter the record as one step of the facts, or none does.

    Raises `NotReady` when it is not waiting for this, `Conflict` when somebody changed one of the facts since they
    were compared (`compare_again` then starts over).
    """
    found = Import.objects.select_for_update(no_key=True).get(pk=batch.pk, person__isnull=False)
    person = found.person
    if found.state != ImportState.READY or person is None:
        raise NotReady
    rows = found.rows.filter(verdict__in=[Verdict.NEW, Verdict.CHANGED]).order_by("number")
    taken = list(rows.values_list("type", "logical_id", "seen", "body"))
    if taken:
        write_resources(
            person=person,
            bodies=[body for *_, body in taken],
            by=by,
            door=Door.IMPORT,
            at=at,
            follows={(kind, logical_id): seen for kind, logical_id, seen, _ in taken},
            what="finish_import",
        )
    return _ended(found, ImportState.DONE, at)


@transaction.atomic
def compare_again(*, batch: Import, by: Account, at: datetime) -> Import:
    """Start comparing over, after a conflict. Raises `NotReady` when the import has ended."""
    found = Import.objects.select_for_update(no_key=True).get(pk=batch.pk, person__isnull=False)
    if found.ended_at is not None:
        raise NotReady
    found.state, found.compared = ImportState.COMPARING, 0
    found.save(update_fields=["state", "compared"])
    return found


@transaction.atomic
def drop_import(*, batch: Import, by: Account, at: datetime) -> Import:
    """Give the import up: its rows go, the record stays. Raises `NotReady` when it has ended already."""
    found = Import.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if found.ended_at is not None:
        raise NotReady
    if found.person is not None:
        about = {"import": str(found.id)}
        log_access(person=found.person, by=by, verb=Verb.WRITE, what="drop_import", at=at, about=about)
    return _ended(found, ImportState.DROPPED, at)


def _ended(batch: Import, state: ImportState, at: datetime) -> Import:
    batch.rows.all().delete()
    batch.state, batch.ended_at = state, at
    if state is ImportState.DROPPED or batch.person_id is None:
        batch.understood = {}
    batch.save(update_fields=["state", "ended_at", "understood"])
    return batch


def _patient_body(person: Person) -> dict[str, Any] | None:
    found = Resource.objects.filter(
        person=person, type="Patient", logical_id=patient_id(person), current=True
    ).first()
    return found.body if found else None


def _standing(person_id: Any, rows: list[StagedResource]) -> dict[tuple[str, str], Resource]:
    ids = [row.logical_id for row in rows]
    found = Resource.objects.filter(person_id=person_id, current=True, logical_id__in=ids)
    return {(r.type, r.logical_id): r for r in found}


def _compared(row: StagedResource, here: Resource | None) -> tuple[str, int]:
    if here is None:
        return Verdict.NEW, 0
    if here.body != row.body:
        return Verdict.CHANGED, here.version
    return (Verdict.WITHDRAWN if here.withdrawn else Verdict.SAME), here.version


__all__ = [
    "Conflict",
    "NotReady",
    "compare_again",
    "compare_step",
    "drop_import",
    "finish_import",
    "start_import",
]
