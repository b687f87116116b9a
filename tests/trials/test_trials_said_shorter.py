"""Said shorter or numbered, a condition keeps its answer for every case."""

from __future__ import annotations

from generated_case import TODAY, cases
from generated_condition import trees
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_terms import TINY

from cordee.case import Case
from cordee.criteria import All, AnyOf, AtLeast, CaseView, NoneOf, answer, leaves
from cordee.criteria.leaf import Leaf
from cordee.criteria.leaves.disease import CancerLeaf
from cordee.criteria.leaves.person import SexLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import Criterion
from cordee.trials.program import ANSWERS, VALUE_OF, compile_tree, leaf_numbers, unsettled, value
from cordee.trials.simplify import simplify

few = st.sampled_from(
    [
        SexLeaf("female"),
        SexLeaf("male"),
        StatedLeaf("a"),
        StatedLeaf("b"),
        CancerLeaf(("lung",)),
        CancerLeaf(("nsclc",)),
    ]
)
"""Few leaves, so that repeats and shared parts are frequent."""

dense: st.SearchStrategy[Criterion] = st.recursive(
    few,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda of: All(tuple(of))),
        st.lists(inner, max_size=4).map(lambda of: AnyOf(tuple(of))),
        st.lists(inner, max_size=3).map(lambda of: NoneOf(tuple(of))),
        st.lists(inner, min_size=1, max_size=3).map(lambda of: AtLeast(1 + len(of) // 2, tuple(of))),
    ),
    max_leaves=14,
)


@given(st.one_of(dense, trees), cases)
@settings(max_examples=300)
def test_said_shorter_it_answers_the_same(tree: Criterion, case: Case) -> None:
    view = CaseView(case, TODAY, TINY)
    assert answer(simplify(tree), view) is answer(tree, view)


@given(st.one_of(dense, trees), cases)
@settings(max_examples=300)
def test_numbered_it_answers_the_same(tree: Criterion, case: Case) -> None:
    view = CaseView(case, TODAY, TINY)
    numbers: dict[Leaf, int] = {}
    program = compile_tree(tree, lambda leaf: numbers.setdefault(leaf, len(numbers)))
    asked = list(numbers)
    found = value(program, lambda number: VALUE_OF[view.find(asked[number]).answer])
    assert ANSWERS[found] is answer(tree, view)
    assert {asked[number] for number in leaf_numbers(program)} == set(leaves(tree))


@given(dense, cases)
def test_only_what_is_unknown_is_left_to_settle(tree: Criterion, case: Case) -> None:
    view = CaseView(case, TODAY, TINY)
    numbers: dict[Leaf, int] = {}
    program = compile_tree(tree, lambda leaf: numbers.setdefault(leaf, len(numbers)))
    asked = list(numbers)
    open_ = unsettled(program, lambda number: VALUE_OF[view.find(asked[number]).answer])
    assert bool(open_) == (answer(tree, view).value == "unknown")
    assert all(view.find(asked[number]).settle is not None for number in open_)


def test_forty_diagnoses_beside_one_age_become_one_age_and_one_list() -> None:
    age = SexLeaf("female")
    tree = AnyOf((All((age, CancerLeaf(("lung",)))), All((age, CancerLeaf(("breast",))))))
    assert simplify(tree) == All((age, CancerLeaf(("lung", "breast"))))


def test_an_alternative_that_asks_more_than_another_is_dropped() -> None:
    tree = AnyOf((CancerLeaf(("liver",)), All((CancerLeaf(("liver",)), StatedLeaf("fibrolamellar")))))
    assert simplify(tree) == CancerLeaf(("liver",))


def test_separate_exclusions_stay_countable() -> None:
    tree = NoneOf((StatedLeaf("a"), StatedLeaf("b")))
    assert simplify(tree) == All((NoneOf((StatedLeaf("a"),)), NoneOf((StatedLeaf("b"),))))
