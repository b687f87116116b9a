"""Whose resource is whose."""

from __future__ import annotations

from collections.abc import Sequence

from cordee.case.reading import Unused
from cordee.fhir import fault_words as w
from cordee.fhir.bundle import is_dstu2
from cordee.fhir.index import Index, plain_order
from cordee.fhir.node import Json
from cordee.fhir.reasons import ANOTHER_PERSON, NO_PERSON
from cordee.fhir.resource import Resource
from cordee.files.fault import BadInput
from cordee.terms.words import join_words

_SUBJECT_KEYS = ("subject", "patient", "individual", "beneficiary", "for")
# Types that are about nobody: they serve everybody's.
_SHARED = {
    "Organization",
    "Practitioner",
    "PractitionerRole",
    "Location",
    "Medication",
    "Device",
    "Specimen",
    "Substance",
}


class Share:
    """What concerns one person: the Patient resource, the others, and what could not be given to anybody."""

    def __init__(self, patient: Resource) -> None:
        self.patient = patient
        self.resources: list[Resource] = []
        self.unused: list[Unused] = []


def by_person(index: Index, file: str) -> list[Share]:
    """One share per Patient, in input order. Raises BadInput when there is no Patient at all."""
    shares = {r.ref: Share(r) for r in index.resources if r.type == "Patient" and r.holder is None}
    if not shares:
        raise _nobody(index.resources, file)
    alone = next(iter(shares.values())) if len(shares) == 1 else None
    for resource in index.resources:
        if resource.type == "Patient" and resource.holder is None:
            continue
        stated, owner = _owner(resource.holder or resource, index, shares)
        if owner is not None:
            owner.resources.append(resource)
        elif alone is not None and not stated:
            alone.resources.append(resource)
        else:
            shared = not stated and (resource.holder or resource).type in _SHARED
            for share in shares.values():
                if shared:
                    share.resources.append(resource)
                else:
                    share.unused.append(Unused(resource.ref, ANOTHER_PERSON if stated else NO_PERSON))
    for resource, unused in index.set_aside:
        _, owner = _owner(resource.holder or resource, index, shares)
        for share in [owner] if owner is not None else shares.values():
            share.unused.append(unused)
    return list(shares.values())


def _owner(resource: Resource, index: Index, shares: dict[str, Share]) -> tuple[bool, Share | None]:
    """Whether `resource` says whom it is about, and who that is if they are in the input."""
    if resource.type == "Patient":
        return True, shares.get(resource.ref)
    for key in _SUBJECT_KEYS:
        target = resource.value.get(key)
        if not isinstance(target, dict):
            continue
        reference = target.get("reference")
        if isinstance(reference, str) and reference:
            found = index.find(reference, resource)
            return True, shares.get(found.ref) if found is not None else None
        identifier = target.get("identifier")
        if isinstance(identifier, dict):
            return True, next((s for s in shares.values() if _has(s.patient.value, identifier)), None)
    return False, None


def _has(patient: Json, identifier: Json) -> bool:
    wanted = (identifier.get("system"), identifier.get("value"))
    known = patient.get("identifier")
    return any(
        isinstance(item, dict) and (item.get("system"), item.get("value")) == wanted
        for item in (known if isinstance(known, list) else ())
    )


def _nobody(resources: Sequence[Resource], file: str) -> BadInput:
    if not resources:
        return BadInput.at(file, "", w.HOLDS_NOTHING, w.EXPECTED_PATIENT)
    old = any(is_dstu2(resource) for resource in resources)
    types = join_words(plain_order(resources)[:6])
    problem = w.NO_PATIENT.filled(types=types, old=w.SOME_OLD if old else "")
    return BadInput.at(file, "", problem, w.EXPECTED_RECORD)
