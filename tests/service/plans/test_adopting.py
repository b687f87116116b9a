"""Adopting a plan: what is frozen, what must be said first, and what happens when two adopt at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from cordee.plan import Plan
from cordee.service.people.circle import open_file
from cordee.service.people.models import AccessEntry, Membership
from cordee.service.people.roles import Role
from cordee.service.plans.actions_adopt import Seen, TaskChange, adopt_plan
from cordee.service.plans.actions_choose import decide_option, take_back
from cordee.service.plans.actions_tasks import close_task, finish_task, give_task
from cordee.service.plans.live import Closed, knowledge_version, live_plan
from cordee.service.plans.models import (
    Choice,
    ChoiceKind,
    PlanStatus,
    Revision,
    Task,
    TaskAnswer,
    TaskDecision,
)
from cordee.service.plans.queries import choices_of, open_tasks_of, plan_header
from cordee.service.plans.refusals import (
    AdoptedMeanwhile,
    DecidedMeanwhile,
    NoSuchOption,
    NothingChosen,
    NotOfTheCircle,
    PlanMoved,
    ReasonMissing,
    TaskEnded,
    TasksUnanswered,
)
from tests.service.conftest import NOW, Circle
from tests.service.plans.conftest import COMFORT, NO_OPTION, OPEN_OPTION

TODAY = NOW.date()


def seen(circle: Circle, revision: int = 0) -> Seen:
    """What a page opened now shows."""
    circle.person.refresh_from_db()
    return Seen(revision, circle.person.facts_version, knowledge_version())


def choose(circle: Circle, option: str = OPEN_OPTION, kind: ChoiceKind = ChoiceKind.ADOPT, **more: object):
    return decide_option(person=circle.person, option_id=option, kind=kind, by=circle.alice, at=NOW, **more)


def adopt(circle: Circle, revision: int = 0, **more: object) -> Revision:
    return adopt_plan(person=circle.person, by=circle.alice, at=NOW, seen=seen(circle, revision), **more)


def test_an_empty_record_has_no_plan_yet(circle: Circle):
    assert live_plan(circle.person, TODAY) == Closed("nothing")


def test_a_revision_is_the_plan_of_that_day(planned: Circle):
    choose(planned)
    choose(planned, NO_OPTION, ChoiceKind.ASIDE, why="No fusion found")
    revision = adopt(planned, note="Agreed with Inès")
    plan = live_plan(planned.person, TODAY)
    assert isinstance(plan, Plan)
    assert revision.plan() == plan
    assert (revision.number, revision.facts_version, revision.note) == (1, 1, "Agreed with Inès")
    assert revision.knowledge_version == plan.knowledge.version
    assert [(c["option"], c["kind"], c["why"]) for c in revision.chosen] == [
        (OPEN_OPTION, "adopt", ""),
        (NO_OPTION, "aside", "No fusion found"),
    ]
    header = plan_header(planned.person, TODAY)
    assert header is not None
    assert (header.number, header.adopted_by, header.to_look_again) == (1, "Alice Martin", False)
    assert AccessEntry.objects.filter(
        person=planned.person, what="adopt_plan", account=planned.alice
    ).exists()


def test_a_changed_body_is_not_read_as_what_was_adopted(planned: Circle):
    choose(planned)
    revision = adopt(planned)
    revision.digest = "0" * 64
    with pytest.raises(ValueError, match="not what was adopted"):
        revision.plan()


def test_nothing_chosen_is_no_plan(planned: Circle):
    choose(planned, COMFORT, ChoiceKind.DISCUSS)
    with pytest.raises(NothingChosen):
        adopt(planned)
    assert not Revision.objects.exists()


def test_of_two_who_adopt_at_once_the_second_is_told(planned: Circle):
    choose(planned)
    both_saw = seen(planned)
    first = adopt_plan(person=planned.person, by=planned.alice, at=NOW, seen=both_saw)
    with pytest.raises(AdoptedMeanwhile) as told:
        adopt_plan(person=planned.person, by=planned.alice, at=NOW, seen=both_saw)
    assert told.value.theirs == first
    assert Revision.objects.filter(person=planned.person).count() == 1


def test_a_plan_that_moved_is_read_again_first(planned: Circle):
    choose(planned)
    with pytest.raises(PlanMoved):
        adopt_plan(person=planned.person, by=planned.alice, at=NOW, seen=Seen(0, 99, knowledge_version()))
    with pytest.raises(PlanMoved):
        adopt_plan(person=planned.person, by=planned.alice, at=NOW, seen=Seen(0, 1, "another"))


def test_setting_aside_says_why(planned: Circle):
    with pytest.raises(ReasonMissing):
        choose(planned, NO_OPTION, ChoiceKind.ASIDE, why="  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.create(
            person=planned.person,
            option_id=NO_OPTION,
            name_fr="x",
            name_en="x",
            kind=ChoiceKind.ASIDE,
            decided_at=NOW,
            decided_by=planned.alice,
        )


def test_an_option_the_plan_does_not_hold_is_refused(planned: Circle):
    with pytest.raises(NoSuchOption):
        choose(planned, "no.such.option")


def test_one_choice_stands_and_the_second_to_decide_is_told(planned: Circle):
    first = choose(planned)
    with pytest.raises(DecidedMeanwhile) as told:
        choose(planned, OPEN_OPTION, ChoiceKind.DISCUSS)
    assert told.value.who == "Alice Martin"
    second = choose(planned, OPEN_OPTION, ChoiceKind.DISCUSS, seen=first.id)
    assert choices_of(planned.person) == {OPEN_OPTION: second}
    take_back(person=planned.person, option_id=OPEN_OPTION, by=planned.alice, at=NOW, seen=second.id)
    assert choices_of(planned.person) == {}


def give(circle: Circle, **more: object) -> Task:
    task: dict[str, object] = {
        "person": circle.person,
        "what": "Ask for a rebiopsy",
        "by_when": TODAY + timedelta(days=7),
        "by": circle.alice,
        "at": NOW,
        "to_role": Role.NURSE,
        **more,
    }
    return give_task(**task)


def test_every_open_task_is_answered_before_a_revision(planned: Circle):
    choose(planned)
    adopt(planned)
    kept, changed, closed = (
        give(planned),
        give(planned, what="Call the family doctor"),
        give(planned, what="Order a walking frame"),
    )
    with pytest.raises(TasksUnanswered):
        adopt(planned, 1, tasks={kept.id: TaskChange(TaskAnswer.KEEP)})
    assert Revision.objects.count() == 1
    later = TODAY + timedelta(days=30)
    second = adopt(
        planned,
        1,
        tasks={
            kept.id: TaskChange(TaskAnswer.KEEP),
            changed.id: TaskChange(TaskAnswer.CHANGE, by_when=later, to_account=planned.bob),
            closed.id: TaskChange(TaskAnswer.CLOSE, why="No longer needed"),
        },
    )
    for task in (kept, changed, closed):
        task.refresh_from_db()
    assert (kept.is_open, changed.is_open, closed.is_open) == (True, False, False)
    became = TaskDecision.objects.get(revision=second, task=changed).became
    assert became is not None
    assert (became.what, became.by_when, became.for_account, became.for_role) == (
        "Call the family doctor",
        later,
        planned.bob,
        "",
    )


@pytest.mark.parametrize(
    "change",
    [TaskChange(TaskAnswer.CLOSE), TaskChange(TaskAnswer.CHANGE), TaskChange(TaskAnswer.CLOSE, why=" ")],
)
def test_an_answer_without_its_words_is_none(planned: Circle, change: TaskChange):
    choose(planned)
    task = give(planned)
    with pytest.raises(TasksUnanswered):
        adopt(planned, tasks={task.id: change})


def test_a_task_is_done_once_and_closed_with_a_reason(planned: Circle):
    task = give(planned)
    with pytest.raises(ReasonMissing):
        close_task(person=planned.person, task_id=task.id, why="", by=planned.bob, at=NOW)
    finish_task(person=planned.person, task_id=task.id, by=planned.bob, at=NOW)
    with pytest.raises(TaskEnded):
        close_task(person=planned.person, task_id=task.id, why="late", by=planned.bob, at=NOW)


@pytest.mark.parametrize("broken", [{"done_at": NOW}, {"for_role": ""}, {"what": ""}, {"closed_at": NOW}])
def test_the_database_refuses_half_a_task(planned: Circle, broken: dict[str, object]):
    task = give(planned)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(**broken)


def test_the_database_refuses_looking_again_without_a_reason(planned: Circle):
    choose(planned)
    adopt(planned)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanStatus.objects.update(look_again_since=NOW)


def test_tasks_go_to_those_who_may_do_them(planned: Circle):
    for outsider in (planned.charlie, planned.daniel):
        with pytest.raises(NotOfTheCircle):
            give(planned, to_role=None, to_account=outsider)
    with pytest.raises(NotOfTheCircle):
        give(planned, to_role=Role.RELATIVE)


def test_the_worklist_holds_my_tasks_and_those_of_my_roles(planned: Circle):
    for_nurse = give(planned)
    for_bob = give(planned, to_role=None, to_account=planned.bob, by_when=TODAY)
    for_doctor = give(planned, to_role=Role.ONCOLOGIST)
    assert open_tasks_of(planned.bob, NOW) == [for_bob, for_nurse]
    assert open_tasks_of(planned.alice, NOW) == [for_doctor]
    assert open_tasks_of(planned.charlie, NOW) == []
    finish_task(person=planned.person, task_id=for_bob.id, by=planned.bob, at=NOW)
    assert open_tasks_of(planned.bob, NOW) == [for_nurse]


def test_a_role_held_for_one_person_is_not_held_for_another(planned: Circle):
    other = open_file(
        team=planned.team,
        by=planned.alice,
        coordinator=planned.alice,
        given_name="Nour",
        family_name="Invented",
        record_number="INV-0002",
        at=NOW,
    )
    Membership.objects.create(person=other, account=planned.bob, role=Role.PHARMACIST, starts_at=NOW)
    theirs = {"what": "Weigh", "by_when": TODAY, "by": planned.alice, "at": NOW, "person": other}
    give_task(**theirs, to_role=Role.NURSE)
    mine = give_task(**theirs, to_role=Role.PHARMACIST)
    assert open_tasks_of(planned.bob, NOW) == [mine]


@given(offset=st.integers(-400, 400))
def test_late_is_after_its_day_and_only_while_open(offset: int):
    task = Task(what="x", by_when=date(2026, 11, 20))
    on = task.by_when + timedelta(days=offset)
    assert task.is_late(on) is (offset > 0)
    task.done_at = NOW
    assert not task.is_late(on)
