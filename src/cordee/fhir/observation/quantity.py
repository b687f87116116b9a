"""The measured value of an observation, in the canonical unit of its term."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

from cordee.fhir import fault_words as w
from cordee.fhir.node import Json, Node
from cordee.fhir.reasons import NO_UNIT
from cordee.fhir.systems import UCUM
from cordee.fhir.trouble import Faulty, Unusable, quoted
from cordee.terms import Term
from cordee.terms.units import to_canonical, unit_spelling

Comparator = Literal["<", "<=", ">", ">="]
_WRITTEN = re.compile(r"\s*(?P<cmp>[<>]=?)?\s*(?P<n>\d+(?:[.,]\d+)?)\s*(?P<unit>\S.*)?\Z")


class Measured(NamedTuple):
    """A figure in the term's unit; `original` as reported when it was converted; `unit` the one it came in."""

    value: float
    comparator: Comparator | None
    original: str | None
    unit: str


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
            raise Faulty(quantity.pointer("comparator"), w.EXPECTED_COMPARATOR)
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
    unit, figure = "", value
    if term.unit is not None:
        found = next(((u, v) for u in [*units, ""] if (v := _canonical(term, value, u)) is not None), None)
        if found is None and not units:
            raise Unusable(NO_UNIT)
        if found is None or (units and not found[0]):
            problem = w.NOT_THE_UNIT.filled(
                unit=quoted(units[-1]), name=term.name, wanted=term.unit, expected=_expected(term)
            )
            raise Faulty(node.pointer(key), problem)
        unit, figure = found
    if term.plausible is not None and not term.plausible[0] <= figure <= term.plausible[1]:
        low, high = term.plausible
        given = w.REPORTED_MAKES.filled(value=w.number_words(value), unit=quoted(unit))
        problem = w.OUT_OF_BOUNDS.filled(
            reported=given if unit and unit != term.unit else "",
            figure=w.number_words(figure) + w.unit_after(term.unit),
            name=term.name,
            low=w.number_words(low),
            high=w.number_words(high),
        )
        raise Faulty(node.pointer(key), problem, w.CORRECT_FIGURE)
    converted = unit and unit_spelling(unit) != unit_spelling(term.unit or "")
    return Measured(figure, comparator, f"{value:g} {unit}" if converted else None, unit)


def limits(node: Node, term: Term, unit: str) -> tuple[float | None, float | None]:
    """The laboratory's own low and high limits, in the unit of the term; `unit` is the result's, for those without."""
    for reference in node.children("referenceRange"):
        low, high = _limit(reference.child("low"), term, unit), _limit(reference.child("high"), term, unit)
        if low is not None or high is not None:
            return low, high
    return None, None


def _limit(bound: Node | None, term: Term, unit: str) -> float | None:
    value = bound.number("value") if bound is not None else None
    if bound is None or value is None or term.unit is None:
        return value
    return _canonical(term, value, bound.text("code") or bound.text("unit") or unit)


def _canonical(term: Term, value: float, unit: str) -> float | None:
    return value if unit == term.unit else to_canonical(term, value, unit)


def _expected(term: Term) -> str:
    known = list(dict.fromkeys([*([term.unit] if term.unit else []), *term.units]))
    return f"{', '.join(known[:6])} (UCUM)" if known else "no unit"


def quantity(value: float, unit: str | None, comparator: str | None = None) -> Json:
    """A Quantity in UCUM."""
    written: Json = {"value": value}
    if comparator is not None:
        written["comparator"] = comparator
    if unit is not None:
        written.update(unit=unit, system=UCUM, code=unit)
    return written
