"""From one person's resources to their case: a register of readers, then the joining of parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec

from cordee.case import Case, Exposure, Fact, Person, Primary
from cordee.case.kinds import FIELD_OF
from cordee.case.reading import Merged, Reading, Unused
from cordee.fhir.adverse_event import read_adverse_event
from cordee.fhir.bundle import is_dstu2
from cordee.fhir.care_team import read_care_team
from cordee.fhir.coding import what
from cordee.fhir.condition import read_condition
from cordee.fhir.consent import read_consent
from cordee.fhir.family import read_family
from cordee.fhir.given import Given, Session, StagePart
from cordee.fhir.goal import read_goal
from cordee.fhir.index import Index
from cordee.fhir.line import is_line, read_line
from cordee.fhir.lines_from_dates import lines_from_dates
from cordee.fhir.medication import is_exposure, read_medication
from cordee.fhir.observation import read_observation
from cordee.fhir.patient import read_patient
from cordee.fhir.people import Share
from cordee.fhir.procedure import read_procedure
from cordee.fhir.reasons import A_GROUP, AN_ORDER, DSTU2, FAULTY, NO_PLACE, SUPPORTING
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.sessions import courses
from cordee.fhir.setting_from_dates import with_setting
from cordee.fhir.stages import join_stages, one_tumour_once
from cordee.fhir.trouble import Faulty, Unusable
from cordee.terms import Terms, Words

Reader = Callable[[Resource, Record], Sequence[Any]]

READERS: dict[str, Reader] = {
    "Condition": read_condition,
    "Observation": read_observation,
    "MedicationStatement": read_medication,
    "MedicationAdministration": read_medication,
    "MedicationRequest": read_medication,
    "Procedure": read_procedure,
    "AdverseEvent": read_adverse_event,
    "FamilyMemberHistory": read_family,
    "Goal": read_goal,
    "Consent": read_consent,
    "CareTeam": read_care_team,
}
_WHY_NOT: dict[str, Words] = {
    "Organization": SUPPORTING, "Practitioner": SUPPORTING, "PractitionerRole": SUPPORTING, "Location": SUPPORTING,
    "Medication": SUPPORTING, "Specimen": SUPPORTING, "RelatedPerson": SUPPORTING,
    "ServiceRequest": AN_ORDER, "DiagnosticReport": A_GROUP, "List": A_GROUP, "Composition": A_GROUP,
}  # fmt: skip
# Conditions first: a medicine or a procedure may be for a cancer only by what it points to.
_FIRST = {"Condition": 0, "CarePlan": 1}


def read_share(share: Share, index: Index, terms: Terms, today: date) -> Reading:
    """One person's case, with what was wrong and what was not used."""
    record = Record(index, terms, today)
    person = read_patient(share.patient, record)
    parts, unused, merged = _read_each(share.resources, record)
    facts: list[Fact] = [part for part in parts if isinstance(part, Fact)]

    tumours = [f for f in facts if isinstance(f, Primary)]
    stated = [f for f in tumours if f.source.ref in record.apart]
    primaries, twice = one_tumour_once(stated, [f for f in tumours if f not in stated], terms)
    primaries, joined, left = join_stages(primaries, [p for p in parts if isinstance(p, StagePart)])
    lines, undated, grouped = lines_from_dates([p for p in parts if isinstance(p, Given)])
    treated, sat = courses([p for p in parts if isinstance(p, Session)])
    exposures, repeated = _once([f for f in facts if isinstance(f, Exposure)] + undated, record)

    rest = [f for f in facts if not isinstance(f, Primary | Exposure)]
    lines = with_setting(lines, [*rest, *primaries])
    everything: list[Fact] = [*rest, *primaries, *lines, *treated, *exposures]
    merged += [*twice, *joined, *grouped, *sat, *repeated]
    return Reading(
        case=_case(person, everything).in_order(),
        faults=tuple(record.faults),
        unused=(*unused, *record.left, *left, *share.unused),
        merged=tuple(merged),
        resources=1 + len(share.resources) + len(share.unused),
        person=share.patient.id,
    )


def _read_each(resources: Sequence[Resource], record: Record) -> tuple[list[Any], list[Unused], list[Merged]]:
    parts: list[Any] = []
    unused: list[Unused] = []
    merged: list[Merged] = []
    grouped: set[Resource] = set()
    for resource in sorted(resources, key=lambda r: _FIRST.get(r.type, 2)):
        if resource in grouped:
            continue
        try:
            if resource.type == "CarePlan" and is_line(resource):
                line, members = read_line(resource, record)
                parts.append(line)
                grouped.update(members)
                merged.extend(Merged(member.ref, resource.ref) for member in members)
                continue
            read = _read(resource, record)
            if any(isinstance(part, Primary) for part in read):
                record.cancers.add(resource.ref)
            if _states_one_fact(resource):
                record.apart.add(resource.ref)
            parts.extend(read)
        except Unusable as trouble:
            unused.append(Unused(resource.ref, trouble.reason, _what(resource)))
        except Faulty as trouble:
            record.fault(resource, trouble)
            unused.append(Unused(resource.ref, FAULTY, _what(resource)))
    return parts, unused, merged


def _read(resource: Resource, record: Record) -> Sequence[Any]:
    if is_dstu2(resource):
        raise Unusable(DSTU2)
    reader = READERS.get(resource.type)
    if reader is None:
        raise Unusable(_WHY_NOT.get(resource.type, NO_PLACE if resource.holder is None else SUPPORTING))
    return reader(resource, record)


def _states_one_fact(resource: Resource) -> bool:
    return is_exposure(resource) or resource.has_profile("mcode-primary-cancer-condition")


def _what(resource: Resource) -> str:
    """The resource's own words for itself; never those of types that are about people."""
    if resource.type not in READERS or resource.type in {"CareTeam", "Consent", "Goal"}:
        return ""
    key = {"AdverseEvent": "event", "FamilyMemberHistory": "relationship"}.get(resource.type, "code")
    if resource.type.startswith("Medication"):
        key = "medicationCodeableConcept"
    try:
        return what(resource.child(key))
    except Faulty:
        return ""


def _once(exposures: list[Exposure], record: Record) -> tuple[list[Exposure], list[Merged]]:
    """A medicine that a record renews month after month is one exposure, the first."""
    kept: list[Exposure] = []
    merged: list[Merged] = []
    first: dict[tuple[str, str], Exposure] = {}
    for exposure in sorted(exposures, key=lambda e: e.on.iso if e.on is not None else ""):
        key = (exposure.drug, exposure.presence)
        if exposure.source.ref in record.apart or key not in first:
            kept.append(exposure)
            first.setdefault(key, exposure)
        else:
            merged.append(Merged(exposure.source.ref, first[key].source.ref))
    return kept, merged


def _case(person: Person, facts: Sequence[Fact]) -> Case:
    fields: dict[str, list[Fact]] = {}
    for fact in facts:
        fields.setdefault(FIELD_OF[type(fact)], []).append(fact)
    return msgspec.structs.replace(
        Case(person=person), **{name: tuple(found) for name, found in fields.items()}
    )
