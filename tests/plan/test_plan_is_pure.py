"""A plan is a pure function of what is known on a day: order, time, one more fact."""

from __future__ import annotations

import random
from datetime import date, timedelta

import msgspec
import pytest
from drawn_facts import cases, one_more
from example_plans import (
    ON,
    case_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from orphans import orphans_of_plan, parts_of

from cordee import make_plan
from cordee.case import Case, PartialDate
from cordee.case.answer import Answer
from cordee.case.case import FACT_FIELDS
from cordee.criteria import CaseView, Cited, answer
from cordee.knowledge import load_knowledge
from cordee.plan import Plan
from cordee.plan.cited import texts_of
from cordee.plan.make import DeathRecorded
from cordee.plan.model import PlanOption
from cordee.plan.voices import document_for
from cordee.response.figures import day
from cordee.terms import load_terms

KNOWLEDGE, TERMS = load_knowledge(), load_terms()
FEW = settings(max_examples=25, deadline=None)


def by_id(plan: Plan) -> dict[str, PlanOption]:
    return {o.id: o for o in plan.options}


@FEW
@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_facts_means_nothing(case: Case, chance: random.Random) -> None:
    shuffled = {}
    for field in FACT_FIELDS:
        facts = list(getattr(case, field))
        chance.shuffle(facts)
        shuffled[field] = tuple(facts)
    assert make_plan(msgspec.structs.replace(case, **shuffled), on=ON) == make_plan(case, on=ON)


@FEW
@given(cases, st.integers(1, 900))
def test_a_plan_knows_nothing_of_what_came_later(case: Case, days: int) -> None:
    then = ON - timedelta(days=days)
    plan = make_plan(case, on=then)
    assert plan == make_plan(case.as_of(then), on=then)
    for fact in parts_of(plan, Cited):
        assert fact.on is None or fact.on.earliest <= then, fact
    later = {
        day(when).fr for when in parts_of(case, PartialDate) if when.earliest > then and len(when.iso) == 10
    }
    for voice in ("clinician", "person"):
        for text in texts_of(document_for(plan, case.as_of(then), voice)):
            assert not any(re_ends(when, text.words.fr) for when in later), text.words.fr


def re_ends(when: str, words: str) -> bool:
    """Whether a date stands in `words`, '2 mars 2025' not being found inside '12 mars 2025'."""
    start = words.find(when)
    return start >= 0 and not words[start - 1 : start].isdigit()


@FEW
@given(cases)
def test_every_plan_can_be_traced_and_walked_in_both_voices(case: Case) -> None:
    plan = make_plan(case, on=ON, median_months=8)
    assert orphans_of_plan(plan, case, KNOWLEDGE) == []
    assert plan == make_plan(case, on=ON, median_months=8)
    assert by_id(plan)["best-supportive-care.alone"].verdict is Answer.YES


def test_no_plan_is_made_for_a_person_who_died_and_every_plan_before() -> None:
    died = msgspec.structs.replace(case_of("colorectal-kras-g12c").person, died=PartialDate("2026-11-19"))
    case = msgspec.structs.replace(case_of("colorectal-kras-g12c"), person=died)
    with pytest.raises(DeathRecorded):
        make_plan(case, on=ON)
    before = date(2026, 11, 18)
    assert make_plan(case, on=before) == make_plan(case_of("colorectal-kras-g12c"), on=before)


READ_BY = {
    "team": set(),
    "wishes": set(),
    "symptoms": {"symptom"},
    "labs": {"lab", "rising"},
    "toxicities": {"toxicity"},
    "judgements": {"judged"},
    "care_goals": {"care_goal"},
    "advance_care": {"advance_care"},
    "refusals": {"refusal"},
    "family_history": {"family_history"},
    "performance": {"ecog", "karnofsky"},
    "conditions": {"condition"},
    "alterations": {"alteration", "wild_type"},
    "panels": {"alteration", "wild_type"},
    "markers": {"marker"},
    "local_treatments": {"local"},
}  # fmt: skip
"""Which conditions look at which kind of fact. Kinds that tell of the illness and its course are read by many."""


@settings(max_examples=80, deadline=None)
@given(one_more())
def test_a_fact_moves_only_the_conditions_that_are_about_it(drawn: tuple[Case, Case, str]) -> None:
    case, more, field = drawn
    before, after = CaseView(case, ON, TERMS), CaseView(more, ON, TERMS)
    for o in KNOWLEDGE.options:
        moved = {
            leaf.KEY
            for leaf in KNOWLEDGE.leaves[o.id]
            if before.find(leaf).answer is not after.find(leaf).answer
        }
        assert moved <= READ_BY.get(field, moved), (o.id, field, moved)
        if answer(o.when, before) is not answer(o.when, after):
            assert moved, o.id
