"""What holds for every condition and every case: the proof says what the answer says, and why."""

from __future__ import annotations

from typing import Any

import msgspec
from generated_case import TODAY, cases
from generated_condition import LEAF_FORMS, leaves_, trees
from hypothesis import given
from hypothesis import strategies as st
from tiny_terms import TINY

from cordee.case import Case
from cordee.case.answer import Answer, negate
from cordee.case.case import FACT_FIELDS
from cordee.criteria import CaseView, NoneOf, Proof, answer, explain, leaves
from cordee.criteria.tree import LEAVES, Criterion

NOTHING = CaseView(Case(), TODAY, TINY)


def view(case: Case) -> CaseView:
    return CaseView(case, TODAY, TINY)


def proofs(proof: Proof) -> list[Proof]:
    return [proof, *(inner for part in proof.parts for inner in proofs(part))]


def test_every_family_of_leaves_is_generated() -> None:
    assert set(LEAF_FORMS) == set(LEAVES)


@given(trees, cases)
def test_the_proof_answers_as_the_condition(tree: Criterion, case: Case) -> None:
    assert explain(tree, view(case)).answer is answer(tree, view(case))


@given(leaves_, cases)
def test_under_none_a_leaf_answers_the_contrary(leaf: Criterion, case: Case) -> None:
    here = view(case)
    plain = explain(leaf, here)
    negated = explain(NoneOf((leaf,)), here).parts[0]
    assert negated.answer is negate(plain.answer)
    assert (negated.facts, negated.settle, negated.note) == (plain.facts, plain.settle, plain.note)


@given(trees, cases)
def test_none_of_what_is_not_known_is_not_known(tree: Criterion, case: Case) -> None:
    here = view(case)
    assert answer(NoneOf((tree,)), here) is negate(answer(tree, here))


@given(trees, cases)
def test_every_line_of_a_proof_can_be_read_and_rests_on_something(tree: Criterion, case: Case) -> None:
    for proof in proofs(explain(tree, view(case))):
        assert proof.words.fr.strip()
        assert proof.words.en.strip()
        assert "\n" not in proof.words.fr + proof.words.en
        if proof.kind in ("all", "any", "none", "at_least"):
            continue
        assert (proof.answer is Answer.UNKNOWN) == (proof.settle is not None)
        if proof.settle:
            assert proof.settle.asks.fr.strip()
            assert proof.settle.asks.en.strip()
            assert proof.settle.key
        assert proof.facts or proof.settle or proof.note, f"{proof.answer} rests on nothing: {proof.words.en}"


SETTLED_BY_SILENCE = {"refusal"}
"""No refusal recorded sets nothing aside: the one answer that silence gives, by a stated assumption."""


@given(leaves_)
def test_an_empty_record_settles_nothing(leaf: Criterion) -> None:
    (only,) = leaves(leaf)
    expected = Answer.NO if only.KEY in SETTLED_BY_SILENCE else Answer.UNKNOWN
    assert answer(leaf, NOTHING) is expected


@given(trees, cases, st.data())
def test_the_order_of_facts_has_no_say(tree: Criterion, case: Case, data: st.DataObject) -> None:
    shuffled: dict[str, Any] = {
        name: tuple(data.draw(st.permutations(getattr(case, name)))) for name in FACT_FIELDS
    }
    assert explain(tree, view(msgspec.structs.replace(case, **shuffled))) == explain(tree, view(case))


@given(trees)
def test_a_condition_comes_back_from_its_compiled_form(tree: Criterion) -> None:
    packed = msgspec.msgpack.encode(tree)
    assert msgspec.msgpack.decode(packed, type=Criterion) == tree


@given(trees, cases)
def test_what_a_day_does_not_know_yet_has_no_say(tree: Criterion, case: Case) -> None:
    known = case.as_of(TODAY)
    assert explain(tree, view(known)) == explain(tree, view(case))
