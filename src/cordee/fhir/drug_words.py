"""Medicines in what records write: 'PACLitaxel 100 MG Injection', 'oxaliplatin / leucovorin', 'abemaciclib Oral Product'."""

from __future__ import annotations

import re
from functools import lru_cache

from cordee.terms import Term, Terms, normal

_PARTS = re.compile(r"\s(?:/|\+|&)\s|;")
_LONGEST = 5  # words in a medicine's name


@lru_cache(maxsize=4096)  # a record writes the same few medicines hundreds of times
def drugs_in(text: str, terms: Terms) -> tuple[Term, ...]:
    """The medicines that `text` names, in order, each once. Classes are passed over: a product is no class."""
    exact = terms.by_text("drug", text)
    if exact is not None and not exact.is_class:
        return (exact,)
    found = (_first(part, terms) for part in _PARTS.split(text))
    return tuple({term.id: term for term in found if term is not None}.values())


def _first(text: str, terms: Terms) -> Term | None:
    spoken = normal(text).split()
    for length in range(min(_LONGEST, len(spoken)), 0, -1):
        for start in range(len(spoken) - length + 1):
            term = terms.by_text("drug", " ".join(spoken[start : start + length]))
            if term is not None and not term.is_class:
                return term
    return None


@lru_cache(maxsize=4096)
def is_supportive(drug: str, terms: Terms) -> bool:
    """Whether `drug` does not aim at the tumour: below 'supportive-medicine' and below no other family."""
    above = terms.ancestors("drug", drug)
    families = {
        id
        for id in above
        if (term := terms.get("drug", id)) is not None and term.is_class and not term.parents
    }
    return families == {"supportive-medicine"}
