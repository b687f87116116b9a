"""A `clinical` leaf: several facts of the person and the illness, each of which must hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cordee.criteria.bounds import read_bound
from cordee.criteria.leaves.course import LinesLeaf
from cordee.criteria.leaves.genes import AlterationLeaf
from cordee.criteria.leaves.person import EcogLeaf, SexLeaf
from cordee.criteria.leaves.spread import BrainMetastasesLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, AnyOf, Criterion, NoneOf
from cordee.files.located_yaml import Pointer
from cordee.trials.ctml import results
from cordee.trials.ctml.ages import age_condition
from cordee.trials.ctml.cancers import cancer_condition, near_cancers
from cordee.trials.ctml.disease_status import status_condition
from cordee.trials.ctml.negation import unsigned
from cordee.trials.ctml.page import Page

Read = Callable[[Page, Any, Pointer], Criterion | None]


def read_clinical(page: Page, body: dict[Any, Any], at: Pointer) -> Criterion | None:
    """The condition of one clinical leaf. Unlike an alteration's, its keys are separate facts: a `!` concerns its own
    value alone."""
    page.only(body, KEYS, at, "a clinical leaf")
    parts: list[Criterion] = []
    for key, raw in body.items():
        read = READERS.get(str(key))
        if read is None:
            continue  # a fault already says so
        if raw is None or raw in ("", []):
            page.fault((*at, key), f"'{key}' has no value.")
            continue
        made = read(page, raw, (*at, key))
        if made is not None:
            parts.append(made)
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _each(one: Read) -> Read:
    """A reader of a value or a list of which any is enough."""

    def read(page: Page, raw: Any, at: Pointer) -> Criterion | None:
        values = [(raw, at)] if not isinstance(raw, list) else [(v, (*at, i)) for i, v in enumerate(raw)]
        wanted: list[Criterion] = []
        barred: list[Criterion] = []
        for value, place in values:
            bare, negated = unsigned(value)
            made = one(page, bare, place)
            if made is not None:
                (barred if negated else wanted).append(made)
        parts: list[Criterion] = [NoneOf((b,)) for b in barred]
        if wanted:
            parts.append(wanted[0] if len(wanted) == 1 else AnyOf(tuple(wanted)))
        return parts[0] if len(parts) == 1 else All(tuple(parts)) if parts else None

    return read


def _cancer(page: Page, value: Any, at: Pointer) -> Criterion | None:
    made = cancer_condition(page.terms, str(value))
    if made is None:
        near = near_cancers(page.terms, str(value))
        hint = f"Did you mean {' or '.join(repr(name) for name in near)}?" if near else ""
        page.fault(at, f"'{value}' is not an OncoTree name that Cordée knows.", hint)
    return made


def _age(page: Page, value: Any, at: Pointer) -> Criterion | None:
    try:
        parts = [
            age_condition(part) for part in re.split(r"\s*(?:,|&|\band\b)\s*", str(value).strip()) if part
        ]
    except ValueError as error:
        page.fault(at, f"{error}.")
        return None
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _sex(page: Page, value: Any, at: Pointer) -> Criterion | None:
    word = str(value).lower()
    if word in ("male", "female"):
        return SexLeaf(word)
    if word in ("all", "any", "both"):
        return All()
    return StatedLeaf(f"gender: {value}")


def _status(page: Page, value: Any, at: Pointer) -> Criterion | None:
    made = status_condition(str(value))
    if made is None:
        page.warn(
            at, f"the disease status '{value}' is not a word of the language; it stays text, not known yet."
        )
        return StatedLeaf(f"disease status: {value}")
    return made


def _lines(page: Page, value: Any, at: Pointer) -> Criterion | None:
    """`number_prior_lines_therapy_allowed`. A bare number may be the most allowed or the number asked: below it, open."""
    text = str(value).replace(" ", "")
    if text.lower() in ("any", "unknown"):
        return All() if text.lower() == "any" else StatedLeaf("number of prior lines of therapy: unknown")
    try:
        if text.isdigit():
            said = StatedLeaf(f"number of prior lines of therapy allowed: {text}")
            most = LinesLeaf(read_bound(f"<={text}"), setting="any")
            return All((most, AnyOf((LinesLeaf(read_bound(text), setting="any"), said))))
        return LinesLeaf(read_bound(text), setting="any")
    except ValueError as error:
        page.fault(at, f"{error}.")
        return None


def _brain(page: Page, value: Any, at: Pointer) -> Criterion | None:
    """Active: not treated, or giving symptoms."""
    allowed = _yes_no(page, value, at)
    if allowed is None:
        return None
    active = (BrainMetastasesLeaf("untreated"), BrainMetastasesLeaf("symptomatic"))
    return All() if allowed else NoneOf(active)


def _germline_brca1(page: Page, value: Any, at: Pointer) -> Criterion | None:
    found = AlterationLeaf(gene=("BRCA1",), kind=("mutation",), origin="germline")
    match str(value).lower():
        case "positive":
            return found
        case "negative":
            return NoneOf((found,))
    page.fault(at, f"'{value}' is neither Positive nor Negative.")
    return None


def _ecog(page: Page, value: Any, at: Pointer) -> Criterion | None:
    try:
        return EcogLeaf(read_bound(str(value).replace(" ", "")))
    except ValueError as error:
        page.fault(at, f"{error}.")
        return None


def _said(label: str) -> Read:
    return lambda page, value, at: StatedLeaf(f"{label}: {value}")


def _yes_no(page: Page, value: Any, at: Pointer) -> bool | None:
    if isinstance(value, bool):
        return value
    if str(value).lower() in ("yes", "y", "no", "n"):
        return str(value).lower().startswith("y")
    page.fault(at, f"'{value}' is neither Yes nor No.")
    return None


READERS: dict[str, Read] = {
    "oncotree_primary_diagnosis": _each(_cancer),
    "age_numerical": _each(_age),
    "age_expression": _each(_age),
    "gender": _each(_sex),
    "disease_status": _each(_status),
    "number_prior_lines_therapy_allowed": _lines,
    "active_brain_metastases_allowed": _brain,
    "brca1_germline_mutation": _each(_germline_brca1),
    "ecog_status": _ecog,
    "molecular_marker_other": _each(_said("molecular marker")),
    "prior_treatment_requirements": _each(_said("prior treatment")),
    **results.READERS,
}
KEYS = frozenset(READERS)
