"""Trees answered a few at a time, their planes passing through the cache: the same answers as all at once."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from drawn_people import criteria, people
from generated_condition import parsed
from hypothesis import given, seed
from hypothesis import strategies as st
from test_same_meaning import cohort_of, quick
from tiny_terms import TINY

from cordee.case import Case
from cordee.cohort import run as run_module
from cordee.cohort import sweep, sweep_chunks
from cordee.cohort.batches import layout
from cordee.cohort.program import compiled
from cordee.criteria import All, CaseView, NoneOf, answer


@seed(11)
@quick(6)
@given(st.data())
def test_a_few_trees_at_a_time_answer_as_all_together(data: st.DataObject) -> None:
    cases, trees = data.draw(people(100)), data.draw(criteria(60))
    for at_a_time in (1, 3):
        with patch.object(run_module, "_BATCH_BYTES", 16 * at_a_time):
            whole = sweep(cohort_of(cases), trees, TINY)
            told: dict[tuple[int, int], str] = {}
            for part in sweep_chunks(cohort_of(cases), trees, TINY):
                for tree in part.trees:
                    for person in range(part.people):
                        assert (tree, person + part.first) not in told
                        told[tree, person + part.first] = part.answer(tree, person).value
        assert len(told) == len(trees) * len(cases)
        for p, case in enumerate(cases):
            view = CaseView(case, cohort_of([]).on, TINY)
            for t, tree in enumerate(trees):
                said = answer(tree, view)
                assert whole.answer(t, p) is said
                assert told[t, p] == said.value


@pytest.mark.parametrize("at_a_time", [1, 2, 100])
def test_every_tree_and_every_leaf_has_one_batch(at_a_time: int) -> None:
    old, woman, ill = (parsed(c) for c in ({"age": ">=70"}, {"sex": "female"}, {"cancer": "colon"}))
    both = All((old, woman))
    trees = [both, NoneOf((both, ill)), old, both, All((ill, woman)), All(())]
    program = compiled(trees)
    laid = layout(program, at_a_time)
    assert sorted(tree for batch in laid.batches for tree in batch.trees) == list(range(len(trees)))
    assert [leaf for batch in laid.batches for leaf in batch.leaves] == list(range(len(program.leaves)))
    assert (len(laid.batches) > 1) == (at_a_time < 100)


def test_nobody_and_nothing() -> None:
    assert len(sweep(cohort_of([]), [All(())], TINY)) == 1
    assert len(sweep(cohort_of([Case()]), [], TINY)) == 0
