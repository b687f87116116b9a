"""A condition that nobody can ever meet is found before it ships; one that somebody can is let pass."""

from __future__ import annotations

import pytest
from generated_case import TODAY, cases
from generated_condition import trees
from hypothesis import given, settings
from tiny_terms import TINY

from cordee.case import Case
from cordee.case.answer import Answer
from cordee.criteria import CaseView, answer, parse_text
from cordee.criteria.tree import Criterion
from cordee.knowledge.reachable import why_unreachable
from cordee.terms import load_terms


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ("all: [{sex: female}, {sex: male}]", "both sexes are required"),
        ("all: [{cancer: breast}, {cancer: colorectal}]", "breast and colorectal exclude each other"),
        ("all: [{age: '>=70'}, {age: '<65'}]", "age >=70 and <65 exclude each other"),
        ("all: [{ecog: '<=1'}, {ecog: '>1'}]", "ecog <=1 and >1 exclude each other"),
        ("all: [{karnofsky: '>=70'}, {karnofsky: '<70'}]", "karnofsky >=70 and <70 exclude each other"),
        ("all: [{metastatic: true}, {none: [{metastatic: true}]}]", "its own parts contradict each other"),
        ("none: [{all: []}]", "its own parts contradict each other"),
        ("any: []", "an empty 'any' is never met"),
        ("all: [{sex: female}, {any: []}]", "its own parts contradict each other"),
        (
            "all: [{prior: {class: platinum}}, {any: [{none: [{prior: {class: platinum}}]}, {any: []}]}]",
            "its own parts contradict each other",
        ),
        (
            "all: [{at_least: {count: 2, of: [{sex: female}, {metastatic: true}]}}, {none: [{metastatic: true}]}]",
            "its own parts contradict each other",
        ),
    ],
)
def test_a_contradiction_is_found(condition: str, reason: str) -> None:
    terms = load_terms()
    assert why_unreachable(parse_text(condition, terms), terms) == reason


@pytest.mark.parametrize(
    "condition",
    [
        "all: []",
        "all: [{cancer: breast}, {metastatic: true}]",
        "all: [{cancer: colorectal}, {cancer: colorectal.colon}]",
        "all: [{cancer: [breast, colorectal]}, {cancer: breast}]",
        "all: [{age: '>=18'}, {age: '<=18'}]",
        "all: [{ecog: '0..2'}, {ecog: '>=2'}]",
        "any: [{sex: female}, {sex: male}]",
        "all: [{prior: {class: platinum}}, {none: [{prior: {class: taxane}}]}]",
        "all: [{any: [{metastatic: true}, {stage: III}]}, {none: [{metastatic: true}]}]",
    ],
)
def test_what_somebody_can_meet_is_let_pass(condition: str) -> None:
    terms = load_terms()
    assert why_unreachable(parse_text(condition, terms), terms) is None


@settings(max_examples=200)
@given(trees, cases)
def test_what_somebody_meets_is_never_called_unreachable(tree: Criterion, case: Case) -> None:
    if answer(tree, CaseView(case, TODAY, TINY)) is Answer.YES:
        assert why_unreachable(tree, TINY) is None or len(case.primaries) > 1
