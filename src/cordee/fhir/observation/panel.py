"""Genomic region studied (LOINC 53041-0) ⇄ a gene test that was done."""

from __future__ import annotations

from typing import get_args

from cordee.case import PanelTest
from cordee.case.biomarker import AlterationKind
from cordee.fhir.answers import GERMLINE, SOMATIC
from cordee.fhir.coding import codes, coding, concept_of, words
from cordee.fhir.extension import add, own_text, own_word
from cordee.fhir.node import Json
from cordee.fhir.observation.shape import known_on, observation, seen_on
from cordee.fhir.observation.variant import GENE, ORIGIN, gene_of
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.systems import LOINC
from cordee.terms import Terms

CODE = (LOINC, "53041-0")
_KINDS: tuple[AlterationKind, ...] = get_args(AlterationKind)


def read_panel(resource: Resource, record: Record) -> PanelTest:
    """The test: its name, the genes it looked at, the kinds of anomaly it can see where that is said."""
    genes = []
    origin = None
    for component in resource.children("component"):
        for system, code in codes(component.child("code")):
            if system == LOINC and code == GENE and (gene := gene_of(component, record.terms)) is not None:
                genes.append(gene.id)
            elif system == LOINC and code == ORIGIN:
                stated = {answer for _, answer in codes(component.child("valueCodeableConcept"))}
                origin = "germline" if GERMLINE in stated else "somatic" if SOMATIC in stated else None
    method = resource.child("method")
    name = next(iter(words(method)), None) or next(iter(words(resource.child("code"))), None) or "gene panel"
    listed = (own_text(resource, "alteration-kinds") or "").split()
    return PanelTest(
        name=name,
        genes=tuple(genes),
        kinds=tuple(kind for word in listed for kind in _KINDS if kind == word),
        origin=origin,  # type: ignore[arg-type]
        specimen=own_word(resource, "specimen", ("tissue", "blood")),  # type: ignore[arg-type]
        on=seen_on(resource, record),
        known=known_on(resource, record),
        source=resource.source(),
    )


def write_panel(panel: PanelTest, id: str, subject: Json, terms: Terms) -> Json:
    """The Observation of a gene test, one component a gene."""
    resource = observation(panel, id, subject, {"coding": [coding(*CODE)]}, profile="genomic-region-studied")
    resource["method"] = {"text": panel.name}
    code = {"coding": [coding(LOINC, GENE)]}
    parts: list[Json] = [
        {"code": code, "valueCodeableConcept": concept_of("gene", g, terms)} for g in panel.genes
    ]
    if panel.origin is not None:
        answer = coding(LOINC, GERMLINE if panel.origin == "germline" else SOMATIC)
        parts.append(
            {"code": {"coding": [coding(LOINC, ORIGIN)]}, "valueCodeableConcept": {"coding": [answer]}}
        )
    if parts:
        resource["component"] = parts
    add(resource, "alteration-kinds", " ".join(panel.kinds) or None)
    add(resource, "specimen", panel.specimen, code=True)
    return resource
