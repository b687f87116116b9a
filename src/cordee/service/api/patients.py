"""Which person a hospital system means. A person of another team, and nobody, get the same answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from cordee.service.api.models import ApiToken
from cordee.service.api.outcome import Refused
from cordee.service.people.models import Person
from cordee.service.record.patient import fields_of, listed

NOBODY = "No such patient for this key."


def person_of_bundle(token: ApiToken, bodies: list[dict[str, Any]], on: Any) -> Person:
    """The person of the one Patient among `bodies`, by the identifier system that the key names.

    Raises `Refused`: no Patient or no such identifier (422), nobody of that number in the team (404), two numbers (422), or a
    birth date that is not the person's (409): better to stop than to write into another person's record.
    """
    patient = next((body for body in bodies if body.get("resourceType") == "Patient"), None)
    if patient is None:
        raise Refused(422, "required", "The Bundle holds no Patient.")
    numbers = {
        str(item.get("value") or "")
        for item in listed(patient, "identifier")
        if item.get("system") == token.identifier_system
    } - {""}
    if len(numbers) != 1:
        raise Refused(
            422, "required", "The Patient needs exactly one identifier of the system that this key names."
        )
    person = person_numbered(token, numbers.pop())
    born = fields_of(patient, on).get("born")
    if born is not None and person.born is not None and born != person.born:
        raise Refused(
            409,
            "business-rule",
            "The Patient's birth date is not the one in this record. Nothing was written.",
        )
    return person


def person_numbered(token: ApiToken, number: str) -> Person:
    """The team's person of that record number. Raises `Refused` (404)."""
    if "\0" in number:  # which PostgreSQL would refuse to look for
        raise Refused(404, "not-found", NOBODY)
    person = Person.objects.filter(team=token.team, record_number=number).select_related("team").first()
    if person is None:
        raise Refused(404, "not-found", NOBODY)
    return person


def person_by_id(token: ApiToken, said: str) -> Person:
    """The team's person of that Patient id, alone or as `Patient/…`. Raises `Refused` (404)."""
    try:
        id = UUID(said.removeprefix("Patient/"))
    except ValueError:
        raise Refused(404, "not-found", NOBODY) from None
    person = Person.objects.filter(team=token.team, pk=id).first()
    if person is None:
        raise Refused(404, "not-found", NOBODY)
    return person
