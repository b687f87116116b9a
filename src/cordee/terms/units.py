"""Bringing a result to the canonical unit of its term. The unit says what a figure means, never its size."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any

from cordee.terms.term import Term

_SPACES_AND_TIMES = re.compile(r"\s+|^[x×](?=\s*10)")
_POWER_OF_TEN = re.compile(r"^10(?:\*\*|[\^*eE])(\d+)(?=/|$)")
_LITRE = re.compile(r"(?<=[/dcmunpG])l\b|^l\b")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_ANNOTATION_WITH_FIGURE = re.compile(r"\{[^{}]*\d[^{}]*\}")


def to_canonical(term: Term, value: float, unit: str) -> float | None:
    """`value` in `unit`, as a figure in `term.unit`; None when it can't be converted.

    First the spellings and molar factors listed in the term, then any UCUM unit of the same dimension as one
    of them. Refused, because a library would get them wrong: pure numbers (a prothrombin time in % is no INR,
    an HbA1c in mmol/mol is no percentage), equivalents that the term does not list (they depend on the charge),
    and rates indexed to a body surface against rates that are not.
    """
    if term.unit is None or not math.isfinite(value):
        return None
    given = unit_spelling(unit)
    listed = listed_factors(term)
    if given in listed:
        return value * listed[given]
    if not given or "eq" in given.lower():
        return None
    for target, factor in listed.items():
        converted = _same_dimension(value, given, target)
        if converted is not None:
            return converted * factor
    return None


def listed_factors(term: Term) -> dict[str, float]:
    """Every spelling that needs no library → the factor to the canonical unit."""
    factors = {unit_spelling(unit): factor for unit, factor in term.units.items()}
    if term.unit is not None:
        factors[unit_spelling(term.unit)] = 1.0
        if term.unit.startswith("{") and term.unit.endswith("}"):
            factors[""] = 1.0  # a count or a ratio is often written without any unit
    return factors


def unit_spelling(unit: str) -> str:
    """One spelling for the ways a unit is typed: '× 10⁹/l' becomes '10*9/L', 'µmol/l' becomes 'umol/L'."""
    typed = _RAISED_RUN.sub(lambda run: "^" + run[0].translate(_RAISED), unit.strip())
    typed = typed.replace("µ", "u").replace("μ", "u").replace("m^2", "m2").replace("m^3", "m3")
    typed = _SPACES_AND_TIMES.sub("", typed)
    return _LITRE.sub("L", _POWER_OF_TEN.sub(r"10*\1", typed))


def _same_dimension(value: float, unit: str, target: str) -> float | None:
    if set(_ANNOTATION_WITH_FIGURE.findall(unit)) != set(_ANNOTATION_WITH_FIGURE.findall(target)):
        return None
    given, wanted = _ucum(unit), _ucum(target)
    if given is None or wanted is None or wanted.dimensionless:
        return None
    if given.dimensionality != wanted.dimensionality:
        return None
    quantity = _registry().Quantity(value * given.magnitude, given.units)
    return float(quantity.to(wanted.units).magnitude) / float(wanted.magnitude)


@cache
def _ucum(unit: str) -> Any:
    """One of `unit` as a quantity of the library, or None when it is not UCUM."""
    from pint.errors import PintError
    from ucumvert.parser import InvalidUcumError

    try:
        quantity = _registry().from_ucum(unit)
    except (InvalidUcumError, PintError):
        return None
    return quantity if hasattr(quantity, "dimensionality") else None  # an annotation alone comes back as text


@cache
def _registry() -> Any:
    # Half a second to build: only a unit that no term lists pays for it.
    from ucumvert import PintUcumRegistry

    return PintUcumRegistry()
