"""A symptom with its score from 0 to 10 ⇄ symptom."""

from __future__ import annotations

from typing import Literal

from cordee.case import Symptom
from cordee.fhir import fault_words as w
from cordee.fhir.coding import Found, concept_of
from cordee.fhir.node import Json
from cordee.fhir.observation.shape import known_on, observation, seen_on
from cordee.fhir.reasons import NO_RESULT
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.trouble import Faulty, Unusable
from cordee.terms import Terms

Reporter = Literal["person", "relative", "clinician"]
_REPORTERS: dict[str, Reporter] = {
    "Patient": "person", "RelatedPerson": "relative", "Practitioner": "clinician", "PractitionerRole": "clinician",
}  # fmt: skip
_TYPES = {"person": "Patient", "relative": "RelatedPerson", "clinician": "Practitioner"}


def read_symptom(resource: Resource, found: Found, record: Record) -> Symptom:
    """What the person feels, and who told it (by the type of the performer)."""
    quantity = resource.child("valueQuantity")
    score = resource.whole("valueInteger")
    if score is None and quantity is not None:
        score = quantity.whole("value")
    if score is None:
        raise Unusable(NO_RESULT)
    if not 0 <= score <= 10:
        raise Faulty(resource.pointer(), w.OFF_SCALE.filled(score=score, highest=10), w.CORRECT_SCORE)
    return Symptom(
        symptom=found.term.id,
        score=score,
        reporter=_reporter(resource),
        on=seen_on(resource, record),
        known=known_on(resource, record),
        source=resource.source(found.guess),
    )


def _reporter(resource: Resource) -> Reporter | None:
    for performer in resource.children("performer"):
        kind = performer.text("type") or (performer.text("reference") or "").partition("/")[0]
        if kind in _REPORTERS:
            return _REPORTERS[kind]
    return None


def write_symptom(symptom: Symptom, id: str, subject: Json, terms: Terms) -> Json:
    """The Observation of a symptom."""
    resource = observation(
        symptom, id, subject, concept_of("symptom", symptom.symptom, terms), category="survey"
    )
    resource["valueInteger"] = symptom.score
    if symptom.reporter is not None:
        resource["performer"] = [{"type": _TYPES[symptom.reporter], "display": symptom.reporter}]
    return resource
