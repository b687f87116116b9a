"""Metastases of the brain and of its membranes, in the states that conditions know."""

from __future__ import annotations

import re

from cordee.criteria import Criterion
from cordee.criteria.leaves.spread import BrainMetastasesLeaf, MetastasesLeaf
from cordee.trials.eligibility.claims import BEFORE_A_NAME

_METASTASES = (
    r"(?:metasta(?:sis|ses|tic)(?:\s+(?:disease|lesions?|tumou?rs?))?|\(?mets\)?|involvement"
    r"|tumou?r\s+involvement)"
)
_BRAIN = re.compile(
    rf"^{BEFORE_A_NAME}(?P<states>(?:[\s/,&]|(?:symptomatic|untreated|unstable|uncontrolled|actively"
    r"|active|progressing|progressive|newly|new|diagnosed|or"
    rf"|and)\b)*)\{{site:brain\}}\s*(?:\(\s*\w+\s*\)\s*)?{_METASTASES}\s*$"
)
_STATE_WORDS = (
    r"(?:symptomatic|untreated|unstable|uncontrolled|active(?:ly)?|progressing|progressive|new"
    r"|newly\s+diagnosed)"
)
_BRAIN_STATES = re.compile(
    rf"(?P<states>\b{_STATE_WORDS}(?:[\s,/]+(?:(?:or"
    rf"|and/or)[\s,/]+)?{_STATE_WORDS}\b)+)\s+(?P<rest>\{{site:brain\}})"
)
_MENINGES = re.compile(
    rf"^{BEFORE_A_NAME}(?:(?:\{{site:leptomeninges\}}|leptomeningeal)\s*(?:disease|{_METASTASES}"
    r"|carcinomatosis)|(?:leptomeningeal\s+)?carcinomatous\s+meningitis"
    r"|meningeal\s+carcinomatosis)\s*$"
)


def states_together(text: str) -> str:
    """'symptomatic, untreated or progressing brain metastases' as one item, so that a list is not cut inside it."""
    return _BRAIN_STATES.sub(_states_together, text)


def speaks_of_brain(item: str) -> bool:
    """Whether an item of a list is about brain metastases, in whatever state."""
    return bool(_BRAIN.match(item))


def one_brain_item(item: str) -> list[Criterion] | None:
    """What one item of a list says of brain or meninges; None when that is nothing a condition can say."""
    found = _BRAIN.match(item)
    if found:
        return _brain(found["states"])
    return [MetastasesLeaf(site=("leptomeninges",))] if _MENINGES.match(item) else None


def _states_together(found: re.Match[str]) -> str:
    between = "/" if re.search(r"\bor\b|/", found["states"]) else "&"
    return re.sub(r"\s*,?\s*\b(?:and/)?or\b\s*|\s*,\s*", between, found["states"]) + " " + found["rest"]


def _brain(states: str) -> list[Criterion] | None:
    words = set(re.findall(r"[a-z]+", states)) - {"or", "and"}
    if not words:
        return [BrainMetastasesLeaf("any")]
    if not words & {"symptomatic", "untreated"}:
        return None
    if not re.search(r"\bor\b|,|/", states) and words - {"symptomatic", "untreated"}:
        return None  # 'untreated active' asks for both at once
    return [BrainMetastasesLeaf(word) for word in ("symptomatic", "untreated") if word in words]
