"""Tumour marker tests on tissue or blood (ER, HER2, PD-L1, MSI, TMB …) ⇄ markers."""

from __future__ import annotations

from cordee.case import Marker
from cordee.fhir.coding import Found, codes, concept_of, own_code, own_concept, untagged, words
from cordee.fhir.node import Json, Node
from cordee.fhir.observation.quantity import Measured, measured, quantity
from cordee.fhir.observation.shape import known_on, observation, seen_on
from cordee.fhir.reasons import BOUND_ONLY, NO_RESULT, UNKNOWN_VALUE
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.systems import WRITTEN
from cordee.fhir.trouble import Unusable
from cordee.terms import Term, Terms


def read_marker(resource: Resource, found: Found, record: Record) -> Marker:
    """The result: a word of the marker's term, a figure, or both."""
    term, terms = found.term, record.terms
    figure: Measured | None = None
    text = resource.text("valueString")
    word = _word(resource.child("valueCodeableConcept"), term, terms) or (
        _named(term, text, terms) if text else None
    )
    if word is None:
        figure = measured(resource, term)
        if figure is not None and figure.comparator is not None:
            word = _named(term, f"{figure.comparator}{figure.value:g}", terms)
            if word is None:
                raise Unusable(BOUND_ONLY)
            figure = None
        spoken = (_word(concept, term, terms) for concept in resource.children("interpretation"))
        word = word or next((found for found in spoken if found is not None), None)
    if word is None and figure is None:
        given = any(key.startswith("value") for key in resource.value)
        raise Unusable(UNKNOWN_VALUE if given else NO_RESULT)
    method = resource.child("method")
    return Marker(
        marker=term.id,
        code=word,
        number=figure.value if figure is not None else None,
        method=method.text("text") if method is not None else None,
        on=seen_on(resource, record),
        known=known_on(resource, record),
        source=resource.source(found.guess),
    )


def _named(term: Term, text: str, terms: Terms) -> str | None:
    value = terms.marker_value(term, text)
    return value.id if value is not None else None


def _word(concept: Node | None, term: Term, terms: Terms) -> str | None:
    own = own_code(concept, "marker-value")
    if own is not None:
        return own.partition("#")[2] or None
    spoken = [code for _, code in codes(concept)] + [untagged(text) for text in words(concept)]
    return next((value for text in spoken if (value := _named(term, text, terms)) is not None), None)


def write_marker(marker: Marker, id: str, subject: Json, terms: Terms) -> Json:
    """The Observation of a marker; a word beside a figure stands in `interpretation`."""
    term = terms.get("marker", marker.marker)
    resource = observation(
        marker, id, subject, concept_of("marker", marker.marker, terms), profile="tumor-marker-test"
    )
    word = _concept(marker, term) if marker.code is not None else None
    if marker.number is not None:
        resource["valueQuantity"] = quantity(marker.number, term.unit if term is not None else None)
        if word is not None:
            resource["interpretation"] = [word]
    elif word is not None:
        resource["valueCodeableConcept"] = word
    if marker.method is not None:
        resource["method"] = {"text": marker.method}
    return resource


def _concept(marker: Marker, term: Term | None) -> Json:
    value = next((v for v in term.values if v.id == marker.code), None) if term is not None else None
    others = [
        {"system": WRITTEN[system], "code": found[0]}
        for system, found in (value.codes.items() if value is not None else ())
        if found
    ]
    concept = own_concept("marker-value", f"{marker.marker}#{marker.code}", *others)
    return concept | {"text": value.name.en} if value is not None else concept
