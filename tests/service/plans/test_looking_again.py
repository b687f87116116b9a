"""When an adopted plan is to be looked at again: new facts and new knowledge that change a verdict, never a day that passes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.utils import translation

from cordee.plan import Plan
from cordee.plan.diff import compare
from cordee.service.people.models import Notice
from cordee.service.people.notices import said
from cordee.service.plans import look_again as module
from cordee.service.plans.live import live_plan, plan_of
from cordee.service.plans.look_again import look_again
from cordee.service.plans.models import PlanStatus, Reason, Revision
from cordee.service.plans.new_knowledge import look_again_all
from cordee.service.plans.queries import changes_of, plan_header, plans_to_look_at
from cordee.service.record.actions import write_resources
from cordee.service.record.current import case_at
from cordee.service.record.models import Door
from tests.service.conftest import NOW, Circle
from tests.service.plans.conftest import resources_of_example
from tests.service.plans.test_adopting import TODAY, adopt, choose


def write(circle: Circle, *bodies: dict[str, Any]) -> None:
    write_resources(person=circle.person, bodies=bodies, by=circle.bob, door=Door.FORM, at=NOW)


def performance_status(score: int) -> dict[str, Any]:
    """The example's ECOG performance status (LOINC 89247-1), with another score."""
    (body,) = (r for r in resources_of_example("lung-egfr") if r["id"] == "performance-1")
    return {**body, "valueInteger": score}


@pytest.fixture
def adopted(planned: Circle) -> Circle:
    choose(planned)
    adopt(planned)
    return planned


def again(circle: Circle, days: int = 0) -> PlanStatus:
    status = look_again(person=circle.person, on=TODAY + timedelta(days=days), at=NOW + timedelta(days=days))
    assert status is not None
    return status


def test_a_plan_nobody_adopted_is_not_looked_at_again(planned: Circle):
    assert look_again(person=planned.person, on=TODAY, at=NOW) is None


def test_a_year_that_passes_marks_nothing(adopted: Circle):
    assert not again(adopted, days=365).to_look_again


def test_what_a_year_does_to_the_facts_is_not_laid_on_a_new_one(adopted: Circle):
    """Laboratory values grow old and verdicts with them: both plans that are compared are made on the same day."""
    write(adopted, {"resourceType": "Basic", "id": "x", "code": {"text": "nothing clinical"}})
    a_year_later = TODAY + timedelta(days=365)
    then = plan_of(case_at(adopted.person, 1, TODAY), TODAY)
    later = plan_of(case_at(adopted.person, 1, a_year_later), a_year_later)
    assert isinstance(then, Plan)
    assert isinstance(later, Plan)
    assert list(module.of_verdicts(then, later))
    assert not again(adopted, days=365).to_look_again


def test_a_question_more_or_less_changes_no_verdict(planned: Circle):
    plan = live_plan(planned.person, TODAY)
    assert isinstance(plan, Plan)
    assert plan.to_find_out
    fewer = msgspec.structs.replace(plan, to_find_out=plan.to_find_out[1:])
    assert compare(plan, fewer)
    assert not list(module.of_verdicts(plan, fewer))


def test_a_fact_that_changes_no_verdict_marks_nothing(adopted: Circle):
    write(adopted, {"resourceType": "Basic", "id": "x", "code": {"text": "nothing clinical"}})
    status = again(adopted)
    assert not status.to_look_again
    assert status.checked_facts == adopted.person.facts_version == 2


def test_a_fact_that_changes_a_verdict_says_what_changed_and_tells_the_coordinator(adopted: Circle):
    write(adopted, performance_status(4))
    status = again(adopted)
    assert (status.look_again_since, status.look_again_because) == (NOW, Reason.FACTS)
    closed = [c for c in changes_of(status) if c.part == "options" and c.what == "closed"]
    assert any("docetaxel" in change.id for change in closed)
    notice = Notice.objects.get(account=adopted.alice, kind="plans.look_again")
    with translation.override("en"):
        assert said(notice) == "The plan of Inès Moreau is to be looked at again."
    again(adopted, days=1)
    assert Notice.objects.filter(kind="plans.look_again").count() == 1
    header = plan_header(adopted.person, TODAY)
    assert header is not None
    assert header.to_look_again
    assert [s.person for s in plans_to_look_at(adopted.bob, NOW)] == [adopted.person]
    assert plans_to_look_at(adopted.charlie, NOW) == []
    assert plans_to_look_at(adopted.daniel, NOW) == []


def test_undoing_the_fact_clears_the_mark(adopted: Circle):
    write(adopted, performance_status(4))
    assert again(adopted).to_look_again
    (before,) = (r for r in resources_of_example("lung-egfr") if r["id"] == "performance-1")
    write(adopted, before)
    assert not again(adopted).to_look_again


def test_adopting_again_clears_the_mark(adopted: Circle):
    write(adopted, performance_status(4))
    again(adopted)
    adopt(adopted, 1)
    assert not PlanStatus.objects.get().to_look_again
    assert not again(adopted).to_look_again


def test_knowledge_that_changes_a_verdict_is_named_as_the_cause(
    adopted: Circle, monkeypatch: pytest.MonkeyPatch
):
    """The plan of the same facts and day, made with 'other' knowledge: here, as if the person could bear less."""
    made = module.plan_of

    def with_other_knowledge(case: Any, on: Any, **more: Any) -> Any:
        plan = made(case, on, **more)
        return msgspec.structs.replace(plan, options=plan.options[1:])

    monkeypatch.setattr(module, "knowledge_version", lambda: "another")
    assert not again(adopted).to_look_again
    monkeypatch.setattr(module, "plan_of", with_other_knowledge)
    status = again(adopted)
    assert status.look_again_because == Reason.KNOWLEDGE
    assert [c.what for c in changes_of(status)] == ["gone"]


def test_an_adopted_plan_that_cannot_be_read_any_more_is_to_be_looked_at_again(
    adopted: Circle, monkeypatch: pytest.MonkeyPatch
):
    Revision.objects.update(body=b"cut short")
    monkeypatch.setattr(module, "knowledge_version", lambda: "another")
    status = again(adopted)
    assert status.look_again_because == Reason.KNOWLEDGE
    assert [c.id for c in changes_of(status)] == ["unreadable"]


@pytest.mark.django_db(transaction=True)
def test_facts_written_look_again_by_themselves(adopted: Circle):
    write(adopted, performance_status(4))
    assert PlanStatus.objects.get().to_look_again


def test_the_engine_looks_at_what_is_behind_and_at_nothing_else(adopted: Circle):
    assert look_again_all(on=TODAY, at=NOW) == 0
    write(adopted, performance_status(4))
    PlanStatus.objects.update(checked_facts=1)
    assert look_again_all(on=TODAY, at=NOW) == 1
    assert PlanStatus.objects.get().to_look_again
    assert look_again_all(on=TODAY, at=NOW) == 0
