"""Taking in what a hospital system sends: all of it or nothing, by the same door as every other fact."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from cordee.case.reading import Reading
from cordee.fhir.json_input import decode
from cordee.files.fault import BadInput
from cordee.service.api.entries import Asked, asked_of
from cordee.service.api.models import ApiToken
from cordee.service.api.outcome import Refused, issue, outcome
from cordee.service.api.patients import person_of_bundle
from cordee.service.people.access_log import log_access
from cordee.service.people.models import Person, Verb
from cordee.service.record.actions import Conflict, Key, write_resources
from cordee.service.record.imports.read import resources_in
from cordee.service.record.imports.understood import is_patient_of, keeping_the_death, read_for
from cordee.service.record.models import Door, Resource
from cordee.service.record.patient import as_of_this_record, patient_id

_FILE = "the Bundle"
_WITHDRAWN_WHY = "deleted by the hospital system"


@transaction.atomic
def take_bundle(*, token: ApiToken, content: bytes, at: datetime) -> dict[str, Any]:
    """Store a Bundle's resources for its person as one step of the facts; the answer is a response Bundle.

    What is there already is not written again. Raises `Refused`: nothing is written then.
    """
    try:
        asked = asked_of(decode(content, _FILE))
        bodies = resources_in(content, _FILE)
        person = Person.objects.select_for_update(of=("self",), no_key=True).get(
            pk=person_of_bundle(token, bodies, localdate(at)).pk
        )
        standing = _patient(person)
        mine = [
            keeping_the_death(body, standing) if is_patient_of(body, person) else body
            for body in as_of_this_record(bodies, person, standing)
        ]
        reading = read_for(mine, person, localdate(at))
        here = _here(person, [(body["resourceType"], body["id"]) for body in mine])
        changed = [body for body in mine if _differs(body, here)]
        withdraw = [key for key in asked.withdraw if _stands(person, key)]
        follows = _versions_asked(asked, person)
        if changed or withdraw:
            write_resources(
                person=person, bodies=changed, withdraw=withdraw, by=None, door=Door.API, at=at,
                why=_WITHDRAWN_WHY if withdraw else "", follows=follows, what="api_write",
            )  # fmt: skip
    except BadInput as bad:
        raise Refused(422, "invalid", str(bad), bad.faults) from None
    except Conflict as conflict:
        raise Refused(409, "conflict", f"{conflict}. Nothing was written.") from None
    about = {"token": token.name, "sent": len(mine), "written": len(changed), "withdrawn": len(withdraw)}
    log_access(person=person, by=None, verb=Verb.WRITE, what="api_bundle", at=at, about=about)
    keys = [(body["resourceType"], body["id"]) for body in mine]
    return _response(asked.kind, keys, _here(person, keys), {k for k in keys if k not in here}, reading)


def _patient(person: Person) -> dict[str, Any] | None:
    row = Resource.objects.filter(
        person=person, type="Patient", logical_id=patient_id(person), current=True
    ).first()
    return row.body if row else None


def _here(person: Person, keys: list[Key]) -> dict[Key, Resource]:
    wanted = set(keys)
    rows = Resource.objects.filter(person=person, current=True)
    return {
        key: row for row in rows.iterator(chunk_size=500) if (key := (row.type, row.logical_id)) in wanted
    }


def _differs(body: dict[str, Any], here: dict[Key, Resource]) -> bool:
    """Whether it is new or says something else. What the team withdrew and comes again unchanged stays withdrawn."""
    row = here.get((body["resourceType"], body["id"]))
    return row is None or row.body != body


def _versions_asked(asked: Asked, person: Person) -> dict[Key, int]:
    """The versions that `ifMatch` names, the Patient under the person's id. Raises `Refused` for what was never there."""
    mine = patient_id(person)
    named = {(type, mine if type == "Patient" else id): seen for (type, id), seen in asked.follows.items()}
    for type, id in named:
        if not Resource.objects.filter(person=person, type=type, logical_id=id, current=True).exists():
            raise Refused(
                409, "conflict", "An ifMatch names a resource that is not there. Nothing was written."
            )
    return named


def _stands(person: Person, key: Key) -> bool:
    return Resource.objects.filter(
        person=person, type=key[0], logical_id=key[1], current=True, withdrawn=False
    ).exists()


def _response(
    kind: str, keys: list[Key], rows: dict[Key, Resource], new: set[Key], reading: Reading
) -> dict[str, Any]:
    """One answer for each resource sent; what the reader made nothing of says why, as information."""
    reasons = {unused.ref: unused.reason.en for unused in reading.unused}
    entries = []
    for key in keys:
        row, ref = rows[key], f"{key[0]}/{key[1]}"
        response: dict[str, Any] = {
            "status": "201 Created" if key in new else "200 OK",
            "location": f"{ref}/_history/{row.version}",
            "etag": f'W/"{row.version}"',
            "lastModified": row.recorded_at.isoformat(),
        }
        if row.withdrawn:
            said = "It stays withdrawn: the team withdrew it, and nothing in it changed."
            response["outcome"] = outcome([issue("informational", said, severity="information")])
        elif ref in reasons:
            said = f"Stored; not read into the case: {reasons[ref]}"
            response["outcome"] = outcome([issue("informational", said, severity="information")])
        entries.append({"response": response})
    type = "batch-response" if kind == "batch" else "transaction-response"
    return {"resourceType": "Bundle", "type": type, "entry": entries}
