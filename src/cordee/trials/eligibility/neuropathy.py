"""Neuropathy of a grade: the toxicity that protocols grade most."""

from __future__ import annotations

import re

from cordee.criteria.bounds import read_bound
from cordee.criteria.leaves.tolerance import ToxicityLeaf
from cordee.trials.eligibility.claims import Claim

_GRADE = (
    r"grades?\s*(?:\{cmp:(?P<s>>=?)\}\s*\{num:(?P<n>[1-4])\}|\{num:(?P<l>[1-4])\}\s*(?:-"
    r"|to)\s*\{num:[45]\})"
)
_NEUROPATHY = re.compile(
    
        r"^(?:\s|(?:has|have|with|ongoing|pre-?existing|existing|current|any|known)\b)*(?:(?:\s|(?:nci"
        r"|ctcae|nci-ctcae|v)\b|\{num:[\d.]+\})*"
         + _GRADE
    + r"\s*(?:or\s+\w+\s+)?(?P<a>\{(?:cond:peripheral-neuropathy|tox:[a-z-]+)\})"
    + 
        r"|(?P<b>\{(?:cond:peripheral-neuropathy|tox:[a-z-]+)\})(?:[\s(,]|(?:of|that|is|nci-ctcae|nci"
        r"|ctcae)\b)*"
        
    + _GRADE.replace("?P<s>", "?P<s2>").replace("?P<n>", "?P<n2>").replace("?P<l>", "?P<l2>") + r")[\s.,)]*(?:(?:per|by|according)\b.*)?$"
)  # fmt: skip


def read_neuropathy(text: str) -> Claim | None:
    """Sensory and motor neuropathy from a grade up; a protocol that names neither means both."""
    found = _NEUROPATHY.match(text)
    if not found:
        return None
    what = (found["a"] or found["b"]).strip("{}").partition(":")[2]
    sign, number = found["s"] or found["s2"] or ">=", found["n"] or found["n2"] or found["l"] or found["l2"]
    ids = (
        ("peripheral-sensory-neuropathy", "peripheral-motor-neuropathy")
        if "neuropathy" in what and "sensory" not in what and "motor" not in what
        else (what,)
    )
    return Claim(
        tuple(ToxicityLeaf(toxicity=(id,), grade=read_bound(f"{sign}{number}"), ongoing=True) for id in ids)
    )
