"""Writing facts: the one way in. Every change is a new version; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.timezone import localdate

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Person, Verb
from cordee.service.record.current import NOT_READ, forget_rolled_back, settled
from cordee.service.record.models import Door, Resource
from cordee.service.record.patient import as_of_this_record, fields_of, patient_id
from cordee.service.record.signals import facts_written
from cordee.service.record.summary import rebuild_summary

Key = tuple[str, str]
"""A resource within a record: its type and its logical id."""

_A_FEW = 400  # up to so many ids are looked up by name; beyond, the whole record is


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
    follows: dict[Key, int] | None = None,
    withdraw: Collection[Key] = (),
    what: str = "write_resources",
) -> list[Resource]:
    """Store FHIR resources as new current versions, all or none; one step of the person's `facts_version`.

    A body without an id gets one. The Patient stands under the person's own id, whatever id it came with, and
    references to it follow; what it says of name, birth, sex, country and death is taken over into the person's row.
    `withdraw` names current resources that no longer stand (`why` must say why). `follows` maps (type, id) to the
    version the writer saw (0: none): raises `Conflict` when another stands by now. Writes one access-log row named
    `what`; makes the summary again; `facts_written` is sent after commit. `person.facts_version` is brought up to date.
    Raises BadInput when the record would no longer be readable (two people in it, references in a circle).
    """
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    step = locked.facts_version + 1
    named = _named(bodies, locked)
    keys = {_key(body) for body in named}
    standing = _standing(locked, keys | set(withdraw))
    for key, seen in (follows or {}).items():
        if key in standing and standing[key].version != seen:
            raise Conflict(standing[key])
    gone = [standing[key] for key in withdraw if key not in keys and not standing[key].withdrawn]
    changes = [(_key(body), body, False) for body in named]
    changes += [((row.type, row.logical_id), row.body, True) for row in gone]
    _no_longer_current([standing[key].pk for key, _, _ in changes if key in standing])
    rows = [
        Resource(
            person=person,
            type=key[0],
            logical_id=key[1],
            version=standing[key].version + 1 if key in standing else 1,
            body=body,
            withdrawn=withdrawn,
            door=door,
            why=why,
            facts_version=step,
            recorded_at=at,
            recorded_by=by,
        )
        for key, body, withdrawn in changes
    ]
    Resource.objects.bulk_create(rows, batch_size=500)
    _step(person, named, step, at, of_case=any(key[0] not in NOT_READ for key, _, _ in changes))
    about = {"door": door.value, "count": len(rows), "facts_version": step}
    log_access(person=person, by=by, verb=Verb.WRITE, what=what, at=at, about=about)
    return rows


def write_answers(
    *, locked: Person, body: dict[str, Any], by: Account | None, at: datetime, what: str
) -> Resource:
    """Store the answers of one check-in: a QuestionnaireResponse about `locked` with an id that is new.

    What `write_resources` does, without its questions about what stands already: for a transaction in which the caller
    has locked the person's row. Check-ins come by the thousand in one minute.
    """
    step = locked.facts_version + 1
    row = Resource.objects.create(
        person=locked,
        type=body["resourceType"],
        logical_id=body["id"],
        version=1,
        body=body,
        door=Door.CHECK_IN,
        facts_version=step,
        recorded_at=at,
        recorded_by=by,
    )
    _step(locked, (), step, at, of_case=False)
    about = {"door": Door.CHECK_IN.value, "count": 1, "facts_version": step}
    log_access(person=locked, by=by, verb=Verb.WRITE, what=what, at=at, about=about)
    return row


def _named(bodies: Sequence[dict[str, Any]], person: Person) -> list[dict[str, Any]]:
    patient = Resource.objects.filter(
        person=person, current=True, type="Patient", logical_id=patient_id(person)
    ).first()
    ours = as_of_this_record(bodies, person, patient.body if patient else None)
    return [{**body, "id": str(body.get("id") or uuid4())} for body in ours]


def _key(body: dict[str, Any]) -> Key:
    return (body["resourceType"], body["id"])


def _standing(person: Person, keys: set[Key]) -> dict[Key, Resource]:
    rows = Resource.objects.filter(person=person, current=True)
    if len(keys) <= _A_FEW:
        rows = rows.filter(logical_id__in={logical for _, logical in keys})
    return {(row.type, row.logical_id): row for row in rows if (row.type, row.logical_id) in keys}


def _no_longer_current(ids: list[Any]) -> None:
    for start in range(0, len(ids), _A_FEW):
        Resource.objects.filter(pk__in=ids[start : start + _A_FEW]).update(current=False)


def _step(person: Person, bodies: Sequence[dict[str, Any]], step: int, at: datetime, of_case: bool) -> None:
    """The person's row, the summary (when a case follows from a change) and the news of it."""
    changes: dict[str, Any] = {"facts_version": step} | ({"case_version": step} if of_case else {})
    for body in bodies:
        if body["resourceType"] == "Patient":
            changes |= fields_of(body, localdate(at), person.born)
    Person.objects.filter(pk=person.pk).update(**changes)
    for name, value in changes.items():
        setattr(person, name, value)
    if of_case:
        forget_rolled_back(person.id, step)
        rebuild_summary(person, on=localdate(at))
        transaction.on_commit(partial(settled, person.id, step))
    news = partial(facts_written.send, person_id=person.id, facts_version=step, of_case=of_case)
    transaction.on_commit(partial(news, Person))
