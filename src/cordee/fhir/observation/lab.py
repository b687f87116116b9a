"""Laboratory results and serum tumour markers ⇄ labs, in the canonical UCUM unit."""

from __future__ import annotations

from cordee.case import Lab
from cordee.fhir.coding import Found, concept_of
from cordee.fhir.extension import add, own_text
from cordee.fhir.node import Json, Node
from cordee.fhir.observation.quantity import limits, measured, quantity
from cordee.fhir.observation.shape import known_on, observation, seen_on
from cordee.fhir.reasons import NO_RESULT, UNKNOWN_VALUE
from cordee.fhir.record import Record
from cordee.fhir.resource import Resource
from cordee.fhir.trouble import Unusable
from cordee.terms import Terms


def read_lab(resource: Resource, found: Found, record: Record, component: Node | None = None) -> Lab:
    """The result, converted; its reference limits with it. `component`: where it stands, when not in the whole."""
    node = component if component is not None else resource
    value = measured(node, found.term)
    if value is None:
        given = any(key.startswith("value") for key in node.value)
        raise Unusable(UNKNOWN_VALUE if given else NO_RESULT)
    low, high = limits(node, found.term, value.unit)
    return Lab(
        analyte=found.term.id,
        value=value.value,
        comparator=value.comparator,
        low=low,
        high=high,
        original=own_text(resource, "original") or value.original,
        on=seen_on(resource, record),
        known=known_on(resource, record),
        source=resource.source(found.guess),
    )


def write_lab(lab: Lab, id: str, subject: Json, terms: Terms) -> Json:
    """The Observation of a result."""
    term = terms.get("lab", lab.analyte)
    unit = term.unit if term is not None else None
    resource = observation(lab, id, subject, concept_of("lab", lab.analyte, terms))
    resource["valueQuantity"] = quantity(lab.value, unit, lab.comparator)
    bounds = {"low": lab.low, "high": lab.high}
    stated = {name: quantity(value, unit) for name, value in bounds.items() if value is not None}
    if stated:
        resource["referenceRange"] = [stated]
    add(resource, "original", lab.original)
    return resource
