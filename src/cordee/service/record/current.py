"""The case as the record holds it now: the current resources, read by the same reader as a file."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from cordee.case import Case
from cordee.case.reading import Reading
from cordee.fhir.bundle import resources_of
from cordee.fhir.records import read_resources
from cordee.files.fault import BadInput
from cordee.service.people.models import Person
from cordee.service.record.models import Resource
from cordee.terms import load_terms

_NAMED = "the record"


def current_bundle(person: Person) -> dict[str, Any]:
    """The person's current resources as a FHIR `collection` Bundle, in the order they came."""
    rows = Resource.objects.filter(person=person, current=True, withdrawn=False)
    bodies = rows.order_by("facts_version", "type", "logical_id").values_list("body", flat=True)
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": body} for body in bodies]}


def read_bundle(bundle: dict[str, Any], on: date) -> Reading:
    """The reading of the one person of `bundle`; an empty case when it holds nobody yet.

    Raises BadInput when the bundle is not FHIR R4 or holds several people.
    """
    found = read_resources(resources_of(bundle, _NAMED), load_terms(), today=on, file=_NAMED)
    if len(found) > 1:
        raise BadInput.at(_NAMED, "", f"holds {len(found)} people: expected one.")
    return found[0]


def current_reading(person: Person, on: date) -> Reading:
    """The case of the current facts, with what was not understood. Read once per version of the facts and day."""
    return _read(person.id, person.facts_version, on)


def current_case(person: Person, on: date) -> Case:
    """The case alone."""
    return current_reading(person, on).case


@lru_cache(maxsize=512)
def _read(person_id: UUID, facts_version: int, on: date) -> Reading:
    return read_bundle(current_bundle(Person(id=person_id)), on)
