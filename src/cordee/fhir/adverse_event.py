"""AdverseEvent with a CTCAE grade ⇄ toxicity."""

from __future__ import annotations

from cordee.case import Toxicity
from cordee.fhir import fault_words as w
from cordee.fhir.coding import codes, coding, concept_of, find, words
from cordee.fhir.dates import date_at, known_at
from cordee.fhir.drug_words import drugs_in
from cordee.fhir.extension import add_known, extension, own_date
from cordee.fhir.node import Json, Node
from cordee.fhir.reasons import NO_CODE, NO_RESULT, NOT_DONE, UNKNOWN_WORD
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.systems import HL7
from cordee.fhir.trouble import Faulty, Unusable
from cordee.terms import Terms

GRADE = "http://hl7.org/fhir/us/ctcae/StructureDefinition/ctcae-grade"
RESOLVED_DATE = "http://hl7.org/fhir/us/ctcae/StructureDefinition/adverse-event-resolved-date"
_GRADES = "http://hl7.org/fhir/us/ctcae/CodeSystem/ctcae-grade-code-system"
_OUTCOMES = {"resolved": True, "resolvedWithSequelae": True, "ongoing": False, "recovering": False}


def read_adverse_event(resource: Resource, record: Record) -> list[Toxicity]:
    """The adverse effect, its grade, and the medicine suspected."""
    if resource.text("actuality") == "potential":
        raise Unusable(NOT_DONE)
    event = resource.child("event")
    found = find(event, "toxicity", record.terms)
    if found is None:
        raise Unusable(UNKNOWN_WORD if event is not None else NO_CODE)
    grade = _grade(resource)
    if grade is None:
        raise Unusable(NO_RESULT)
    on = date_at(resource, "date", record) or date_at(resource, "detected", record)
    known = own_date(resource, "known", record) or known_at(resource, "recordedDate", on, record)
    return [
        Toxicity(
            toxicity=found.term.id,
            grade=grade,
            attributed_to=_suspect(resource, record),
            resolved=_resolved(resource),
            on=on,
            known=known if on is not None or "recordedDate" not in resource.value else None,
            source=resource.source(found.guess),
        )
    ]


def _grade(resource: Resource) -> int | None:
    stated = extension(resource, GRADE)
    concept = stated.child("valueCodeableConcept") if stated is not None else None
    for text in [*(code for _, code in codes(concept)), *words(concept)]:
        if text.isdecimal() and len(text) == 1:
            if int(text) > 5:
                raise Faulty(resource.pointer("extension"), w.CTCAE_GRADE)
            return int(text)
    return None


def _suspect(resource: Resource, record: Record) -> str | None:
    for entity in resource.children("suspectEntity"):
        instance = entity.child("instance")
        target = record.target(instance, resource)
        concept: Node | None = None
        if target is not None:
            concept = target.child("code") or target.child("medicationCodeableConcept")
        found = find(concept, "drug", record.terms)
        if found is not None:
            return found.term.id
        shown = (instance.text("display") if instance is not None else None) or next(iter(words(concept)), "")
        named = drugs_in(shown, record.terms) if shown else ()
        if named:
            return named[0].id
    return None


def _resolved(resource: Resource) -> bool | None:
    if extension(resource, RESOLVED_DATE) is not None:
        return True
    return next((_OUTCOMES[code] for _, code in codes(resource.child("outcome")) if code in _OUTCOMES), None)


def write_adverse_event(toxicity: Toxicity, id: str, subject: Json, terms: Terms) -> Json:
    """The AdverseEvent of a toxicity; the suspected medicine is contained."""
    concept = {"coding": [coding(_GRADES, str(toxicity.grade))]}
    resource: Json = {"resourceType": "AdverseEvent", "id": id}
    if toxicity.attributed_to is not None:
        drug = {
            "resourceType": "Medication",
            "id": "drug",
            "code": concept_of("drug", toxicity.attributed_to, terms),
        }
        resource["contained"] = [drug]
        resource["suspectEntity"] = [{"instance": {"reference": "#drug"}}]
    resource["extension"] = [{"url": GRADE, "valueCodeableConcept": concept}]
    resource.update(
        actuality="actual", event=concept_of("toxicity", toxicity.toxicity, terms), subject=subject
    )
    if toxicity.on is not None:
        resource["date"] = toxicity.on.iso
    if toxicity.resolved is not None:
        outcome = "resolved" if toxicity.resolved else "ongoing"
        resource["outcome"] = {"coding": [coding(HL7 + "adverse-event-outcome", outcome)]}
    return add_known(resource, toxicity)
