"""The case as the record holds it now, or held it: resources read by the same reader as a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from cordee.case import Case
from cordee.case.reading import Reading
from cordee.fhir.bundle import resources_of
from cordee.fhir.fault_words import ONE_EXPECTED
from cordee.fhir.records import read_resources
from cordee.files.fault import BadInput
from cordee.service.people.models import Person
from cordee.service.record.kept_reading import keep_reading, kept_reading
from cordee.service.record.models import Resource
from cordee.service.record.patient import patient_of
from cordee.terms import load_terms

NOT_READ = ("QuestionnaireResponse",)
"""Types of resources that no case and no summary follows from: a check-in's answers are read by the chain."""
_NAMED = "the record"
_unsettled: set[tuple[UUID, int]] = set()


def current_bundle(person: Person, without: Collection[str] = ()) -> dict[str, Any]:
    """The person's current resources as a FHIR `collection` Bundle, in the order they came; none of the types
    `without`. The Patient is made from the person's row when the record holds none yet."""
    return bundle_of(person, _bodies(person.pk, without))


def bundle_at(person: Person, facts_version: int) -> dict[str, Any]:
    """The same as it stood at an earlier version of the facts (0: nothing yet)."""
    rows = Resource.objects.filter(person=person, facts_version__lte=facts_version)
    last: dict[tuple[str, str], Resource] = {}
    for row in rows.order_by("version"):
        last[row.type, row.logical_id] = row
    standing = [row for row in last.values() if not row.withdrawn]
    standing.sort(key=lambda row: (row.facts_version, row.type, row.logical_id))
    return bundle_of(person, (row.body for row in standing))


def bundle_of(person: Person, bodies: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Resources as a `collection` Bundle about `person`."""
    kept = list(bodies)
    if not any(body.get("resourceType") == "Patient" for body in kept):
        kept.insert(0, patient_of(person))
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": body} for body in kept]}


def read_bundle(bundle: dict[str, Any], on: date) -> Reading:
    """The reading of the one person of `bundle`, as to which a check-in's answers say nothing.

    Raises BadInput when the bundle is not FHIR R4 or holds nobody or several people.
    """
    read = [entry for entry in bundle["entry"] if entry["resource"].get("resourceType") not in NOT_READ]
    found = read_resources(
        resources_of({**bundle, "entry": read}, _NAMED), load_terms(), today=on, file=_NAMED
    )
    if len(found) > 1:
        raise BadInput.at(_NAMED, "", ONE_EXPECTED.filled(n=len(found)))
    return found[0]


def current_reading(person: Person, on: date) -> Reading:
    """The case of the current facts, with what was not understood. Read once per version of the case and day."""
    if (person.id, person.case_version) in _unsettled:
        return read_bundle(current_bundle(person, without=NOT_READ), on)
    return _read(person.id, person.case_version, on)[0]


def keep_current(person: Person, on: date) -> None:
    """Keep the reading of that day for all processes, if it was read from the resources. The caller has locked the
    person's row."""
    if (person.id, person.case_version) in _unsettled:
        return
    reading, kept = _read(person.id, person.case_version, on)
    if not kept:
        keep_reading(person.id, person.case_version, on, reading)


def current_case(person: Person, on: date) -> Case:
    """The case alone."""
    return current_reading(person, on).case


def case_at(person: Person, facts_version: int, on: date) -> Case:
    """The case as it stood at an earlier version of the facts."""
    if facts_version >= person.case_version:
        return current_case(person, on)
    return read_bundle(bundle_at(person, facts_version), on).case


def forget_rolled_back(person_id: UUID, facts_version: int) -> None:
    """This version is being written: until its transaction has ended well (`settled`) nothing read of it is
    remembered, for a roll-back would give its number to other facts."""
    _unsettled.add((person_id, facts_version))


def settled(person_id: UUID, facts_version: int) -> None:
    """The transaction that wrote this version has ended well: its reading may be remembered."""
    _unsettled.discard((person_id, facts_version))


@lru_cache(maxsize=512)
def _read(person_id: UUID, case_version: int, on: date) -> tuple[Reading, bool]:
    """The reading, and whether it was kept already."""
    kept = kept_reading(person_id, case_version, on)
    if kept is not None:
        return kept, True
    bodies = _bodies(person_id, NOT_READ)
    named = any(body.get("resourceType") == "Patient" for body in bodies)
    person = Person(pk=person_id) if named else Person.objects.get(pk=person_id)
    return read_bundle(bundle_of(person, bodies), on), False


def _bodies(person_id: UUID, without: Collection[str] = ()) -> list[dict[str, Any]]:
    rows = Resource.objects.filter(person=person_id, current=True, withdrawn=False)
    if without:
        rows = rows.exclude(type__in=without)
    return list(rows.order_by("facts_version", "type", "logical_id").values_list("body", flat=True))
