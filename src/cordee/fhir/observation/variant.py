"""Genomic variant (mCODE genomic variant, LOINC 69548-6 and its components) ⇄ alteration of a gene."""

from __future__ import annotations

import re
from typing import get_args

from cordee.case import Alteration
from cordee.case.biomarker import AlterationKind, Origin
from cordee.fhir import fault_words as w
from cordee.fhir.answers import ABSENT, FOUND, GERMLINE, PATHOGENIC, PRESENT, SOMATIC
from cordee.fhir.coding import codes, coding, concept_of, find, own_code, own_concept, words
from cordee.fhir.node import Json, Node
from cordee.fhir.observation.protein_change import one_letter
from cordee.fhir.observation.shape import known_on, observation, seen_on
from cordee.fhir.reasons import NO_CODE, NO_RESULT, UNKNOWN_WORD
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.systems import LOINC
from cordee.fhir.trouble import Faulty, Unusable
from cordee.terms import Term, Terms

CODE = (LOINC, "69548-6")
GENE, PROTEIN, ORIGIN, CHANGE_TYPE = "48018-6", "48005-3", "48002-0", "48019-4"
SIGNIFICANCE, COPIES, REGION = "53037-8", "82155-3", "47999-8"
KINDS: tuple[AlterationKind, ...] = get_args(AlterationKind)
_KIND_WORDS: tuple[tuple[str, AlterationKind], ...] = (
    ("amplification", "amplification"), ("fusion", "fusion"), ("rearrangement", "rearrangement"),
    ("skipping", "skipping"), ("point mutation", "mutation"), ("mutation", "mutation"),
    ("substitution", "mutation"), ("snv", "mutation"), ("copy number gain", "amplification"),
    ("copy number loss", "deletion"),
)  # fmt: skip
_EXON = re.compile(r"\bexon\s*(\d{1,3})\b", re.IGNORECASE)


def read_variant(resource: Resource, record: Record) -> Alteration:
    """The alteration of a gene, found or looked for by name and not found."""
    components = _components(resource)
    genes = [found for node in components.get(GENE, []) if (found := gene_of(node, record.terms)) is not None]
    if not genes:
        raise Unusable(UNKNOWN_WORD if components.get(GENE) else NO_CODE)
    answers = [code for _, code in codes(resource.child("valueCodeableConcept"))]
    present = next((FOUND[code] for code in answers if code in FOUND), None)
    if present is None and (answers or "dataAbsentReason" in resource.value):
        raise Unusable(NO_RESULT)  # no call, indeterminate
    kind = _kind(resource, components)
    own = _own_components(resource)
    partner = genes[1] if len(genes) > 1 else None
    method = resource.child("method")
    return Alteration(
        gene=genes[0].id,
        kind=kind,
        presence="absent" if present is False else "present",
        protein_change=_protein(components),
        exon=_exon(components),
        alteration_class=own.get("alteration-class"),
        partner=partner.id if partner is not None else None,
        origin=_origin(components),
        pathogenic=_pathogenic(components),
        copy_number=_copies(components),
        method=method.text("text") if method is not None else None,
        on=seen_on(resource, record),
        known=known_on(resource, record),
        source=resource.source(),
    )


def _components(resource: Resource) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for component in resource.children("component"):
        for system, code in codes(component.child("code")):
            if system == LOINC:
                found.setdefault(code, []).append(component)
    return found


def _own_components(resource: Resource) -> dict[str, str]:
    found = {}
    for component in resource.children("component"):
        name = own_code(component.child("code"), "variant")
        value = component.child("valueCodeableConcept")
        if name is not None and value is not None:
            found[name] = own_code(value, "alteration_class") or value.text("text") or ""
    return {name: value for name, value in found.items() if value}


def gene_of(node: Node, terms: Terms) -> Term | None:
    """The gene that a component's value names: by HGNC id, symbol or synonym."""
    value = node.child("valueCodeableConcept")
    if value is None:
        text = node.text("valueString")
        return terms.by_text("gene", text) if text else None
    found = find(value, "gene", terms)
    return found.term if found is not None else None  # a gene's symbol is its name: no guess


def _kind(resource: Resource, components: dict[str, list[Node]]) -> AlterationKind | None:
    concepts = [node.child("valueCodeableConcept") for node in components.get(CHANGE_TYPE, [])]
    for concept in concepts:
        own = own_code(concept, "alteration-kind")
        if own is not None:
            return next((kind for kind in KINDS if kind == own), None)
    for concept in [*concepts, *resource.children("interpretation")]:
        for text in words(concept):
            for word, kind in _KIND_WORDS:
                if word in text.lower():
                    return kind
    # HGVS at the protein level describes a change of sequence
    return "mutation" if PROTEIN in components and not concepts else None


def _protein(components: dict[str, list[Node]]) -> str | None:
    for node in components.get(PROTEIN, []):
        value = node.child("valueCodeableConcept")
        spoken = [node.text("valueString"), *(code for _, code in codes(value)), *words(value)]
        for text in spoken:
            change = one_letter(text) if text else None
            if change is not None:
                return change
    return None


def _exon(components: dict[str, list[Node]]) -> int | None:
    for node in components.get(REGION, []):
        text = node.text("valueString") or " ".join(words(node.child("valueCodeableConcept")))
        match = _EXON.search(text)
        if match:
            return int(match[1])
    return None


def _origin(components: dict[str, list[Node]]) -> Origin | None:
    for node in components.get(ORIGIN, []):
        stated = {code for _, code in codes(node.child("valueCodeableConcept"))}
        if GERMLINE in stated:
            return "germline"
        if SOMATIC in stated:
            return "somatic"
    return None


def _pathogenic(components: dict[str, list[Node]]) -> bool | None:
    for node in components.get(SIGNIFICANCE, []):
        for _, code in codes(node.child("valueCodeableConcept")):
            if code in PATHOGENIC:
                return PATHOGENIC[code]
    return None


def _copies(components: dict[str, list[Node]]) -> float | None:
    for node in components.get(COPIES, []):
        quantity = node.child("valueQuantity")
        count = quantity.number("value") if quantity is not None else node.number("valueInteger")
        if count is not None:
            if count < 0:
                raise Faulty(node.pointer(), w.COPIES_BELOW_ZERO)
            return count
    return None


def write_variant(alteration: Alteration, id: str, subject: Json, terms: Terms) -> Json:
    """The Observation of an alteration. Its kind is always written, so that none is read where none was said."""
    resource = observation(alteration, id, subject, {"coding": [coding(*CODE)]}, profile="genomic-variant")
    answer = (PRESENT, "Present") if alteration.presence == "present" else (ABSENT, "Absent")
    resource["valueCodeableConcept"] = {"coding": [coding(LOINC, *answer)]}
    parts: list[Json] = [_part(GENE, valueCodeableConcept=concept_of("gene", alteration.gene, terms))]
    if alteration.partner is not None:
        parts.append(_part(GENE, valueCodeableConcept=concept_of("gene", alteration.partner, terms)))
    parts.append(
        _part(CHANGE_TYPE, valueCodeableConcept=own_concept("alteration-kind", alteration.kind or "unstated"))
    )
    if alteration.protein_change is not None:
        hgvs = coding("http://varnomen.hgvs.org", f"p.{alteration.protein_change}")
        parts.append(_part(PROTEIN, valueCodeableConcept={"coding": [hgvs]}))
    if alteration.exon is not None:
        parts.append(_part(REGION, valueString=f"exon {alteration.exon}"))
    if alteration.origin is not None:
        origin = (GERMLINE, "Germline") if alteration.origin == "germline" else (SOMATIC, "Somatic")
        parts.append(_part(ORIGIN, valueCodeableConcept={"coding": [coding(LOINC, *origin)]}))
    if alteration.pathogenic is not None:
        meaning = ("LA6668-3", "Pathogenic") if alteration.pathogenic else ("LA6675-8", "Benign")
        parts.append(_part(SIGNIFICANCE, valueCodeableConcept={"coding": [coding(LOINC, *meaning)]}))
    if alteration.copy_number is not None:
        parts.append(_part(COPIES, valueQuantity={"value": alteration.copy_number}))
    if alteration.alteration_class is not None:
        value = concept_of("alteration_class", alteration.alteration_class, terms)
        parts.append({"code": own_concept("variant", "alteration-class"), "valueCodeableConcept": value})
    resource["component"] = parts
    if alteration.method is not None:
        resource["method"] = {"text": alteration.method}
    return resource


def _part(loinc: str, **value: object) -> Json:
    return {"code": {"coding": [coding(LOINC, loinc)]}, **value}
