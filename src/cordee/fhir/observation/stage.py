"""Staging observations (mCODE TNM stage group and T, N, M categories) ⇄ the stage of a first tumour."""

from __future__ import annotations

import re

from cordee.case import Primary
from cordee.fhir.coding import codes, coding, own_code, own_concept, untagged, words
from cordee.fhir.given import StagePart
from cordee.fhir.node import Json, Node
from cordee.fhir.observation.shape import observation, seen_on
from cordee.fhir.reasons import NO_RESULT, UNKNOWN_VALUE
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.stage_group import stage_group
from cordee.fhir.systems import LOINC, SNOMED
from cordee.fhir.trouble import Unusable

# LOINC: clinical, pathological, other stage group; T, N, M clinical then pathological. SNOMED CT: cT, cN, cM.
CODES: dict[tuple[str, str], str] = {
    (LOINC, "21908-9"): "stage", (LOINC, "21902-2"): "stage", (LOINC, "21914-7"): "stage",
    (LOINC, "21905-5"): "t", (LOINC, "21899-0"): "t", (SNOMED, "399504009"): "t",
    (LOINC, "21906-3"): "n", (LOINC, "21900-6"): "n", (SNOMED, "399534004"): "n",
    (LOINC, "21907-1"): "m", (LOINC, "21901-4"): "m", (SNOMED, "399387003"): "m",
}  # fmt: skip
PROFILES = {
    "mcode-tnm-stage-group": "stage",
    "mcode-tnm-clinical-stage-group": "stage",
    "mcode-tnm-pathological-stage-group": "stage",
    "mcode-tnm-primary-tumor-category": "t",
    "mcode-tnm-regional-nodes-category": "n",
    "mcode-tnm-distant-metastases-category": "m",
}
_CATEGORY = {
    field: re.compile(rf"\b[cpyra]*{field}(?P<v>(?:is|x|[0-4])[a-d]?)\b", re.IGNORECASE)
    for field in ("t", "n", "m")
}


def field_of(resource: Resource) -> str | None:
    """Which part of the stage an observation gives, None when it is not about stage."""
    for pair in codes(resource.child("code")):
        if pair in CODES:
            return CODES[pair]
    return next((field for profile, field in PROFILES.items() if resource.has_profile(profile)), None)


def read_stage(resource: Resource, field: str, record: Record) -> StagePart:
    """The stage group ('IV'), or the T, N or M category without its letter ('1a')."""
    value, guess = _value(resource, field)
    focus = [
        found for node in resource.children("focus") if (found := record.target(node, resource)) is not None
    ]
    return StagePart(
        resource=resource, field=field, value=value, on=seen_on(resource, record),  # type: ignore[arg-type]
        focus=focus[0] if focus else None, guess=guess,
    )  # fmt: skip


def _value(resource: Resource, field: str) -> tuple[str, str | None]:
    value: Node | None = resource.child("valueCodeableConcept")
    own = own_code(value, "stage")
    if own is not None:
        return own, None
    spoken = [*words(value), *(code for _, code in codes(value))]
    if value is None:
        spoken = [text for text in [resource.text("valueString")] if text]
    if not spoken:
        raise Unusable(NO_RESULT)
    for text in spoken:
        if field == "stage":
            group = stage_group(text)
            if group is not None:
                return group, None
        elif match := _CATEGORY[field].search(untagged(text)):
            return match["v"].lower() if match["v"].lower() != "x" else "X", None
    raise Unusable(UNKNOWN_VALUE)


def write_stage(primary: Primary, id: str, subject: Json, focus: Json) -> list[Json]:
    """The staging observations of a first tumour, dated with its stage."""
    fact = Primary(cancer=primary.cancer, on=primary.stage_on)
    written = []
    for field, profile, code in (
        ("stage", "tnm-stage-group", coding(LOINC, "21908-9")),
        ("t", "tnm-primary-tumor-category", coding(SNOMED, "399504009", "cT category")),
        ("n", "tnm-regional-nodes-category", coding(SNOMED, "399534004", "cN category")),
        ("m", "tnm-distant-metastases-category", coding(SNOMED, "399387003", "cM category")),
    ):
        value = getattr(primary, field)
        if value is None:
            continue
        resource = observation(
            fact, f"{id}-{field}", subject, {"coding": [code]}, profile=profile, category="survey"
        )
        if primary.stage is None:
            resource.pop("effectiveDateTime", None)
        resource["focus"] = [focus]
        prefix = "Stage " if field == "stage" else field.upper()
        resource["valueCodeableConcept"] = own_concept("stage", value) | {"text": prefix + value}
        written.append(resource)
    return written
