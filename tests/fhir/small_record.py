"""A record in a few words: resources around one Patient, read at once."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tiny_terms import TINY

from cordee.fhir import Reading, read_record

TODAY = date(2026, 11, 20)
SUBJECT = {"reference": "Patient/p"}
MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-"


def record(*resources: dict[str, Any], patient: dict[str, Any] | None = None) -> Reading:
    """The reading of a bundle of `resources`, each given an id and this person as its subject when it has none."""
    entries = [{"resource": {"resourceType": "Patient", "id": "p"} | (patient or {})}]
    for i, resource in enumerate(resources, 1):
        key = "patient" if resource["resourceType"] in {"FamilyMemberHistory", "Consent"} else "subject"
        entries.append({"resource": {"id": f"r{i}", key: SUBJECT} | resource})
    with TemporaryDirectory() as folder:
        path = Path(folder) / "record.json"
        path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}))
        return read_record(path, TINY, today=TODAY)


def coded(system: str, code: str, text: str = "") -> dict[str, Any]:
    """A CodeableConcept; systems by their short names."""
    url = {
        "loinc": "http://loinc.org",
        "snomed": "http://snomed.info/sct",
        "icd10": "http://hl7.org/fhir/sid/icd-10",
        "hgnc": "http://www.genenames.org/geneId",
        "atc": "http://www.whocc.no/atc",
        "rxnorm": "http://www.nlm.nih.gov/research/umls/rxnorm",
    }.get(system, system)
    coding = {"system": url, "code": code} | ({"display": text} if text else {})
    return {"coding": [coding]}


def observation(loinc: str, **more: Any) -> dict[str, Any]:
    return {"resourceType": "Observation", "status": "final", "code": coded("loinc", loinc)} | more


def condition(code: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"resourceType": "Condition", "code": code} | more


def given(text: str, **more: Any) -> dict[str, Any]:
    entry = {
        "resourceType": "MedicationStatement",
        "status": "completed",
        "medicationCodeableConcept": {"text": text},
    }
    return entry | more


def period(start: str, end: str | None = None) -> dict[str, Any]:
    return {"effectivePeriod": {"start": start} | ({"end": end} if end else {})}
