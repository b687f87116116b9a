"""Invented sentences in, conditions out; and how headings, exceptions and arms reach over the lines below them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.eligibility import atoms

from cordee.criteria import Criterion, parse_text
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, AnyOf, leaves
from cordee.terms import load_terms
from cordee.trials.corrections import corrected, read_correction
from cordee.trials.eligibility import read_eligibility
from cordee.trials.trial import Trial

TERMS = load_terms()
CASES = yaml.safe_load((Path(__file__).parent / "readings.yaml").read_text(encoding="utf-8"))


def read(text: str) -> list[Criterion | None]:
    """What the statements of `text` were read as, headings left out."""
    return [span.criterion for span in read_eligibility(text, TERMS).spans if span.criterion != All()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_sentence(case: dict[str, Any]) -> None:
    section = "Exclusion" if case.get("excludes") else "Inclusion"
    (found,) = read(f"{section} Criteria:\n* {case['says']}")
    if "asks" not in case:
        assert found is None
        return
    assert found is not None
    wanted = parse_text(yaml.safe_dump(case["asks"]), TERMS)
    assert set(atoms(_without_rest(found))) == set(atoms(wanted))
    assert any(isinstance(leaf, StatedLeaf) for leaf in leaves(found)) == case.get("rest", False)


def _without_rest(tree: Criterion) -> Criterion:
    """Without the statement that keeps, in its own words, what was not read."""
    if not isinstance(tree, All | AnyOf):
        return tree
    kept = tuple(part for part in tree.of if not isinstance(part, StatedLeaf))
    return kept[0] if len(kept) == 1 else type(tree)(kept)


def test_section_decides_what_is_excluded() -> None:
    reading = read_eligibility(
        "Inclusion Criteria:\n* ECOG 0-1\nExclusion Criteria:\n* Known HIV infection\n", TERMS
    )
    assert [(s.inclusion, s.criterion is not None) for s in reading.spans] == [
        (True, True),
        (True, True),
        (True, True),
        (False, True),
    ]
    asked = {str(a) for a in atoms(reading.criterion)}
    assert {
        str(a) for a in atoms(parse_text("{all: [{ecog: '<=1'}, {none: [{condition: hiv}]}]}", TERMS))
    } == asked


def test_a_curators_mark_says_which_lines_exclude() -> None:
    (hiv,) = [
        s
        for s in read_eligibility("Inclusion Criteria:\nExclude - 3. HIV infection", TERMS).spans
        if s.criterion != All()
    ]
    assert hiv.criterion is not None
    assert not hiv.inclusion


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion Criteria:\nCohort A:\n* ECOG 0-1",
        "Inclusion Criteria:\n* Cohort B: ECOG 0-1",
        "Inclusion Criteria:\n* For participants in part 2, ECOG 0-1",
        "Inclusion Criteria for Participants in Part 2 Cohort E\n* ECOG 0-1",
        "Inclusion Criteria:\n* At least one of the following:\n1. Haemoglobin ≥ 9 g/dL\n2. Platelets ≥ 50 G/L",
        "Inclusion Criteria:\n* Haemoglobin ≥ 9 g/dL, or\n* Platelets ≥ 50 G/L",
        "Exclusion Criteria:\n* Any of the following within 6 months:\n- Stroke\n- Heart failure",
        "Exclusion Criteria:\n* Brain metastases. Patients with treated brain metastases are eligible.",
        "Exclusion Criteria:\n* HIV infection\n* Note: controlled HIV infection is acceptable",
    ],
)
def test_what_holds_only_for_some_is_not_claimed_of_all(text: str) -> None:
    assert [c for c in read(text) if c is not None] == []


def test_a_heading_that_limits_nothing_lets_its_lines_be_read() -> None:
    text = "Inclusion Criteria:\n2. Adequate organ function within 14 days, defined as:\n- Platelets ≥ 100 G/L\n- INR ≤ 1.5"
    assert None not in read(text)
    assert len(read(text)) == 2


def test_a_limiting_heading_ends_where_its_rank_returns() -> None:
    text = "Inclusion Criteria:\n1. One of the following:\na. Able to juggle\nb. Able to sing\n2. ECOG 0-1"
    assert [c is not None for c in read(text)] == [False, False, False, True]


def test_claims_that_contradict_each_other_are_given_up() -> None:
    text = "Inclusion Criteria:\n* Histologically confirmed melanoma\n* Histologically confirmed NSCLC\n* Age ≥ 18 years"
    assert [c is not None for c in read(text)] == [False, False, True]


def test_a_curators_reading_takes_the_place_of_the_whole_statement() -> None:
    text = "Inclusion Criteria:\nExclude - 4. Able to see through walls\nExclude - 5. HIV infection"
    trial = Trial(id="T-1", eligibility=text, spans=read_eligibility(text, TERMS).spans)
    said = (
        "trial: T-1\neligibility: [{text: Able to see through walls, when: {sex: female}, inclusion: false}]"
    )
    after = corrected(trial, read_correction(said, "T-1.correction.yaml", TERMS))
    assert [s.text for s in after.spans if s.criterion is None] == []
    assert [s.inclusion for s in after.spans if s.criterion != All()] == [False, False]
