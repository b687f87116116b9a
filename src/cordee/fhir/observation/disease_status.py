"""Cancer disease status (LOINC 97509-4, 88040-1) with measured lesions ⇄ imaging visit."""

from __future__ import annotations

from typing import get_args

from cordee.case import Imaging, Lesion
from cordee.case.measurement import ResponseCode
from cordee.fhir import fault_words as w
from cordee.fhir.answers import TREND, TREND_WRITTEN
from cordee.fhir.coding import codes, coding, concept_of, find, own_code, own_concept, words
from cordee.fhir.extension import add, own_flag, own_text, own_whole, own_word
from cordee.fhir.node import Json, Node
from cordee.fhir.observation.quantity import quantity
from cordee.fhir.observation.shape import known_on, observation, seen_on
from cordee.fhir.reasons import NO_RESULT, UNKNOWN_VALUE
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.systems import LOINC, SNOMED
from cordee.fhir.trouble import Faulty, Unusable
from cordee.terms import Terms

CODES = {(LOINC, "97509-4"), (LOINC, "88040-1")}
RESPONSES: tuple[ResponseCode, ...] = get_args(ResponseCode)
_ROLES = ("target", "non-target", "new")
_STATES = ("present", "absent", "too-small", "unequivocal-progression", "equivocal", "not-evaluable")
_MM = {"mm": 1.0, "cm": 10.0}


def read_disease_status(resource: Resource, record: Record) -> Imaging:
    """The visit: what the reader or the clinician concluded, and the lesions when they were measured."""
    stated, guess = _stated(resource)
    components = resource.children("component")
    lesions = tuple(
        _lesion(node, record) for node in components if own_code(node.child("code"), "fact") == "lesion"
    )
    if stated is None and not lesions and own_code(resource.child("code"), "fact") is None:
        value = resource.child("valueCodeableConcept")
        raise Unusable(NO_RESULT if value is None else UNKNOWN_VALUE)
    method = resource.child("method")
    return Imaging(
        lesions=lesions,
        stated=stated,
        baseline=own_flag(resource, "baseline"),
        modality=method.text("text") if method is not None else None,
        line=own_whole(resource, "line"),
        on=seen_on(resource, record),
        known=known_on(resource, record),
        source=resource.source(guess),
    )


def _stated(resource: Resource) -> tuple[ResponseCode | None, str | None]:
    value = resource.child("valueCodeableConcept")
    own = own_code(value, "response")
    if own is not None:
        return next((code for code in RESPONSES if code == own), None), None
    for system, code in codes(value):
        if system == SNOMED and code in TREND:
            response, guessed = TREND[code]
            return response, next(iter(words(value)), code) if guessed else None
    for text in words(value):
        if text.upper() in RESPONSES:
            return next(code for code in RESPONSES if code == text.upper()), text
    return None, None


def _lesion(node: Node, record: Record) -> Lesion:
    name = own_text(node, "lesion")
    role = own_word(node, "role", _ROLES)
    if name is None or role is None:
        raise Faulty(node.pointer(), w.LESION_NEEDS_NAME)
    place = node.child("valueQuantity")
    diameter = place.number("value") if place is not None else None
    if diameter is not None and place is not None:
        unit = place.text("code") or place.text("unit") or ""
        if unit not in _MM or diameter < 0:
            raise Faulty(place.pointer(), w.EXPECTED_DIAMETER)
        diameter = diameter * _MM[unit] if _MM[unit] != 1.0 else diameter
    site = find(node.child("code"), "site", record.terms)
    return Lesion(
        lesion=name,
        role=role,  # type: ignore[arg-type]
        site=site.term.id if site is not None else None,
        node=own_flag(node, "node") or False,
        diameter_mm=diameter,
        state=own_word(node, "state", _STATES),  # type: ignore[arg-type]
    )


def write_imaging(imaging: Imaging, id: str, subject: Json, terms: Terms) -> Json:
    """The disease status observation of a visit, one component a lesion."""
    code = own_concept("fact", "imaging", coding(LOINC, "97509-4", "Cancer disease progression"))
    resource = observation(imaging, id, subject, code, profile="cancer-disease-status", category="imaging")
    if imaging.stated is not None:
        trend = TREND_WRITTEN.get(imaging.stated)
        others = [coding(SNOMED, trend)] if trend else []
        resource["valueCodeableConcept"] = own_concept("response", imaging.stated, *others)
    if imaging.modality is not None:
        resource["method"] = {"text": imaging.modality}
    if imaging.lesions:
        resource["component"] = [_write_lesion(lesion, terms) for lesion in imaging.lesions]
    add(resource, "baseline", imaging.baseline)
    add(resource, "line", imaging.line)
    return resource


def _write_lesion(lesion: Lesion, terms: Terms) -> Json:
    code = own_concept("fact", "lesion")
    if lesion.site is not None:
        place = concept_of("site", lesion.site, terms)
        code = {"coding": [*code["coding"], *place["coding"]]}
    component: Json = {"code": code}
    if lesion.diameter_mm is not None:
        component["valueQuantity"] = quantity(lesion.diameter_mm, "mm")
    add(component, "lesion", lesion.lesion)
    add(component, "role", lesion.role, code=True)
    add(component, "node", lesion.node or None)
    add(component, "state", lesion.state, code=True)
    return component
