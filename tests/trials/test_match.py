"""Trials for a person: the quick way says what the reference says; ranks, counts, doors that are shut."""

from __future__ import annotations

from collections import Counter

import msgspec
from generated_case import TODAY, cases
from generated_condition import trees
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_terms import TINY

from cordee.case import Case
from cordee.criteria import CaseView, answer
from cordee.criteria.leaves.person import SexLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, AnyOf, Criterion
from cordee.trials import Arm, Site, Trial, TrialList, match_one, trials_for
from cordee.trials.asked import UNREAD, asked
from cordee.trials.eligibility_text import EligibilitySpan

FEMALE, MALE = SexLeaf("female"), SexLeaf("male")


def trial(id: str, *conditions: Criterion, **of: object) -> Trial:
    whole = {"status": "recruiting", "arms": (Arm(id="A"),), **of}
    return Trial(id=id, criterion=All(conditions), **whole)  # type: ignore[arg-type]


many = st.lists(st.lists(trees, min_size=1, max_size=3), min_size=1, max_size=5)


@given(many, cases)
@settings(max_examples=150)
def test_the_quick_way_says_what_the_reference_says(asked_of: list[list[Criterion]], case: Case) -> None:
    trials = [
        Trial(
            id=f"T{i}",
            status="recruiting",
            criterion=parts[0],
            arms=tuple(Arm(id=f"{j}", criterion=part) for j, part in enumerate(parts)),
        )
        for i, parts in enumerate(asked_of)
    ]
    view = CaseView(case, TODAY, TINY)
    found = trials_for(case, TrialList(trials), TINY, TODAY)
    said = {(t.id, arm.id): arm.verdict.value for t in found.trials for arm in t.arms}
    expected = {(t.id, arm.id): answer(asked(t, arm), view).value for t in trials for arm in t.arms}
    assert said == {key: value for key, value in expected.items() if value != "no"}
    for t in found.trials:
        for arm in t.arms:
            assert arm.proof is not None
            assert arm.proof.answer is arm.verdict
            assert bool(arm.to_settle) == (arm.verdict.value == "unknown")


@given(many, cases)
@settings(max_examples=40)
def test_one_trial_shows_every_arm_with_its_counts(asked_of: list[list[Criterion]], case: Case) -> None:
    view = CaseView(case, TODAY, TINY)
    for parts in asked_of:
        one = Trial(id="T", arms=tuple(Arm(id=f"{j}", criterion=part) for j, part in enumerate(parts)))
        for arm in match_one(case, one, TINY, TODAY).arms:
            conditions = asked(one, one.arms[int(arm.id)]).of
            counted = Counter(answer(part, view).value for part in conditions)
            assert (arm.met, arm.unknown, arm.unmet) == (counted["yes"], counted["unknown"], counted["no"])


def woman() -> Case:
    case = Case()
    return msgspec.structs.replace(case, person=msgspec.structs.replace(case.person, sex="female"))


def ids(*trials: Trial, **of: object) -> list[str]:
    return [t.id for t in trials_for(woman(), TrialList(trials), TINY, TODAY, **of).trials]  # type: ignore[arg-type]


def test_met_stands_before_open_and_fewer_questions_before_more() -> None:
    one, two = StatedLeaf("one"), StatedLeaf("two")
    assert ids(
        trial("two-open", one, two), trial("one-open", one), trial("fits-more", FEMALE, one), trial("met", FEMALE),
        trial("not", MALE),
    ) == ["met", "fits-more", "one-open", "two-open"]  # fmt: skip


def test_what_takes_nobody_in_is_left_out_unless_asked_for() -> None:
    shut = trial("shut", FEMALE, status="completed")
    paused = trial("paused", FEMALE, arms=(Arm(id="A", status="suspended"),))
    unsaid = trial("unsaid", FEMALE, status="unknown")
    assert ids(shut, paused, unsaid) == ["unsaid"]
    assert ids(shut, paused, unsaid, closed=True) == ["paused", "shut", "unsaid"]


def test_the_country_filter() -> None:
    here, away = Site("FR", "Lyon", status="recruiting"), Site("US", "Boston", status="recruiting")
    over = Site("FR", "Tours", status="completed")
    trials = (
        trial("here", FEMALE, sites=(away, here)), trial("away", FEMALE, sites=(away,)),
        trial("over", FEMALE, sites=(over,)), trial("nowhere", FEMALE),
    )  # fmt: skip
    assert ids(*trials, countries=("FR",)) == ["here", "nowhere"]
    found = trials_for(woman(), TrialList(trials), TINY, TODAY, countries=("FR",))
    assert {t.id: [s.city for s in t.sites] for t in found.trials} == {"here": ["Lyon"], "nowhere": []}


def test_an_open_alternative_asks_only_what_is_open() -> None:
    tree = AnyOf((All((MALE, StatedLeaf("men only"))), All((FEMALE, StatedLeaf("women only")))))
    (only,) = trials_for(woman(), TrialList([trial("T", tree)]), TINY, TODAY).trials
    assert [s.key for s in only.arms[0].to_settle] == ["stated:women only"]


def test_text_that_stayed_text_is_asked_last_and_once() -> None:
    spans = tuple(EligibilitySpan(i, i + 1, "x") for i in range(3))
    (only,) = trials_for(woman(), TrialList([trial("T", StatedLeaf("a"), spans=spans)]), TINY, TODAY).trials
    assert [s.key for s in only.arms[0].to_settle] == ["stated:a", f"stated:{UNREAD.text}"]
    assert only.arms[0].unknown == 2


def test_an_exclusion_of_the_text_closes_the_door() -> None:
    span = EligibilitySpan(0, 1, "no women", FEMALE, inclusion=False)
    assert ids(trial("T", spans=(span,))) == []


def test_proofs_for_the_first_only() -> None:
    found = trials_for(
        woman(), TrialList([trial(f"T{i}", FEMALE) for i in range(5)]), TINY, TODAY, explained=2
    )
    assert [t.arms[0].proof is not None for t in found.trials] == [True, True, False, False, False]
