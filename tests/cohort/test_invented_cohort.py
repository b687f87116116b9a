"""The people of the benchmarks, drawn by columns, are those that cases would make; big sweeps are checked on some."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from cordee.cohort import Cohort, sweep
from cordee.criteria import CaseView, answer
from cordee.terms import load_terms

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.invented_cohort import invented_cohort
from benchmarks.scaling_plot import scaling_plot
from benchmarks.varied_trials import shared_trials, varied

ON = date(2026, 11, 20)


@pytest.fixture(scope="module")
def columns() -> Cohort:
    return invented_cohort(300, ON, load_terms(), chunk=128)


def test_columns_and_cases_make_the_same_cohort(columns: Cohort) -> None:
    cases = [(id, columns.case(p)) for p, id in enumerate(columns.people)]
    again = Cohort.from_cases(cases, ON, chunk=128)
    for p, (_, case) in enumerate(cases):
        assert again.case(p) == columns.case(p).in_order() == case.as_of(ON).in_order()


def test_criteria_of_the_benchmark_are_answered_as_explain_does(columns: Cohort) -> None:
    terms = load_terms()
    trees, _ = shared_trials(terms)
    criteria = varied(trees, len(trees) + 40, terms)[-120:]
    answers = sweep(columns, criteria, terms)
    seen = set()
    for p in range(0, len(columns), 7):
        view = CaseView(columns.case(p), ON, terms)
        for t, tree in enumerate(criteria):
            said = answer(tree, view)
            seen.add(said)
            assert answers.answer(t, p) is said
    assert len(seen) == 3


def test_the_same_seed_draws_the_same_people() -> None:
    one, two = (invented_cohort(50, ON, load_terms(), seed=4) for _ in range(2))
    assert [one.case(p) for p in range(50)] == [two.case(p) for p in range(50)]


def test_the_plot_has_a_line_for_each_number_of_criteria() -> None:
    drawn = scaling_plot([(1000, 10, 0.01), (10_000, 10, 0.1), (1000, 100, 0.05), (10_000, 100, 0.4)])
    assert drawn.count("<polyline") == 2
    assert "100 criteria" in drawn
    assert "10\u202f000" in drawn
