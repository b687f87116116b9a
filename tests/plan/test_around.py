"""What stands around the options: exceptions, triggers, warning signs, support, questions."""

from __future__ import annotations

import msgspec
import pytest
from example_plans import ON, case_from, case_of, every_case, every_plan, plan_of

from cordee import make_plan
from cordee.case import Case
from cordee.case.answer import Answer
from cordee.criteria import All, CaseView, answer
from cordee.knowledge import load_knowledge
from cordee.plan.options import for_another_cancer
from cordee.terms import load_terms

KNOWLEDGE, TERMS = load_knowledge(), load_terms()
NAMES = sorted(every_case())
PARTS = ("exceptions", "triggers", "red_flags", "support")


@pytest.mark.parametrize("name", NAMES)
def test_only_what_is_settled_as_no_is_left_out(name: str) -> None:
    plan, view = every_plan()[name], CaseView(every_case()[name], ON, TERMS)
    for part in PARTS:
        shown = {e.id: e.verdict for e in getattr(plan, part)}
        for entry in getattr(KNOWLEDGE, part):
            said = answer(entry.when, view)
            other = part == "exceptions" and for_another_cancer(entry.when, view)
            assert shown.get(entry.id) is (None if said is Answer.NO or other else said), entry.id


@pytest.mark.parametrize("name", NAMES)
def test_what_holds_comes_before_what_may(name: str) -> None:
    for part in PARTS:
        verdicts = [e.verdict for e in getattr(every_plan()[name], part)]
        assert verdicts == sorted(verdicts, key=[Answer.YES, Answer.UNKNOWN].index), part


@pytest.mark.parametrize("name", NAMES)
def test_a_persons_own_needs_signs_and_questions_come_before_everybodys(name: str) -> None:
    plan = every_plan()[name]
    everybodys = {e.id for pack in KNOWLEDGE.packs for e in pack.entries() if e.when == All()}
    ranks = {r.id: r.rank for r in KNOWLEDGE.red_flags}
    signs = [(ranks[r.id], r.id in everybodys) for r in plan.red_flags if r.verdict is Answer.YES]
    assert signs == sorted(signs)  # what is told first is stated; among equals, the person's own come first
    for part in ("support", "questions"):
        met = [e.id in everybodys for e in getattr(plan, part) if e.verdict is Answer.YES]
        assert met == sorted(met), part


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_asked_only_when_it_fits(name: str) -> None:
    view = CaseView(every_case()[name], ON, TERMS)
    asked = {q.id for q in every_plan()[name].questions}
    assert asked == {q.id for q in KNOWLEDGE.questions if answer(q.when, view) is Answer.YES}


def test_the_warning_signs_for_everyone_stand_even_in_an_empty_plan() -> None:
    now = [r for r in make_plan(Case(), on=ON).red_flags if r.verdict is Answer.YES and r.urgency == "now"]
    assert now
    assert all(r.act.fr and r.signs.fr for r in now)


def test_immunotherapy_brings_its_own_warning_signs() -> None:
    without = msgspec.structs.replace(case_of("melanoma-braf"), lines=())
    own = {r.id for r in plan_of("melanoma-braf").red_flags if r.verdict is Answer.YES}
    own -= {r.id for r in make_plan(without, on=ON).red_flags if r.verdict is Answer.YES}
    assert own


def test_a_judgement_of_a_meeting_turns_a_door_that_may_be_open_into_one_that_is() -> None:
    """Liver metastases of a colon cancer: removable if, and only if, the surgeons of a meeting say so."""
    text = """
        person: {born: 1961-05-02, sex: female}
        primary: {cancer: colorectal.colon, diagnosed: 2026-03-18}
        metastases:
          - {site: liver, since: 2026-03-18, lesions: 2}
          - {site: bone, presence: absent, since: 2026-11-02}
        """
    said = (
        "judgements: [{question: liver-metastases-resectable, answer: %s, by: liver meeting, on: 2026-11-10}]"
    )
    id = "exception.colorectal.liver-resectable"

    def door(case: Case) -> Answer | None:
        return {e.id: e.verdict for e in make_plan(case, on=ON).exceptions}.get(id)

    assert door(case_from(text)) is Answer.UNKNOWN
    assert door(case_from(f"{text}{said % 'yes'}")) is Answer.YES
    assert door(case_from(f"{text}{said % 'no'}")) is None
