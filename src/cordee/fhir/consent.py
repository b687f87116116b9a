"""Consent ⇄ treatments the person does not want, and steps of advance care planning."""

from __future__ import annotations

from cordee.case import AdvanceCare, Refusal
from cordee.fhir.coding import codes, coding, concept_of, find, own_code, own_concept
from cordee.fhir.dates import date_at, period_end
from cordee.fhir.extension import add, add_known, own_date, own_text
from cordee.fhir.node import Json
from cordee.fhir.reasons import ENTERED_IN_ERROR, NOT_A_REFUSAL, PLANNED, UNKNOWN_WORD
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.systems import HL7
from cordee.fhir.trouble import Unusable
from cordee.terms import Terms

STEPS = ("trusted-person", "advance-directives", "preferred-place")
_LEFT = {"entered-in-error": ENTERED_IN_ERROR, "draft": PLANNED, "proposed": PLANNED}


def read_consent(resource: Resource, record: Record) -> list[Refusal | AdvanceCare]:
    """Refusals (a provision that denies a medicine or class), or a step of advance care planning."""
    status = resource.text("status")
    if status in _LEFT:
        raise Unusable(_LEFT[status])
    on, known = date_at(resource, "dateTime", record), own_date(resource, "known", record)
    text = own_text(resource, "text")
    for category in resource.children("category"):
        step = own_code(category, "advance-care")
        if step in STEPS:
            return [AdvanceCare(step=step, text=text, on=on, known=known, source=resource.source())]  # type: ignore[arg-type]
    if any(code == "adr" for _, code in codes(resource.child("scope"))):  # HL7's scope for advance directives
        return [
            AdvanceCare(step="advance-directives", text=text, on=on, known=known, source=resource.source())
        ]
    provision = resource.child("provision")
    if provision is not None and provision.text("type") == "deny":
        period = provision.child("period")
        withdrawn = period_end(period, record) if period is not None else None
        refusals = []
        for concept in provision.children("code"):
            own = own_code(concept, "refusal")
            found = find(concept, "drug", record.terms) if own is None else None
            of = own or (found.term.id if found is not None else None)
            if of is None:
                record.leave(resource, UNKNOWN_WORD)
            else:
                guess = found.guess if found is not None else None
                source = resource.source(guess)
                refusals.append(
                    Refusal(of=of, withdrawn=withdrawn, text=text, on=on, known=known, source=source)
                )
        if not refusals:
            raise Unusable(UNKNOWN_WORD)
        return list(refusals)
    raise Unusable(NOT_A_REFUSAL)


def write_refusal(refusal: Refusal, id: str, subject: Json, terms: Terms) -> Json:
    """The Consent that denies a treatment. `of` may name a family of options, so it has a code system of its own."""
    concept = own_concept("refusal", refusal.of)
    if terms.get("drug", refusal.of) is not None:
        concept["coding"] += concept_of("drug", refusal.of, terms)["coding"]
    category = {"coding": [coding("http://loinc.org", "59284-0", "Consent Document")]}
    resource = _consent(id, subject, "treatment", category)
    if refusal.on is not None:
        resource["dateTime"] = refusal.on.iso
    resource["provision"] = {"type": "deny", "code": [concept]}
    if refusal.withdrawn is not None:
        resource["provision"]["period"] = {"end": refusal.withdrawn.iso}
    add(resource, "text", refusal.text)
    return add_known(resource, refusal)


def write_advance_care(advance: AdvanceCare, id: str, subject: Json) -> Json:
    """The Consent that records a step of advance care planning."""
    resource = _consent(id, subject, "adr", own_concept("advance-care", advance.step))
    if advance.on is not None:
        resource["dateTime"] = advance.on.iso
    add(resource, "text", advance.text)
    return add_known(resource, advance)


def _consent(id: str, subject: Json, scope: str, category: Json) -> Json:
    return {
        "resourceType": "Consent",
        "id": id,
        "status": "active",
        "scope": {"coding": [coding(HL7 + "consentscope", scope)]},
        "category": [category],
        "patient": subject,
        "policyRule": {"text": "as told by the person"},
    }
