"""Which of a table's distinct facts a pick can keep at all, by looking up what it asks for: of a thousand genes, one."""

from __future__ import annotations

from cordee.cohort.aspect import Part
from cordee.cohort.pick import below
from cordee.cohort.table import FactTable
from cordee.terms import TermKind, Terms

_KEYS: dict[str, tuple[tuple[str, TermKind | None], ...]] = {
    "gene": (("gene", None), ("partner", None)),
    "marker": (("marker", None),),
    "marker-word": (("marker", None),),
    "lab": (("analyte", None),),
    "judged": (("question", None),),
    "symptom": (("symptom", "symptom"),),
    "toxicity": (("toxicity", "toxicity"),),
    **dict.fromkeys(
        ("line", "line-given", "line-setting", "line-outcome", "line-dated"),
        (("drugs", "drug"), ("unmapped", None)),
    ),
}
"""By pick: the fields that must hold one of the ids, or something below one where a kind of term is named."""

UNRECOGNISED = "?"
"""What a cohort keeps of a drug that no term matched."""


def candidates(table: FactTable, part: Part, terms: Terms) -> list[int] | None:
    """Places in `table.facts` that hold every fact `part` keeps, ascending; None when any may be kept."""
    keys = _KEYS.get(part.pick)
    if keys is None or not part.ids:
        return None
    found: set[int] = set()
    for attribute, kind in keys:
        held = table.holding(attribute)
        wanted = {*part.ids, UNRECOGNISED} if kind is None else below(terms, kind, part.ids)
        hits = [value for value in wanted if value in held]
        for value in hits:
            found.update(held[value])
    return sorted(found)
