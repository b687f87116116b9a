"""The options of one person: refusals, order, what is kept ready, what depends on what."""

from __future__ import annotations

from datetime import date
from typing import get_args

import msgspec
import pytest
from example_plans import (
    EXAMPLES,
    NO_CHEMOTHERAPY,
    ON,
    case_from,
    case_of,
    every_case,
    every_plan,
    plan_of,
    with_facts,
)

from cordee import make_plan
from cordee.case import Case, PartialDate
from cordee.case.answer import Answer
from cordee.criteria import All, AnyOf, CaseView, answer
from cordee.criteria.leaves.disease import CancerLeaf
from cordee.criteria.leaves.tolerance import ConditionLeaf
from cordee.knowledge import load_knowledge
from cordee.plan import Plan
from cordee.plan.model import PlanOption, Priority
from cordee.plan.options import ACUTE_STATES
from cordee.terms import load_terms

KNOWLEDGE, TERMS = load_knowledge(), load_terms()


def by_id(plan: Plan) -> dict[str, PlanOption]:
    return {o.id: o for o in plan.options}


def holds_chemotherapy(id: str) -> bool:
    """Whether an entry is chemotherapy, or brings some along."""
    o = KNOWLEDGE.resolved[id]
    return o.family == "chemotherapy" or any(TERMS.is_a("drug", d, "chemotherapy") for d in o.drugs)


# What the person does not want.


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_refusal_of_chemotherapy_sets_every_chemotherapy_aside_with_its_fact(name: str) -> None:
    before, after = plan_of(name), every_plan()[f"{name}, refuses chemotherapy"]
    refused = {o.id for o in after.options if o.refused}
    assert {o.id for o in after.options if holds_chemotherapy(o.id)} <= refused
    for o in after.options:
        if o.refused and not by_id(before)[o.id].refused:
            assert holds_chemotherapy(o.id), o.id
            assert o.refused.source == NO_CHEMOTHERAPY.source.ref
            assert o.refused.on == NO_CHEMOTHERAPY.on
    assert set(by_id(before)) == set(by_id(after)), "set aside, never hidden"


def test_the_refusals_meet_something() -> None:
    met = [
        name
        for name in EXAMPLES
        if any(o.refused for o in every_plan()[f"{name}, refuses chemotherapy"].options)
    ]
    assert len(met) > len(EXAMPLES) / 2


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_refusal_withdrawn_gives_the_options_back(name: str) -> None:
    changed_mind = msgspec.structs.replace(NO_CHEMOTHERAPY, withdrawn=PartialDate("2026-11-19"))
    case = msgspec.structs.replace(case_of(name), refusals=())
    restored = make_plan(with_facts(case, changed_mind), on=ON)
    assert restored.options == make_plan(case, on=ON).options
    day_before = make_plan(with_facts(case, changed_mind), on=date(2026, 11, 18))
    assert any(o.refused for o in day_before.options) == any(
        o.refused for o in make_plan(with_facts(case, NO_CHEMOTHERAPY), on=date(2026, 11, 18)).options
    )


@pytest.mark.parametrize(
    ("of", "words"),
    [("surgery", "chirurgie"), ("trial", "essai clinique"), ("immunotherapy", "immunothérapie")],
)
def test_a_refusal_is_put_in_words_whatever_it_is_of(of: str, words: str) -> None:
    refusal = msgspec.structs.replace(NO_CHEMOTHERAPY, of=of)
    plan = make_plan(with_facts(case_of("colorectal-kras-g12c"), refusal), on=ON)
    assert f"ne souhaite pas\u202f: {words}" in [w.words.fr for w in plan.situation.wishes]
    refused = [o for o in plan.options if o.refused]
    assert refused
    assert {o.family for o in refused} == {of}


# Which options, in which order.


@pytest.mark.parametrize("name", EXAMPLES)
def test_options_for_another_cancer_are_left_out_and_counted(name: str) -> None:
    plan, view = plan_of(name), CaseView(case_of(name), ON, TERMS)
    for o in KNOWLEDGE.options:
        required = o.when.of if isinstance(o.when, All) else (o.when,)
        other = any(isinstance(p, CancerLeaf) and answer(p, view) is Answer.NO for p in required)
        assert (o.id in by_id(plan)) == (not other), o.id
    assert plan.knowledge.other_cancers == len(KNOWLEDGE.options) - len(plan.options)


def test_an_unknown_cancer_leaves_nothing_out() -> None:
    plan = make_plan(Case(), on=ON)
    assert plan.knowledge.other_cancers == 0
    assert len(plan.options) == len(KNOWLEDGE.options)


@pytest.mark.parametrize("name", EXAMPLES)
def test_verdict_proof_and_condition_agree(name: str) -> None:
    view = CaseView(case_of(name), ON, TERMS)
    for o in plan_of(name).options:
        assert o.verdict is o.proof.answer is answer(KNOWLEDGE.resolved[o.id].when, view)


def settled_in_any_order(plan: Plan) -> dict[str, PlanOption]:
    """The options by id; what would settle each is ordered by weight, which comfort first may change."""
    return {o.id: msgspec.structs.replace(o, to_settle=tuple(sorted(o.to_settle))) for o in plan.options}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_priority_orders_and_never_hides(name: str) -> None:
    plain = plan_of(name)
    for priority in get_args(Priority):
        ordered = make_plan(case_of(name), on=ON, priority=priority)
        assert settled_in_any_order(ordered) == settled_in_any_order(plain)
        verdicts = [o.verdict for o in ordered.options]
        assert verdicts == sorted(verdicts, key=[Answer.YES, Answer.UNKNOWN, Answer.NO].index)
        weights = {f.key: f.weight for f in ordered.to_find_out}
        assert set(weights) == {f.key for f in plain.to_find_out}
        if "comfort" not in (priority, plain.priority):  # comfort first makes other aims' questions lighter
            assert weights == {f.key: f.weight for f in plain.to_find_out}


def test_each_priority_brings_its_own_forward() -> None:
    def first(priority: Priority) -> PlanOption:
        return make_plan(case_of("prostate-brca2"), on=ON, priority=priority).options[0]

    assert first("trial").family == "trial"
    comfort = first("comfort")
    assert comfort.aim == "relieve" or comfort.family in (
        "supportive",
        "no-tumour-directed-treatment",
        "endocrine",
    )
    at_home = first("staying-home")
    assert at_home.burden
    assert set(at_home.burden.route) <= {"oral", "none"}
    longer = first("time")
    assert any(b.endpoint == "overall-survival" for b in longer.benefit)


@pytest.mark.parametrize("name", sorted(every_case()))
def test_care_without_tumour_treatment_closes_what_is_open_unless_comfort_comes_first(name: str) -> None:
    def place(plan: Plan) -> tuple[int, int]:
        open_ = [o.family for o in plan.options if o.verdict is Answer.YES]
        return open_.index("no-tumour-directed-treatment"), len(open_) - 1

    for priority in (None, *get_args(Priority)):
        plan = make_plan(every_case()[name], on=ON, priority=priority)
        here, last = place(plan)
        assert here == last or plan.priority == "comfort"


# Kept ready for what may come on, and asked for what lasts.

LASTING = {"castration-resistant", "hormone-sensitive", "postmenopausal", "premenopausal"}


def test_every_state_that_an_option_needs_is_told_apart() -> None:
    """A new entry that needs a state must say which it is: one that comes on, or one to ask about."""
    for o in KNOWLEDGE.options:
        required = o.when.of if isinstance(o.when, All) else (o.when,)
        for part in required:
            for leaf in part.of if isinstance(part, AnyOf) else (part,):
                if isinstance(leaf, ConditionLeaf):
                    assert set(leaf.condition) <= ACUTE_STATES | LASTING, (o.id, leaf.condition)
    assert not ACUTE_STATES & LASTING
    assert all(TERMS.get("condition", id) for id in ACUTE_STATES | LASTING)


def test_what_nobody_reported_is_kept_ready_and_not_asked() -> None:
    plan = plan_of("colorectal-kras-g12c")
    stent = by_id(plan)["local.stent.colon"]
    assert (stent.verdict, stent.if_it_happens, stent.to_settle) == (Answer.UNKNOWN, True, ())
    assert stent.id not in {id for f in plan.to_find_out for id in f.touches}


def test_a_state_that_lasts_is_asked_for() -> None:
    """Whether the illness resists castration is a question, not something that would be seen coming on."""
    case = case_from(
        """
        person: {born: 1955-03-08, sex: male}
        primary: {cancer: prostate-adenocarcinoma, diagnosed: 2022-11-03}
        metastases: [{site: bone, since: 2022-11-03}]
        performance: [{ecog: 1, on: 2026-11-10}]
        """
    )
    plan = make_plan(case, on=ON)
    continued = by_id(plan)["prostate.mcrpc.continue-adt"]
    assert (continued.verdict, continued.if_it_happens) == (Answer.UNKNOWN, False)
    assert "condition" in continued.to_settle
