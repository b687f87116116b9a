"""MedicationStatement, MedicationAdministration, MedicationRequest → entries of what was given, or stated absences."""

from __future__ import annotations

from typing import Any

from cordee.case import Exposure, PartialDate
from cordee.case.treatment import Intent, WhyEnded
from cordee.fhir.answers import INTENT, WHY_ENDED
from cordee.fhir.coding import by_codes, codes, concept_of, find, own_code, own_concept, words
from cordee.fhir.dates import date_at, end_of, start_of
from cordee.fhir.drug_words import drugs_in, is_supportive
from cordee.fhir.extension import add_known, extension, own_date
from cordee.fhir.given import Given
from cordee.fhir.node import Json, Node
from cordee.fhir.reasons import (
    CANCELLED,
    ENTERED_IN_ERROR,
    NO_CODE,
    NOT_AN_ANTICANCER_DRUG,
    NOT_DONE,
    PLANNED,
    UNKNOWN_STATUS,
)  # fmt: skip
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.systems import mcode
from cordee.fhir.trouble import Unusable
from cordee.terms import Terms

_LEFT = {
    "entered-in-error": ENTERED_IN_ERROR,
    "cancelled": CANCELLED,
    "not-done": NOT_DONE,
    "draft": PLANNED,
    "intended": PLANNED,
    "unknown": UNKNOWN_STATUS,
}
_OVER = {"completed", "stopped"}
_ONGOING = {"active", "in-progress"}
_PAUSED = {"on-hold"}
_CANCER_PROFILES = tuple(
    f"mcode-cancer-related-medication-{kind}" for kind in ("statement", "administration", "request")
)
_REASONS = (mcode("treatment-termination-reason"), mcode("termination-reason"))
_INTENTS = (mcode("treatment-intent"), mcode("procedure-intent"))


def read_medication(resource: Resource, record: Record, *, in_line: bool = False) -> list[Given | Exposure]:
    """What one entry says was given, one item a medicine; what it says was never taken is a stated absence.
    `in_line`: a line groups it, so that it is part of one whatever the medicine."""
    status = resource.text("status")
    if status in _LEFT:
        raise Unusable(_LEFT[status])
    if resource.type == "MedicationRequest":
        if resource.flag("doNotPerform"):
            raise Unusable(NOT_DONE)
        if resource.text("intent") in {"proposal", "plan", "option"}:
            raise Unusable(PLANNED)
    if status != "not-taken" and status not in _OVER | _ONGOING | _PAUSED:
        raise Unusable(UNKNOWN_STATUS)
    concept = _concept(resource, record)
    written = next(iter(words(concept)), "") or next((code for _, code in codes(concept)), "")
    found = by_codes(concept, "drug", record.terms)
    named: list[tuple[str, str | None]] = [(found.id, None)] if found is not None else []
    unmapped = own_code(concept, "fact") == "unmapped"
    if not named and not unmapped:
        named = [(term.id, text) for text in words(concept)[:1] for term in drugs_in(text, record.terms)]
    if not named and status == "not-taken" and (stated := find(concept, "drug", record.terms)) is not None:
        named = [(stated.term.id, stated.guess)]  # a class can be denied as a whole
    if status == "not-taken" or is_exposure(resource):
        return _exposures(resource, named, status == "not-taken", record)
    if named and not in_line and all(is_supportive(drug, record.terms) for drug, _ in named):
        return _exposures(resource, named, False, record)
    if not named:
        if not written:
            raise Unusable(NO_CODE)
        if not in_line and not _for_cancer(resource, concept, record):
            raise Unusable(NOT_AN_ANTICANCER_DRUG)
    on = _begun(resource, record)
    shared: dict[str, Any] = {
        "resource": resource,
        "written": written,
        "on": on,
        "ended_on": end_of(resource, "effective", record),
        "known": own_date(resource, "known", record),
        "ongoing": True if status in _ONGOING else None,
        "ended": why_ended(resource),
        "intent": intent_of(resource),
    }
    if not named:
        return [Given(drug=None, guess=None, **shared)]
    return [Given(drug=drug, guess=guess, **shared) for drug, guess in named]


def is_exposure(resource: Resource) -> bool:
    """Whether a MedicationStatement is one of ours that stands apart from any line."""
    return (
        resource.type == "MedicationStatement" and own_code(resource.child("category"), "fact") == "exposure"
    )


def why_ended(resource: Node) -> WhyEnded | None:
    """Why a treatment ended: our code, or mCODE's treatment termination reason."""
    concepts = [
        found.child("valueCodeableConcept")
        for url in _REASONS
        if (found := extension(resource, url)) is not None
    ]
    reason = resource.value.get("statusReason")
    if isinstance(reason, list):
        concepts.extend(resource.children("statusReason"))
    elif reason is not None:
        concepts.append(resource.child("statusReason"))
    for concept in concepts:
        for _, code in codes(concept):
            if code in WHY_ENDED:
                return WHY_ENDED[code]
    return None


def intent_of(resource: Node) -> Intent | None:
    """The intent, where the record's words decide it (mCODE's 'curative' does not)."""
    for url in _INTENTS:
        found = extension(resource, url)
        concept = found.child("valueCodeableConcept") if found is not None else None
        own = own_code(concept, "intent")
        if own in {"cure", "control", "relieve"}:
            return own  # type: ignore[return-value]
        for _, code in codes(concept):
            if code in INTENT:
                return INTENT[code]
    return None


def _concept(resource: Resource, record: Record) -> Node | None:
    concept = resource.child("medicationCodeableConcept")
    if concept is not None:
        return concept
    target = record.target(resource.child("medicationReference"), resource)
    return target.child("code") if target is not None else None


def _exposures(
    resource: Resource, named: list[tuple[str, str | None]], absent: bool, record: Record
) -> list[Given | Exposure]:
    if not named:
        raise Unusable(NOT_AN_ANTICANCER_DRUG)
    on = _begun(resource, record)
    known = own_date(resource, "known", record)
    presence = "absent" if absent else "present"
    return [
        Exposure(drug=drug, presence=presence, on=on, known=known, source=resource.source(guess))  # type: ignore[arg-type]
        for drug, guess in named
    ]


def _begun(resource: Resource, record: Record) -> PartialDate | None:
    return start_of(resource, "effective", record) or date_at(resource, "authoredOn", record)


def _for_cancer(resource: Resource, concept: Node | None, record: Record) -> bool:
    """Whether a medicine without a term is still one against cancer: by profile, ATC group L01 or L02, or its reason."""
    if resource.has_profile(*_CANCER_PROFILES):
        return True
    if any(
        "atc" in system.lower() and code.upper().startswith(("L01", "L02")) for system, code in codes(concept)
    ):
        return True
    for reason in resource.children("reasonReference"):
        target = record.target(reason, resource)
        if target is not None and target.type == "Condition" and target.ref in record.cancers:
            return True
    return False


def write_exposure(exposure: Exposure, id: str, subject: Json, terms: Terms) -> Json:
    """The MedicationStatement of an exposure; 'not-taken' when it is a stated absence."""
    resource: Json = {
        "resourceType": "MedicationStatement",
        "id": id,
        "status": "not-taken" if exposure.presence == "absent" else "completed",
        "category": own_concept("fact", "exposure"),
        "medicationCodeableConcept": concept_of("drug", exposure.drug, terms),
        "subject": subject,
    }
    if exposure.on is not None:
        resource["effectiveDateTime"] = exposure.on.iso
    return add_known(resource, exposure)
