"""Condition ⇄ first tumours, metastases, other illnesses (mCODE primary and secondary cancer condition)."""

from __future__ import annotations

import re

from cordee.case import Condition, Metastasis, PartialDate, Primary
from cordee.fhir import fault_words as w
from cordee.fhir.coding import Found, codes, coding, concept_of, find, own_code, untagged, words
from cordee.fhir.dates import date_at, known_at, start_of
from cordee.fhir.extension import add, add_known, extension, own_date, own_flag, own_text, own_whole
from cordee.fhir.node import Json, Node
from cordee.fhir.reasons import (
    DSTU2,
    ENTERED_IN_ERROR,
    IN_REMISSION,
    NO_CODE,
    NOT_CONFIRMED,
    OVER_WITHOUT_DATE,
    REFUTED,
    UNKNOWN_WORD,
)  # fmt: skip
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.stage_group import stage_group
from cordee.fhir.systems import HL7, SNOMED, mcode
from cordee.fhir.trouble import Faulty, Unusable
from cordee.terms import Terms

ASSERTED = "http://hl7.org/fhir/StructureDefinition/condition-assertedDate"
HISTOLOGY = mcode("histology-morphology-behavior")
RELATED = (mcode("related-primary-cancer-condition"), mcode("condition-related"))
SECONDARY = coding(SNOMED, "128462008", "Secondary malignant neoplastic disease (disorder)")

# 'Secondary malignant neoplasm of X', 'Metastatic malignant neoplasm to X', 'métastase de X'
_SPREAD = re.compile(
    r"(?:secondary (?:malignant neoplasm|carcinoma|cancer)|metasta(?:tic (?:malignant neoplasm|cancer|carcinoma)|sis|ses)|"
    r"secondary|métastases?)\s+(?:of|to|in|from|du|de la|de l[’']|de|des|au|aux)\s*(?:the )?(?P<site>.+)",
    re.IGNORECASE,
)
_SUSPECTED = re.compile(
    r"\b(suspected|suspicion|possible|probable|risk of|family history|suspecté|screening)\b", re.IGNORECASE
)
_MADE_OUT = (
    "malignant neoplasm of",
    "primary malignant neoplasm of",
    "malignant tumor of",
    "carcinoma of",
    "cancer of",
)


def read_condition(resource: Resource, record: Record) -> list[Primary | Metastasis | Condition]:
    """The first tumour, metastasis or other illness that a Condition is. A refuted one is a stated absence."""
    if isinstance(resource.value.get("clinicalStatus"), str):
        raise Unusable(DSTU2)
    absent = _verification(resource)
    code = resource.child("code")
    if code is None:
        raise Unusable(NO_CODE)
    # 'Risk of falls' is a condition of ours, not a suspicion.
    if own_code(code, "condition") is None and any(_SUSPECTED.search(text) for text in words(code)):
        raise Unusable(NOT_CONFIRMED)
    if _is_spread(resource, code):
        return [_metastasis(resource, code, absent, record)]
    cancer = _cancer(resource, code, record.terms) if own_code(code, "condition") is None else None
    if cancer is not None:
        if absent:
            raise Unusable(REFUTED)
        if any(code == "remission" for _, code in codes(resource.child("clinicalStatus"))):
            record.leave(resource, IN_REMISSION)
        return [_primary(resource, cancer, record)]
    return [_other(resource, code, absent, record)]


def _verification(resource: Resource) -> bool:
    """Whether the condition was ruled out. Raises Unusable for what was never confirmed."""
    stated = {code for _, code in codes(resource.child("verificationStatus"))}
    if "entered-in-error" in stated:
        raise Unusable(ENTERED_IN_ERROR)
    if stated & {"unconfirmed", "provisional", "differential"}:
        raise Unusable(NOT_CONFIRMED)
    return "refuted" in stated


def _is_spread(resource: Resource, code: Node) -> bool:
    if resource.has_profile("mcode-secondary-cancer-condition") or any(
        extension(resource, url) for url in RELATED
    ):
        return True
    if resource.has_profile("mcode-primary-cancer-condition"):
        return False
    pairs = codes(code)
    if any(pair == (SNOMED, SECONDARY["code"]) for pair in pairs):
        return True
    # ICD-10 C77–C79 are secondary neoplasms
    if any("icd-10" in system.lower() and re.match(r"C7[789]", value.upper()) for system, value in pairs):
        return True
    return any(_SPREAD.match(untagged(text)) for text in words(code))


def _cancer(resource: Resource, code: Node, terms: Terms) -> Found | None:
    found = find(code, "cancer", terms)
    if found is not None:
        return found
    for text in words(code):
        bare = untagged(text).lower()
        for head in _MADE_OUT:
            if bare.startswith(head + " "):
                place = bare[len(head) :].strip()
                term = terms.by_text("cancer", f"{place} cancer") or terms.by_text("cancer", place)
                if term is not None:
                    return Found(term, text)
    for site in (
        resource.children("bodySite") if resource.has_profile("mcode-primary-cancer-condition") else ()
    ):
        for text in words(site):
            bare = re.sub(r"\s+(structure|region)\b.*", "", untagged(text).lower())
            term = terms.by_text("cancer", f"{bare} cancer") or terms.by_text("cancer", f"{bare} carcinoma")
            if term is not None:
                return Found(term, text)
    if resource.has_profile("mcode-primary-cancer-condition"):
        raise Unusable(UNKNOWN_WORD)
    return None


def _dates(resource: Resource, record: Record) -> tuple[PartialDate | None, PartialDate | None]:
    """When it began (or was asserted), and when it became known if later."""
    asserted = extension(resource, ASSERTED)
    on = date_at(asserted, "valueDateTime", record) if asserted is not None else None
    on = on or start_of(resource, "onset", record)
    stated = own_date(resource, "known", record)
    recorded = known_at(resource, "recordedDate", on, record)
    if on is None and stated is None:
        return recorded, None
    return on, stated or recorded


def _over(resource: Resource, absent: bool, record: Record) -> PartialDate | None:
    stated = {code for _, code in codes(resource.child("clinicalStatus"))}
    over = start_of(resource, "abatement", record)
    if over is None and not absent and stated & {"resolved", "inactive", "remission"}:
        raise Unusable(OVER_WITHOUT_DATE)
    return over


def _primary(resource: Resource, cancer: Found, record: Record) -> Primary:
    on, known = _dates(resource, record)
    shape = extension(resource, HISTOLOGY)
    histology = (
        find(shape.child("valueCodeableConcept"), "histology", record.terms) if shape is not None else None
    )
    return Primary(
        cancer=cancer.term.id,
        histology=histology.term.id if histology is not None else None,
        grade=own_text(resource, "grade"),
        stage=_stage(resource),
        stage_on=own_date(resource, "stage-on", record),
        on=on,
        known=known,
        source=resource.source(cancer.guess or (histology.guess if histology is not None else None)),
    )


def _stage(resource: Resource) -> str | None:
    """The stage group that the condition itself tells, in `stage` or in the name of its code ('… TNM stage 1')."""
    told = [text for stage in resource.children("stage") for text in words(stage.child("summary"))]
    told += [text for text in words(resource.child("code")) if re.search(r"\bstage\b", text, re.IGNORECASE)]
    return next((group for text in told if (group := stage_group(text)) is not None), None)


def _metastasis(resource: Resource, code: Node, absent: bool, record: Record) -> Metastasis:
    found = _site(resource, code, record.terms)
    on, known = _dates(resource, record)
    lesions = own_whole(resource, "lesions")
    if lesions is not None and lesions < 0:
        raise Faulty(resource.pointer(), w.LESIONS_BELOW_ZERO)
    return Metastasis(
        site=found.term.id,
        presence="absent" if absent else "present",
        lesions=lesions,
        treated=own_flag(resource, "treated"),
        stable=own_flag(resource, "stable"),
        symptomatic=own_flag(resource, "symptomatic"),
        gone=_over(resource, absent, record),
        on=on,
        known=known,
        source=resource.source(found.guess),
    )


def _site(resource: Resource, code: Node, terms: Terms) -> Found:
    for place in [*resource.children("bodySite"), code]:
        found = find(place, "site", terms)
        if found is not None:
            return found
    for text in words(code):
        match = _SPREAD.match(untagged(text))
        term = terms.by_text("site", match["site"]) if match else None
        if term is not None:
            return Found(term, text)
    # A metastasis somewhere is worth more than no metastasis: it is kept, as 'another site'.
    elsewhere = terms.get("site", "other-site")
    if elsewhere is None:
        raise Unusable(UNKNOWN_WORD)
    spoken = words(code)
    return Found(elsewhere, spoken[0] if spoken else "metastasis")


def _other(resource: Resource, code: Node, absent: bool, record: Record) -> Condition:
    found = find(code, "condition", record.terms)
    if found is None:
        raise Unusable(UNKNOWN_WORD if codes(code) or words(code) else NO_CODE)
    on, known = _dates(resource, record)
    notes = [text for note in resource.children("note") if (text := note.text("text"))]
    return Condition(
        condition=found.term.id,
        presence="absent" if absent else "present",
        detail=notes[0] if notes else None,
        until=_over(resource, absent, record),
        on=on,
        known=known,
        source=resource.source(found.guess),
    )


def write_primary(primary: Primary, id: str, subject: Json, terms: Terms) -> Json:
    """The Condition of a first tumour; its stage is written by `observation.stage`."""
    resource = _condition(
        "primary-cancer-condition", id, subject, concept_of("cancer", primary.cancer, terms)
    )
    if primary.histology is not None:
        shape = {"url": HISTOLOGY, "valueCodeableConcept": concept_of("histology", primary.histology, terms)}
        resource.setdefault("extension", []).append(shape)
    _write_onset(resource, primary.on)
    add(resource, "grade", primary.grade)
    if primary.stage is None:
        add(resource, "stage-on", primary.stage_on)
    return add_known(resource, primary)


def write_metastasis(metastasis: Metastasis, id: str, subject: Json, terms: Terms) -> Json:
    """The Condition of a metastasis, refuted when it was looked for and not found."""
    resource = _condition("secondary-cancer-condition", id, subject, {"coding": [SECONDARY]})
    resource["bodySite"] = [concept_of("site", metastasis.site, terms)]
    _write_status(resource, metastasis.presence == "absent", metastasis.gone)
    _write_onset(resource, metastasis.on)
    for name in ("lesions", "treated", "stable", "symptomatic"):
        add(resource, name, getattr(metastasis, name))
    return add_known(resource, metastasis)


def write_condition(condition: Condition, id: str, subject: Json, terms: Terms) -> Json:
    """The Condition of another illness."""
    resource = _condition(None, id, subject, concept_of("condition", condition.condition, terms))
    _write_status(resource, condition.presence == "absent", condition.until)
    _write_onset(resource, condition.on)
    if condition.detail is not None:
        resource["note"] = [{"text": condition.detail}]
    return add_known(resource, condition)


def _condition(profile: str | None, id: str, subject: Json, code: Json) -> Json:
    resource: Json = {"resourceType": "Condition", "id": id}
    if profile is not None:
        resource["meta"] = {"profile": [mcode(profile)]}
    category = {"coding": [coding(HL7 + "condition-category", "problem-list-item")]}
    resource.update(category=[category], code=code, subject=subject)
    _write_status(resource, False, None)
    return resource


def _write_status(resource: Json, absent: bool, over: PartialDate | None) -> None:
    verification = "refuted" if absent else "confirmed"
    resource["verificationStatus"] = {"coding": [coding(HL7 + "condition-ver-status", verification)]}
    resource.pop("clinicalStatus", None)
    if over is not None or not absent:
        clinical = "active" if over is None else "resolved"
        resource["clinicalStatus"] = {"coding": [coding(HL7 + "condition-clinical", clinical)]}
    if over is not None:
        resource["abatementDateTime"] = over.iso


def _write_onset(resource: Json, on: PartialDate | None) -> None:
    if on is not None:
        resource.setdefault("extension", []).append({"url": ASSERTED, "valueDateTime": on.iso})
        resource["onsetDateTime"] = on.iso
