"""What a cohort keeps of each kind of fact. Everything a condition can ask is kept; names, free text and the places
where facts were read are not: a cohort holds nothing that names a person."""

from __future__ import annotations

from typing import Any

import msgspec

from cordee.case import Case, Fact, Person, Source
from cordee.case.kinds import KIND_OF

NOWHERE = Source("")


class Kept(msgspec.Struct, frozen=True):
    """One kind of fact: its `fields` besides dates and numbers, its `days` (dates) and its `numbers`."""

    fields: tuple[str, ...]
    days: tuple[str, ...] = ("on",)
    numbers: tuple[str, ...] = ()


KEPT: dict[str, Kept] = {
    "person": Kept(("sex", "country", "dead"), ("born", "died")),
    "primaries": Kept(("cancer", "histology", "grade", "stage", "t", "n", "m"), ("on", "stage_on")),
    "metastases": Kept(("site", "presence", "lesions", "treated", "stable", "symptomatic"), ("on", "gone")),
    "conditions": Kept(("condition", "presence"), ("on", "until")),
    "family_history": Kept(("cancer",)),
    "performance": Kept(("ecog", "karnofsky")),
    "alterations": Kept(
        (
            "gene",
            "kind",
            "presence",
            "protein_change",
            "exon",
            "alteration_class",
            "partner",
            "origin",
            "pathogenic",
        )
    ),
    "panels": Kept(("genes", "kinds", "origin", "specimen")),
    "markers": Kept(("marker", "code"), numbers=("number",)),
    "labs": Kept(("analyte", "comparator"), numbers=("value", "low", "high")),
    "symptoms": Kept(("symptom", "score")),
    "toxicities": Kept(("toxicity", "grade", "attributed_to", "resolved")),
    "imaging": Kept(("lesions", "stated", "baseline", "line")),
    "lines": Kept(
        ("drugs", "unmapped", "number", "setting", "ended", "ongoing", "best_response"), ("on", "ended_on")
    ),
    "local_treatments": Kept(("kind", "site", "target")),
    "exposures": Kept(("drug", "presence")),
    "treatment_history": Kept(("complete",)),
    "refusals": Kept(("of",), ("on", "withdrawn")),
    "care_goals": Kept(("goal",)),
    "judgements": Kept(("question", "answer")),
    "advance_care": Kept(("step",)),
}
"""By field of `Case`; `team` and `wishes` have no entry: no condition asks about them."""

_KINDS: dict[str, type[Fact]] = {"person": Person, **KIND_OF}


def kind_of(field: str) -> type[Fact]:
    """The type of the facts of a field of `Case`."""
    return _KINDS[field]


def facts_of(case: Case, field: str) -> tuple[Fact, ...]:
    """The facts of one field, the person as a tuple of one."""
    return (case.person,) if field == "person" else getattr(case, field)


def bare(field: str, fact: Fact) -> Fact:
    """`fact` with what a cohort keeps but its dates and numbers: equal for very many people."""
    kept = KEPT[field]
    given: dict[str, Any] = {name: getattr(fact, name) for name in kept.fields}
    if (
        field == "lines"
    ):  # the words as written may name anything; that something was not recognised is what counts
        given["unmapped"] = ("?",) if given["unmapped"] else ()
    return kind_of(field)(source=NOWHERE, **{**_REQUIRED.get(field, {}), **given})


_REQUIRED: dict[str, dict[str, Any]] = {
    "family_history": {"relation": ""},
    "panels": {"name": ""},
    "labs": {"value": 0.0},
}
