"""The measured value of an observation, in the canonical unit of its term."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

from cordee.fhir.node import Json, Node
from cordee.fhir.reasons import NO_UNIT
from cordee.fhir.systems import UCUM
from cordee.fhir.trouble import Faulty, Unusable, quoted
from cordee.fhir.units import expected, factor
from cordee.terms import Term

Comparator = Literal["<", "<=", ">", ">="]
_WRITTEN = re.compile(r"\s*(?P<cmp>[<>]=?)?\s*(?P<n>\d+(?:[.,]\d+)?)\s*(?P<unit>\S.*)?\Z")


class Measured(NamedTuple):
    """A figure in the term's unit; `original` as reported when it was converted; `by` the factor."""

    value: float
    comparator: Comparator | None
    original: str | None
    by: float


def measured(node: Node, term: Term) -> Measured | None:
    """The figure of `node` (valueQuantity, valueInteger, or a figure written out in valueString); None without one.
    Raises Faulty for a unit that is not the term's, and for a figure outside its plausible bounds."""
    quantity = node.child("valueQuantity")
    if quantity is not None:
        value = quantity.number("value")
        if value is None:
            return None
        comparator = quantity.text("comparator")
        if comparator not in (None, "<", "<=", ">", ">="):
            raise Faulty(quantity.pointer("comparator"), "expected <, <=, > or >=.")
        units = [unit for unit in (quantity.text("code"), quantity.text("unit")) if unit]
        return _converted(quantity, "unit", value, cast("Comparator | None", comparator), units, term)
    value = node.number("valueInteger")
    if value is not None:
        return _converted(node, "valueInteger", value, None, [], term)
    text = node.text("valueString")
    match = _WRITTEN.match(text) if text else None
    if match is None:
        return None
    number = float(match["n"].replace(",", "."))
    units = [match["unit"].strip()] if match["unit"] else []
    return _converted(node, "valueString", number, cast("Comparator | None", match["cmp"]), units, term)


def _converted(
    node: Node, key: str, value: float, comparator: Comparator | None, units: list[str], term: Term
) -> Measured:
    by = 1.0
    if term.unit not in (None, "1", "{score}"):
        if not units:
            raise Unusable(NO_UNIT)
        found = next((each for unit in units if (each := factor(term, unit)) is not None), None)
        if found is None:
            problem = f"{quoted(units[-1])} for {term.name.en} can't be read as {term.unit}: expected {expected(term)} (UCUM)."
            raise Faulty(node.pointer(key), problem)
        by = found
    reported = f"{value:g} {units[-1]}" if units and by != 1.0 else None
    value = value * by if by != 1.0 else value
    if term.plausible is not None and not term.plausible[0] <= value <= term.plausible[1]:
        low, high = term.plausible
        problem = f"{value:g} {term.unit or ''} is not a value that {term.name.en} can have: expected {low:g} to {high:g}."
        raise Faulty(node.pointer(), problem.replace("  ", " "), "Correct the figure or its unit.")
    return Measured(value, comparator, reported, by)


def limits(node: Node, by: float) -> tuple[float | None, float | None]:
    """The laboratory's own low and high limits, in the unit of the value."""
    for reference in node.children("referenceRange"):
        low, high = reference.child("low"), reference.child("high")
        found = (
            low.number("value") if low is not None else None,
            high.number("value") if high is not None else None,
        )
        if found != (None, None):
            return tuple(None if x is None else x * by if by != 1.0 else x for x in found)  # type: ignore[return-value]
    return None, None


def quantity(value: float, unit: str | None, comparator: str | None = None) -> Json:
    """A Quantity in UCUM."""
    written: Json = {"value": value}
    if comparator is not None:
        written["comparator"] = comparator
    if unit is not None:
        written.update(unit=unit, system=UCUM, code=unit)
    return written
