"""What a record says twice, or two ways: a table of cases, and what is found in each."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordee.case.yaml_form import read_case_yaml
from cordee.service.record.contradictions import contradictions
from cordee.service.record.fact_words import fact_words
from cordee.terms import load_terms

TODAY = date(2026, 11, 20)

TABLE = [
    ("performance: [{ecog: 1, on: 2026-11-01}, {ecog: 2, on: 2026-11-01}]", [("contradiction", 2)]),
    ("performance: [{ecog: 1, on: 2026-11-01}, {ecog: 1, on: 2026-11-01}]", [("double", 2)]),
    ("performance: [{ecog: 1, on: 2026-11-01}, {ecog: 2, on: 2026-11-02}]", []),
    ("performance: [{ecog: 1}, {ecog: 2, on: 2026-11-02}]", []),
    ("primaries: [{cancer: nsclc, diagnosed: 2024}, {cancer: melanoma, diagnosed: 2020}]", [("contradiction", 2)]),
    ("metastases: [{site: liver, since: 2026-01-02}, {site: liver, since: 2026-01-02, presence: absent}]",
     [("contradiction", 2)]),
    ("lines: [{number: 1, drugs: [oxaliplatin], from: 2025-01}, {number: 1, drugs: [irinotecan], from: 2025-06}]",
     [("contradiction", 2)]),
    ("lines: [{number: 1, drugs: [oxaliplatin], from: 2025-01}]\nnever: [oxaliplatin]", [("contradiction", 2)]),
    ("person: {died: 2026-05-01}\nperformance: [{ecog: 3, on: 2026-06-01}]", [("contradiction", 1)]),
    ("toxicities: [{term: diarrhoea, grade: 1, on: 2026-01-01}, {term: diarrhoea, grade: 3, on: 2026-01-01}]",
     [("contradiction", 2)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_what_is_found(text: str, expected: list[tuple[str, int]]):
    reading = read_case_yaml(text, "case.yaml", load_terms(), TODAY)
    assert not reading.faults
    found = contradictions(reading.case, load_terms())
    assert [(c.kind, len(c.refs)) for c in found] == expected


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 3)), max_size=6))
def test_a_day_with_one_assessment_is_never_called_a_contradiction(said: list[tuple[int, int]]):
    rows = ", ".join(f"{{ecog: {score}, on: 2026-11-0{day}}}" for score, day in said)
    case = read_case_yaml(f"performance: [{rows}]", "case.yaml", load_terms(), TODAY).case
    days = [day for _, day in said]
    twice = {day for day in days if days.count(day) > 1}
    assert len(contradictions(case, load_terms())) == len(twice)


def test_every_fact_of_every_example_has_words(example_cases: list[object]):
    for case in example_cases:
        for fact in case.facts():  # type: ignore[attr-defined]
            if fact is not case.person:  # type: ignore[attr-defined]
                words = fact_words(fact, load_terms())
                assert words.fr
                assert words.en
