"""Which family an observation belongs to: by its code, else by the words of its code."""

from __future__ import annotations

from collections.abc import Callable

from cordee.case import Fact
from cordee.fhir.coding import Found, by_codes, codes, find, own_code, what, words
from cordee.fhir.given import StagePart
from cordee.fhir.observation import disease_status, panel, performance, stage, variant
from cordee.fhir.observation.lab import read_lab
from cordee.fhir.observation.marker import read_marker
from cordee.fhir.observation.shape import check_status
from cordee.fhir.observation.statement import read_history, read_judgement
from cordee.fhir.observation.symptom import read_symptom
from cordee.fhir.reasons import NO_CODE, UNKNOWN_WORD
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.trouble import Unusable
from cordee.terms import TermKind

_READERS: dict[TermKind, Callable[[Resource, Found, Record], Fact]] = {
    "marker": read_marker,
    "lab": read_lab,
    "judgement": read_judgement,
    "symptom": read_symptom,
}


def read_observation(resource: Resource, record: Record) -> list[Fact | StagePart]:
    """The fact, or part of one, that an Observation holds."""
    check_status(resource)
    code = resource.child("code")
    pairs = set(codes(code))
    field = stage.field_of(resource)
    if field is not None:
        return [stage.read_stage(resource, field, record)]
    if pairs & performance.CODES:
        return [performance.read_performance(resource, record)]
    if variant.CODE in pairs or resource.has_profile("mcode-genomic-variant", "mcode-cancer-genetic-variant"):
        return [variant.read_variant(resource, record)]
    if panel.CODE in pairs:
        return [panel.read_panel(resource, record)]
    own = own_code(code, "fact")
    if pairs & disease_status.CODES or own == "imaging":
        return [disease_status.read_disease_status(resource, record)]
    if own == "treatment-history-complete":
        return [read_history(resource, record)]
    if not pairs and not words(code):
        raise Unusable(NO_CODE)
    return _by_term(resource, record)


def _by_term(resource: Resource, record: Record) -> list[Fact | StagePart]:
    code, terms = resource.child("code"), record.terms
    # A code is worth more than words, whatever the family.
    for kind, read in _READERS.items():
        term = by_codes(code, kind, terms)
        if term is not None:
            return [read(resource, Found(term), record)]
    for kind, read in _READERS.items():
        found = find(code, kind, terms)
        if found is not None:
            return [read(resource, found, record)]
    parts: list[Fact | StagePart] = []
    left: list[str] = []
    for component in resource.children("component"):
        analyte = find(component.child("code"), "lab", record.terms)
        if analyte is not None:
            parts.append(read_lab(resource, analyte, record, component))
        else:
            left.append(what(component.child("code")))
    if not parts:
        raise Unusable(UNKNOWN_WORD)
    for told in left:
        record.leave(resource, UNKNOWN_WORD, told)
    return parts
