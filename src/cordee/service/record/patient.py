"""The person as the service keeps them, and the Patient resource of their record: one says what the other says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from cordee.case import PartialDate
from cordee.case import Person as PersonOfCase
from cordee.fhir import fault_words as w
from cordee.fhir.patient import write_patient
from cordee.fhir.systems import CORDEE
from cordee.files.fault import BadInput
from cordee.service.people.models import Person

FORMER_ID = CORDEE + "former-patient-id"
"""System of the identifiers under which other systems know the same Patient: references to them are followed."""

_SEXES = {"female", "male", "other"}


def patient_id(person: Person) -> str:
    """The Patient's id in this record: always the person's own."""
    return str(person.id)


def subject_of(person: Person) -> dict[str, str]:
    """The reference that every resource about the person carries as its subject."""
    return {"reference": f"Patient/{patient_id(person)}"}


def patient_of(person: Person) -> dict[str, Any]:
    """The Patient resource that says what the person's row says."""
    body = write_patient(
        PersonOfCase(
            name=f"{person.given_name} {person.family_name}".strip() or None,
            born=PartialDate.of(person.born) if person.born else None,
            sex=person.sex if person.sex in _SEXES else None,  # type: ignore[arg-type]
            country=person.country or None,
            died=PartialDate.of(person.died_on) if person.died_on else None,
        ),
        patient_id(person),
    )
    name = {"text": body["name"][0]["text"]} if body.get("name") else {}
    body["name"] = [{**name, "family": person.family_name, "given": person.given_name.split()}]
    return body


def fields_of(patient: dict[str, Any], on: date, before: date | None = None) -> dict[str, Any]:
    """What a Patient resource says for the person's row. What it does not say is left out, but for a death:
    a Patient that tells of none says the person lives.

    A birth known to the month or year only leaves the whole day known `before`, when it fits; a row holds no less.
    A death whose day is not known counts from the last day it can have been: the end of the month or year
    told, or the day of recording (`on`). A death still to come is none.
    """
    found: dict[str, Any] = {"died_on": _died_on(patient, on)}
    for name in listed(patient, "name"):
        if isinstance(name.get("family"), str) and name["family"]:
            parts = name.get("given")
            given = [part for part in parts if isinstance(part, str)] if isinstance(parts, list) else []
            found["family_name"] = name["family"][:100]
            if given:
                found["given_name"] = " ".join(given)[:100]
            break
    born = _day(patient.get("birthDate"))
    if born is not None:
        fits = before is not None and born.earliest <= before <= born.latest
        found["born"] = born.earliest if born.exact else before if fits else None
    if isinstance(patient.get("gender"), str) and patient["gender"] in _SEXES:
        found["sex"] = patient["gender"]
    for address in listed(patient, "address"):
        country = address.get("country")
        if isinstance(country, str) and len(country) == 2 and country.isalpha():
            found["country"] = country.upper()
            break
    return found


def listed(body: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of the list that `body` holds under `name`; none when it holds something else there."""
    said = body.get(name)
    return [item for item in said if isinstance(item, dict)] if isinstance(said, list) else []


def _died_on(patient: dict[str, Any], on: date) -> date | None:
    died = _day(patient.get("deceasedDateTime"))
    if died is not None and died.earliest > on:
        return None  # a slip of the pen: it must not stop the alerts of somebody who lives
    if died is not None:
        return died.earliest if died.exact else min(died.latest, max(on, died.earliest))
    return on if patient.get("deceasedBoolean") is True else None


def _day(said: Any) -> PartialDate | None:
    try:
        return PartialDate(said.partition("T")[0]) if isinstance(said, str) else None
    except ValueError:
        return None


def as_of_this_record(
    bodies: Sequence[dict[str, Any]], person: Person, standing: dict[str, Any] | None
) -> list[dict[str, Any]]:
    """`bodies` with the Patient under the person's own id, and every reference to the Patient following it.

    `standing` is the record's Patient body. Raises BadInput for two Patients: a record is about one person.
    """
    patients = [body for body in bodies if body.get("resourceType") == "Patient"]
    if len(patients) > 1:
        raise BadInput.at("", "Patient", w.PEOPLE_IN_RECORD.filled(n=len(patients)))
    former = set(_former_ids(standing or {}))
    mine = patient_id(person)
    if patients:
        former |= {str(patients[0].get("id") or ""), *_former_ids(patients[0])} - {"", mine}
    targets = {f"Patient/{id}" for id in former}
    if not targets and not patients:
        return list(bodies)
    followed = [_followed(body, targets, f"Patient/{mine}") for body in bodies]
    return [_named(body, mine, former) if body["resourceType"] == "Patient" else body for body in followed]


def _former_ids(patient: dict[str, Any]) -> Iterable[str]:
    for identifier in listed(patient, "identifier"):
        if identifier.get("system") == FORMER_ID:
            yield str(identifier.get("value") or "")


def _named(patient: dict[str, Any], mine: str, former: set[str]) -> dict[str, Any]:
    others = [item for item in listed(patient, "identifier") if item.get("system") != FORMER_ID]
    kept = [*others, *({"system": FORMER_ID, "value": id} for id in sorted(former))]
    return {**patient, "id": mine, **({"identifier": kept} if kept else {})}


def _followed(value: Any, targets: set[str], mine: str) -> Any:
    if isinstance(value, dict):
        return {
            key: mine
            if key == "reference" and isinstance(item, str) and _points(item, targets)
            else _followed(item, targets, mine)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_followed(item, targets, mine) for item in value]
    return value


def _points(reference: str, targets: set[str]) -> bool:
    plain = reference.partition("/_history/")[0]
    return plain in targets or "/".join(plain.split("/")[-2:]) in targets
