"""Which questions a person is asked, and why."""

from __future__ import annotations

from datetime import date

import pytest

from cordee.case import Case, Exposure, LineOfTherapy, PartialDate, TreatmentHistory
from cordee.followup import Policy, load_followup, questions_for

ON = date(2026, 11, 20)


def line(*drugs: str, ended: str | None = None) -> LineOfTherapy:
    return LineOfTherapy(
        drugs=drugs,
        on=PartialDate("2025-01-01"),
        ended_on=PartialDate(ended) if ended else None,
        ended="completed" if ended else None,
        ongoing=None if ended else True,
    )


@pytest.mark.parametrize(
    ("lines", "sets"),
    [
        ((), "core"),
        ((line("pembrolizumab"),), "core.checkpoint-inhibitor"),
        ((line("osimertinib"),), "core.egfr"),
        ((line("cetuximab", "irinotecan"),), "core.egfr"),
        ((line("carboplatin", "paclitaxel"),), "core.taxane.platinum"),
        ((line("capecitabine", "oxaliplatin"),), "core.platinum.fluoropyrimidine"),
        ((line("trastuzumab-deruxtecan"),), "core.lung-risk-conjugate"),
        ((line("nivolumab", ended="2026-01-10"),), "core.checkpoint-inhibitor"),
        ((line("nivolumab", ended="2025-10-10"),), "core"),
    ],
)
def test_treatments_call_for_their_questions(lines, sets):
    assert questions_for(Case(lines=lines), ON).id == sets


def test_a_set_says_why_it_is_asked():
    asked = questions_for(Case(lines=(line("nivolumab"),)), ON)
    assert asked.asked_because["checkpoint-inhibitor"].en == "nivolumab"


def test_an_opioid_given_once_calls_for_its_questions():
    case = Case(exposures=(Exposure(drug="morphine", presence="present"),))
    assert questions_for(case, ON).id == "core.opioid"


def test_a_team_adds_and_leaves_sets():
    case = Case(
        lines=(line("nivolumab"),),
        treatment_history=(TreatmentHistory(complete=True, on=PartialDate("2026-11-01")),),
    )
    policy = Policy(sets_added=("people", "pain-scale"), sets_left=("checkpoint-inhibitor",))
    assert questions_for(case, ON, policy).id == "core.people.pain-scale"


def test_a_question_shared_by_two_sets_is_put_once_and_the_free_words_come_last():
    asked = questions_for(Case(lines=(line("pembrolizumab", "osimertinib"),)), ON)
    assert len(set(asked.ids)) == len(asked.ids)
    assert asked.ids.count("cough") == 1
    assert asked.ids[-1] == "own-words"


def test_the_core_stays_within_two_minutes():
    """Five seconds a screen is our own working figure."""
    core = load_followup().question_set(("core",))
    assert sum(not q.gates for q in core.questions) * 5 <= 120
