"""From a reported figure and unit to the canonical unit of a term."""

from __future__ import annotations

from cordee.terms import Term

_SPELLINGS = str.maketrans({"µ": "u", "μ": "u", " ": "", "²": "2", "³": "3", "⁹": "9", "×": "x", "·": "."})


def factor(term: Term, unit: str) -> float | None:
    """What to multiply a figure in `unit` by to have it in the term's own unit; None when the term doesn't know it."""
    if unit == term.unit:
        return 1.0
    if unit in term.units:
        return term.units[unit]
    spelled = _spelled(unit)
    if term.unit is not None and spelled == _spelled(term.unit):
        return 1.0
    return next((by for other, by in term.units.items() if _spelled(other) == spelled), None)


def expected(term: Term) -> str:
    """The units that `term` can be read in, for messages."""
    known = list(dict.fromkeys([*([term.unit] if term.unit else []), *term.units]))
    return ", ".join(known[:6]) if known else "no unit"


def _spelled(unit: str) -> str:
    # 'l' and 'L' are both UCUM's litre
    return unit.translate(_SPELLINGS).replace("/l", "/L").replace("/dl", "/dL").replace("/ml", "/mL")
