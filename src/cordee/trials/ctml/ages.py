"""Bounds on age in years, of which the language allows fractions ('0.5': six months; '0.083': one)."""

from __future__ import annotations

import math
import re

from cordee.criteria.bounds import read_bound
from cordee.criteria.leaves.person import AgeLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, AnyOf, Criterion

OLDEST = 120
_AGE = re.compile(r"\s*(==|=|<=|>=|<|>)?\s*(\d*\.?\d+)\s*\Z")


def age_condition(written: object) -> Criterion:
    """The condition that `written` ('>=18', '<0.5') puts on the age. Raises ValueError for what is no human age.

    Ages are asked in whole years. '<=75' admits whoever is 75, as protocols mean it. Where the whole years do not
    decide (18 years and some months for '>18', some months for '>=0.5') the answer is not known yet.
    """
    match = _AGE.match(str(written)) if not isinstance(written, bool) else None
    if not match:
        raise ValueError(f"'{written}' is not a bound on age such as '>=18'")
    sign, years = match[1] or "==", float(match[2])
    if years > OLDEST:
        raise ValueError(f"'{written}' is not an age anybody reaches")
    whole = math.floor(years)
    said = StatedLeaf(f"age {sign} {match[2]} years")
    exact = years == whole
    if sign in ("==", "="):
        return _age(f"{whole}") if exact else All((_age(f"{whole}"), said))
    if sign == ">=" and exact:
        return _age(f">={whole}")
    if sign in (">=", ">"):
        return AnyOf((_age(f">={whole + 1}"), All((_age(f"{whole}"), said))))
    if exact:
        return _age(f"{sign}{whole}")
    at_limit = All((_age(f"{whole}"), said))
    return AnyOf((_age(f"<{whole}"), at_limit)) if whole else at_limit


def _age(bound: str) -> AgeLeaf:
    return AgeLeaf(read_bound(bound))
