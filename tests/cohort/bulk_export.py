"""A small bulk export of invented people, to be spoiled in tests."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

LUNG = {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10", "code": "C34.9"}], "text": "Lung cancer"}
CREATININE = {"coding": [{"system": "http://loinc.org", "code": "2160-0"}]}


def patient(id: str, **more: Any) -> dict[str, Any]:
    """An invented person."""
    return {"resourceType": "Patient", "id": id, "gender": "female", "birthDate": "1961-04-02", **more}


def condition(id: str, person: str, **more: Any) -> dict[str, Any]:
    """Their lung cancer."""
    about = {"reference": f"Patient/{person}"}
    return {
        "resourceType": "Condition",
        "id": id,
        "subject": about,
        "code": LUNG,
        "onsetDateTime": "2024-05-01",
        **more,
    }


def creatinine(id: str, person: str, value: float = 0.9, unit: str = "mg/dL") -> dict[str, Any]:
    """A creatinine."""
    return {
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "code": CREATININE,
        "subject": {"reference": f"Patient/{person}"},
        "effectiveDateTime": "2026-10-01",
        "valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit},
    }


def encounter(id: str, person: str) -> dict[str, Any]:
    """Something a case has no place for."""
    return {
        "resourceType": "Encounter",
        "id": id,
        "status": "finished",
        "subject": {"reference": f"Patient/{person}"},
    }


def people(count: int) -> list[dict[str, Any]]:
    """`count` people with a tumour, a creatinine and an encounter each."""
    made: list[dict[str, Any]] = []
    for i in range(count):
        id = f"person-{i}"
        made += [
            patient(id),
            condition(f"c{i}", id),
            creatinine(f"o{i}", id, 0.5 + i / 100),
            encounter(f"e{i}", id),
        ]
    return made


def write_lines(path: Path, resources: list[dict[str, Any]], *more: bytes) -> Path:
    """NDJSON, gzip when the name says so; `more` are raw lines after the resources."""
    content = b"".join(json.dumps(r).encode() + b"\n" for r in resources) + b"".join(
        line + b"\n" for line in more
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content) if path.name.endswith(".gz") else content)
    return path


def write_by_type(folder: Path, resources: list[dict[str, Any]]) -> Path:
    """One file a type, as a bulk export gives them."""
    types = dict.fromkeys(r["resourceType"] for r in resources)
    for type in types:
        write_lines(folder / f"{type}.000.ndjson", [r for r in resources if r["resourceType"] == type])
    return folder
