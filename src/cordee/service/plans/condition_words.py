"""A condition in words, as an outline: what a reader of the knowledge or of a trial sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cordee.case import Case
from cordee.criteria import CaseView, Criterion, Proof, explain
from cordee.terms import Words, load_terms

_NOBODY = CaseView(Case(), date(2000, 1, 1), load_terms())
"""Conditions are worded by the explainer, whoever is asked about; here nobody is."""


@dataclass(frozen=True)
class Line:
    """One condition, or the heading of several (`parts`)."""

    words: Words
    parts: tuple[Line, ...] = ()


def condition_lines(condition: Criterion | None) -> tuple[Line, ...]:
    """The conditions that must all hold, one a line; alternatives below their heading. Empty for none."""
    return _lines(explain(condition, _NOBODY)) if condition is not None else ()


def _lines(proof: Proof) -> tuple[Line, ...]:
    if not proof.parts:
        return () if proof.kind in ("all", "any", "none", "at_least") else (Line(proof.words),)
    inner = tuple(line for part in proof.parts for line in _lines(part))
    if proof.kind == "all" or (len(proof.parts) == 1 and proof.kind != "none"):
        return inner
    if proof.kind == "none" and all(not part.parts for part in proof.parts):
        return inner
    return (Line(proof.words, inner),)
