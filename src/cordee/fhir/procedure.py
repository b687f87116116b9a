"""Procedure (mCODE surgical procedure, radiotherapy course summary) ⇄ local treatment."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import get_args

from cordee.case import LocalTreatment
from cordee.case.treatment import LocalKind
from cordee.fhir.answers import INTENT_WRITTEN
from cordee.fhir.coding import codes, coding, concept_of, find, own_code, own_concept, untagged, words
from cordee.fhir.dates import start_of
from cordee.fhir.extension import add, add_known, own_date, own_word
from cordee.fhir.given import Session
from cordee.fhir.medication import intent_of
from cordee.fhir.node import Json, Node
from cordee.fhir.reasons import ENTERED_IN_ERROR, NO_CODE, NOT_DONE, NOT_FOR_CANCER, PLANNED, UNKNOWN_STATUS
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.systems import SNOMED, mcode
from cordee.fhir.trouble import Unusable
from cordee.terms import Terms

_LEFT = {
    "entered-in-error": ENTERED_IN_ERROR,
    "not-done": NOT_DONE,
    "preparation": PLANNED,
    "unknown": UNKNOWN_STATUS,
}
_USED = {"completed", "in-progress", "on-hold", "stopped"}
KINDS: tuple[LocalKind, ...] = get_args(LocalKind)
_TARGETS = ("primary", "metastasis", "nodes")

RADIOTHERAPY_COURSE = "1217123003"  # Radiotherapy course of treatment, mCODE's code for the course summary
_CODES: dict[str, LocalKind] = {
    RADIOTHERAPY_COURSE: "radiotherapy",
    "108290001": "radiotherapy",  # Radiation oncology AND/OR radiotherapy
    "152198000": "radiotherapy",  # Brachytherapy
    "392021009": "surgery",  # Lumpectomy of breast
    "387713003": "surgery",  # Surgical procedure
}
# Words that make a local treatment of cancer by themselves; 'excision' or 'resection' only with a cancer as reason.
_WORDS: tuple[tuple[str, LocalKind], ...] = (
    (r"stereotactic|sbrt|sabr|radiosurg|stéréotax", "stereotactic-radiotherapy"),
    (r"radiation therapy|radiotherap|radiothérap|brachytherap|curiethérap|teleradiotherap", "radiotherapy"),
    (r"radiofrequency ablation|microwave ablation|cryoablation|thermal ablation|thermoablation|tumou?r ablation", "ablation"),
    (r"chemoemboli[sz]|radioemboli[sz]|chimio-?embolis|radio-?embolis|tumou?r emboli[sz]", "embolisation"),
    (r"mastectom|lumpectom|metastasectom|métastasectom|hepatectom|prostatectom|tumorectom|gastrectom", "surgery"),
    (r"pneumonectom|oesophagectom|esophagectom|cystectomy|nephrectom|lymphadenectom|curage", "surgery"),
)  # fmt: skip
_WITH_REASON = re.compile(
    r"excision|resection|résection|colectom|lobectom|ectomy\b|surgical|chirurg", re.IGNORECASE
)
_NO_TREATMENT = re.compile(
    r"biops|planning|simulation|consult|imaging|screening|history of|follow", re.IGNORECASE
)


def read_procedure(resource: Resource, record: Record) -> list[LocalTreatment | Session]:
    """The local treatment; a sitting to be joined with others when the record has no profile that says 'course'."""
    status = resource.text("status")
    if status in _LEFT:
        raise Unusable(_LEFT[status])
    if status not in _USED:
        raise Unusable(UNKNOWN_STATUS)
    code = resource.child("code")
    kind, guess = _kind(resource, code, record)
    own = code is not None and own_code(code, "local-treatment") is not None
    treatment = LocalTreatment(
        kind=kind,
        site=_site(resource, record),
        target=own_word(resource, "target", _TARGETS),  # type: ignore[arg-type]
        intent=intent_of(resource),
        procedure=code.text("text") if code is not None else None,
        on=start_of(resource, "performed", record),
        known=own_date(resource, "known", record),
        source=resource.source(guess),
    )
    if own or resource.has_profile(
        "mcode-radiotherapy-course-summary", "mcode-cancer-related-surgical-procedure"
    ):
        return [treatment]
    return [Session(resource=resource, treatment=treatment)]


def _kind(resource: Resource, code: Node | None, record: Record) -> tuple[LocalKind, str | None]:
    own = own_code(code, "local-treatment")
    if own is not None:
        return next((kind for kind in KINDS if kind == own), "other"), None
    for system, value in codes(code):
        if system == SNOMED and value in _CODES:
            return _CODES[value], None
    if resource.has_profile("mcode-radiotherapy-course-summary"):
        return "radiotherapy", None
    spoken = words(code)
    if not spoken and not codes(code):
        raise Unusable(NO_CODE)
    for text in spoken:
        kind, for_cancer_only = _by_words(text)
        if kind is not None and not (for_cancer_only and _reason(resource, record) is None):
            return kind, text
    if resource.has_profile("mcode-cancer-related-surgical-procedure"):
        return "surgery", None
    raise Unusable(NOT_FOR_CANCER)


@lru_cache(maxsize=8192)  # records name the same few hundred acts over and over
def _by_words(text: str) -> tuple[LocalKind | None, bool]:
    """The treatment that the words of an act make, and whether they do so only when a cancer is its reason."""
    bare = untagged(text).lower()
    if _NO_TREATMENT.search(bare):
        return None, False
    for pattern, kind in _WORDS:
        if re.search(pattern, bare):
            return kind, False
    return ("surgery", True) if _WITH_REASON.search(bare) else (None, False)


def _reason(resource: Resource, record: Record) -> str | None:
    """The cancer condition that the procedure was done for."""
    for node in resource.children("reasonReference"):
        target = record.target(node, resource)
        if target is not None and target.ref in record.cancers:
            return target.ref
    return None


def _site(resource: Resource, record: Record) -> str | None:
    found = (find(place, "site", record.terms) for place in resource.children("bodySite"))
    return next((place.term.id for place in found if place is not None), None)


def write_procedure(treatment: LocalTreatment, id: str, subject: Json, terms: Terms) -> Json:
    """The Procedure of a local treatment."""
    radiotherapy = treatment.kind in {"radiotherapy", "stereotactic-radiotherapy"}
    resource: Json = {"resourceType": "Procedure", "id": id}
    if radiotherapy:
        resource["meta"] = {"profile": [mcode("radiotherapy-course-summary")]}
    elif treatment.kind == "surgery":
        resource["meta"] = {"profile": [mcode("cancer-related-surgical-procedure")]}
    standard = [coding(SNOMED, RADIOTHERAPY_COURSE)] if radiotherapy else []
    code = own_concept("local-treatment", treatment.kind, *standard)
    if treatment.procedure is not None:
        code["text"] = treatment.procedure
    resource.update(status="completed", code=code, subject=subject)
    if treatment.site is not None:
        resource["bodySite"] = [concept_of("site", treatment.site, terms)]
    if treatment.on is not None:
        resource["performedDateTime"] = treatment.on.iso
    add(resource, "target", treatment.target, code=True)
    if treatment.intent is not None:
        concept = own_concept("intent", treatment.intent, coding(SNOMED, INTENT_WRITTEN[treatment.intent]))
        resource.setdefault("extension", []).append(
            {"url": mcode("procedure-intent"), "valueCodeableConcept": concept}
        )
    return add_known(resource, treatment)
