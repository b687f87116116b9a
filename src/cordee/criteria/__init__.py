"""The language of conditions: parse, answer in three values, explain one case. See docs/criteria.md."""

from cordee.criteria.explain import Proof, answer, explain
from cordee.criteria.finding import Cited, Finding, Settle
from cordee.criteria.parse import parse, parse_text
from cordee.criteria.tree import All, AnyOf, AtLeast, Criterion, NoneOf, leaves
from cordee.criteria.view import CaseView

__all__ = [
    "All",
    "AnyOf",
    "AtLeast",
    "CaseView",
    "Cited",
    "Criterion",
    "Finding",
    "NoneOf",
    "Proof",
    "Settle",
    "answer",
    "explain",
    "leaves",
    "parse",
    "parse_text",
]
