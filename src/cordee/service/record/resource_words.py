"""A stored resource in a few words, when it is no fact of the case or no longer one."""

from __future__ import annotations

from typing import Any

from cordee.service.record.allergies import allergy_words
from cordee.terms import Words

TYPE_WORDS: dict[str, Words] = {
    "AdverseEvent": Words("effet indésirable", "adverse effect"),
    "AllergyIntolerance": Words("allergie", "allergy"),
    "CarePlan": Words("ligne de traitement", "line of therapy"),
    "CareTeam": Words("équipe", "team"),
    "Condition": Words("maladie ou état", "condition"),
    "Consent": Words("choix de la personne", "the person’s choice"),
    "DiagnosticReport": Words("compte rendu", "report"),
    "Encounter": Words("venue", "encounter"),
    "FamilyMemberHistory": Words("antécédent familial", "family history"),
    "Goal": Words("objectif ou souhait", "goal or wish"),
    "Medication": Words("médicament", "medicine"),
    "MedicationAdministration": Words("médicament administré", "medicine given"),
    "MedicationRequest": Words("médicament prescrit", "medicine prescribed"),
    "MedicationStatement": Words("médicament pris", "medicine taken"),
    "Observation": Words("résultat ou constat", "observation"),
    "Organization": Words("établissement", "organisation"),
    "Patient": Words("identité", "identity"),
    "Practitioner": Words("soignant", "clinician"),
    "Procedure": Words("geste ou traitement local", "procedure"),
    "Specimen": Words("prélèvement", "specimen"),
}
_NAMED_BY = ("code", "medicationCodeableConcept", "event", "description", "type", "vaccineCode")
_UNNAMED = {"Patient", "Practitioner", "RelatedPerson"}


def resource_words(body: dict[str, Any]) -> Words:
    """The resource's type with its own name for itself; never the name of somebody."""
    kind = str(body.get("resourceType", ""))
    words = TYPE_WORDS.get(kind, Words.same(kind))
    if kind == "AllergyIntolerance":
        said = allergy_words(body)
        return words + Words("\u202f: ", ": ") + said if said else words
    own = "" if kind in _UNNAMED else _own_name(body)
    return words + Words(f"\u202f: {own}", f": {own}") if own else words


def _own_name(body: dict[str, Any]) -> str:
    for key in _NAMED_BY:
        concept = body.get(key)
        if not isinstance(concept, dict):
            continue
        codings = [c for c in concept.get("coding") or () if isinstance(c, dict)]
        for text in (
            concept.get("text"),
            *(c.get("display") for c in codings),
            *(c.get("code") for c in codings),
        ):
            if isinstance(text, str) and text:
                return text[:120]
    return ""
