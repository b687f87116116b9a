"""A `prior_treatments` (or `prior_treatment`) leaf: a drug, a class or a kind of treatment that was or was not given."""

from __future__ import annotations

from typing import Any

from cordee.criteria.leaves.exposure import PriorLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, Criterion, NoneOf
from cordee.files.located_yaml import Pointer
from cordee.trials.ctml.negation import unsigned
from cordee.trials.ctml.page import Page

KEYS = frozenset(["drug", "agent", "agent_class", "treatment_category", "transplant_type", "surgery_type"])


def read_prior_treatments(page: Page, body: dict[Any, Any], at: Pointer) -> Criterion | None:
    """The condition of one leaf. Its keys describe one treatment; a `!` on any of them asks that it was not given.

    The most exact key that names a known drug or class is asked; what our terms do not have stays text.
    """
    page.only(body, KEYS, at, "a prior treatment")
    values, excluded = {}, False
    for key, raw in body.items():
        values[str(key)], negated = unsigned(raw)
        excluded = excluded or negated
    parts: list[Criterion] = []
    for key in ("drug", "agent", "agent_class", "treatment_category"):
        if key in values:
            parts.append(_given(page, str(values[key])))
            break
    parts += [
        StatedLeaf(f"prior {key.replace('_', ' ')}: {values[key]}")
        for key in ("transplant_type", "surgery_type")
        if key in values
    ]
    made = parts[0] if len(parts) == 1 else All(tuple(parts))
    return NoneOf((made,)) if excluded else made


def _given(page: Page, name: str) -> Criterion:
    term = page.terms.by_text("drug", name)
    if term is None:
        return StatedLeaf(f"prior treatment: {name}")
    return PriorLeaf(classes=(term.id,)) if term.is_class else PriorLeaf(drug=(term.id,))
