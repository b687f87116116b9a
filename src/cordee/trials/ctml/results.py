"""Results that the language puts under `clinical` or `genomic`: receptors, HER2, PD-L1, MMR, MSI, mutational burden."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cordee.criteria.leaves.marker import MarkerLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, AnyOf, Criterion, NoneOf
from cordee.files.located_yaml import Pointer
from cordee.trials.ctml.negation import unsigned
from cordee.trials.ctml.page import Page

_STATUS: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "er_status": ("er", {"positive": ("positive",), "negative": ("negative",)}),
    "pr_status": ("pr", {"positive": ("positive",), "negative": ("negative",)}),
    "her2_status": ("her2", {"positive": ("positive",), "negative": ("negative",), "low": ("low",)}),
    "pdl1_status": ("pd-l1", {"positive": ("positive",), "negative": ("negative",)}),
    "mmr_status": ("mmr", {"mmr-proficient": ("proficient",), "mmr-deficient": ("deficient",)}),
    # The language's engine counts MSI-L with MSS: one status, 'Proficient (MMR-P / MSS)'.
    "ms_status": ("msi", {"msi-h": ("msi-high",), "mss": ("mss", "msi-low"), "msi-l": ("msi-low",)}),
}
_LEFT_OPEN: dict[str, frozenset[str]] = {
    "er_status": frozenset({"unknown"}),
    "pr_status": frozenset({"unknown"}),
    "her2_status": frozenset({"unknown"}),
    "pdl1_status": frozenset({"high", "low", "unknown"}),
}
"""Words whose threshold the language does not say ('High'), or that ask for a lack of knowledge."""

_BURDEN = re.compile(r"\s*(==|=|<=|>=|<|>)?\s*(\d*\.?\d+)\s*\Z")


def _read_status(key: str) -> Callable[[Page, Any, Pointer], Criterion | None]:
    marker, words = _STATUS[key]

    def read(page: Page, raw: Any, at: Pointer) -> Criterion | None:
        made = [_one(page, value, at) for value in (raw if isinstance(raw, list) else [raw])]
        parts = tuple(part for part in made if part is not None)
        return (parts[0] if len(parts) == 1 else AnyOf(parts)) if parts else None

    def _one(page: Page, raw: Any, at: Pointer) -> Criterion | None:
        value, negated = unsigned(raw)
        word = str(value).strip().lower()
        if word in words:
            found: Criterion = MarkerLeaf(marker=marker, codes=words[word])
        elif word in _LEFT_OPEN.get(key, ()):
            found = StatedLeaf(f"{key.replace('_status', '').upper()}: {value}")
            if word == "high":  # whatever the threshold, a negative tumour is not above it
                found = All((NoneOf((MarkerLeaf(marker=marker, codes=("negative",)),)), found))
        else:
            page.fault(at, f"'{raw}' is not a value of {key}.", f"Expected {', '.join(words)}.")
            return None
        return NoneOf((found,)) if negated else found

    return read


def _read_burden(page: Page, raw: Any, at: Pointer) -> Criterion | None:
    """Mutations per megabase."""
    value, negated = unsigned(raw)
    match = _BURDEN.match(str(value))
    if not match:
        page.fault(at, f"'{raw}' is not a bound on mutations per megabase, such as '>=10'.")
        return None
    number = float(match[2])
    sign = match[1] or "=="
    equal = sign in ("==", "=")
    found = MarkerLeaf(
        marker="tmb",
        at_least=number if sign == ">=" or equal else None,
        at_most=number if sign == "<=" or equal else None,
        above=number if sign == ">" else None,
        below=number if sign == "<" else None,
    )
    return NoneOf((found,)) if negated else found


READERS: dict[str, Callable[[Page, Any, Pointer], Criterion | None]] = {
    **{key: _read_status(key) for key in _STATUS},
    "tmb_numerical": _read_burden,
}
KEYS = frozenset(READERS)
