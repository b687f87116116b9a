"""Written by hand and read back, a case is the same case."""

from __future__ import annotations

import pytest
from generated_case import FACTS, TODAY, cases, unsourced
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_terms import TINY

from cordee.case import Case, Person
from cordee.case.case import FACT_FIELDS
from cordee.case.yaml_form import read_case_yaml, write_case_yaml

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def read_back(case: Case) -> Case:
    reading = read_case_yaml(write_case_yaml(case, TINY), "case.yaml", TINY, TODAY)
    assert reading.faults == ()
    return reading.case


@pytest.mark.parametrize("name", FACT_FIELDS)
def test_each_kind_of_fact_comes_back(name: str) -> None:
    @settings(QUICK, max_examples=40)
    @given(st.lists(FACTS[name], min_size=1, max_size=3))
    def comes_back(facts: list[object]) -> None:
        case = Case(person=Person(), **{name: tuple(facts)})
        assert unsourced(read_back(case)) == unsourced(case)

    comes_back()


@QUICK
@given(case=cases)
def test_a_case_comes_back_whole(case: Case) -> None:
    assert unsourced(read_back(case)) == unsourced(case)
