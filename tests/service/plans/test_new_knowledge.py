"""New knowledge finds every adopted plan once: in slices, with two engines, and after a crash midway."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from cordee.service.chain.deliver import Sent
from cordee.service.chain.engine import Cycle
from cordee.service.chain.running import _done
from cordee.service.people.circle import open_file
from cordee.service.people.models import AccessEntry, Membership, Notice
from cordee.service.people.roles import Role
from cordee.service.plans import look_again as module
from cordee.service.plans import new_knowledge
from cordee.service.plans.models import PlanStatus
from cordee.service.plans.new_knowledge import REST, SLICE, Catching, plans_behind
from cordee.service.record.actions import write_resources
from cordee.service.record.models import Door
from tests.service.conftest import NOW, Circle
from tests.service.plans.conftest import resources_of_example
from tests.service.plans.test_adopting import TODAY, adopt, choose

PEOPLE = 3


@pytest.fixture
def adopted(planned: Circle) -> Circle:
    """Three people with an adopted plan."""
    choose(planned)
    adopt(planned)
    for number in range(1, PEOPLE):
        other = open_file(
            team=planned.team, by=planned.alice, coordinator=planned.alice, given_name="Other",
            family_name=str(number), born=date(1960, 1, 1), sex="female", record_number=f"INV-N{number}",
            at=NOW - timedelta(days=9),
        )  # fmt: skip
        Membership.objects.create(
            person=other, account=planned.alice, role=Role.ONCOLOGIST, starts_at=NOW - timedelta(days=9)
        )
        resources = resources_of_example("lung-egfr")
        write_resources(person=other, bodies=resources, by=planned.alice, door=Door.IMPORT, at=NOW)
        choose(replace(planned, person=other))
        adopt(replace(planned, person=other))
    return planned


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Whose plans are looked at, in their order; 'other' knowledge holds from now on, and one option less."""
    seen: list[Any] = []
    look, made = module.look_again, module.plan_of

    def look_again(*, person: Any, **more: Any) -> Any:
        seen.append(person.pk)
        return look(person=person, **more)

    def plan_of(case: Any, on: Any, **more: Any) -> Any:
        plan = made(case, on, **more)
        return msgspec.structs.replace(plan, options=plan.options[1:])

    monkeypatch.setattr(module, "look_again", look_again)
    monkeypatch.setattr(module, "plan_of", plan_of)
    for place in (module, new_knowledge):
        monkeypatch.setattr(place, "knowledge_version", lambda: "another")
    return seen


def ticking(step: float) -> Callable[[], float]:
    """A clock that moves on by `step` seconds whenever it is asked."""
    at = [0.0]

    def ticks() -> float:
        at[0] += step
        return at[0]

    return ticks


def all_marked() -> bool:
    return (
        not plans_behind().exists()
        and PlanStatus.objects.filter(look_again_because="knowledge").count() == PEOPLE
    )


def test_the_same_knowledge_costs_one_query_then_none(adopted: Circle, django_assert_num_queries):
    catching = Catching()
    with django_assert_num_queries(1):
        assert catching.some(on=TODAY, at=NOW) == 0
    with django_assert_num_queries(0):
        assert catching.some(on=TODAY, at=NOW + REST / 2) == 0
    with django_assert_num_queries(1):
        assert catching.some(on=TODAY, at=NOW + REST) == 0


def test_other_knowledge_finds_every_plan_once_and_tells(adopted: Circle, looked: list[Any]):
    catching = Catching(ticks=ticking(0))
    assert catching.some(on=TODAY, at=NOW) == PEOPLE
    assert catching.some(on=TODAY, at=NOW) == 0
    assert sorted(looked) == sorted(PlanStatus.objects.values_list("pk", flat=True))
    assert all_marked()
    assert Notice.objects.filter(kind="plans.look_again").count() == PEOPLE


def test_a_slice_begins_no_plan_when_its_time_is_over(adopted: Circle, looked: list[Any]):
    catching = Catching(ticks=ticking(SLICE))
    assert [catching.some(on=TODAY, at=NOW) for _ in range(PEOPLE + 1)] == [1, 1, 1, 0]
    assert all_marked()


def test_who_comes_after_a_crash_does_the_rest_and_no_more(
    adopted: Circle, looked: list[Any], monkeypatch: pytest.MonkeyPatch
):
    """Killed after one plan: what is done is kept, the next process goes on from there."""
    look = module.look_again

    def killed(**more: Any) -> Any:
        if len(looked) == 1:
            raise KeyboardInterrupt
        return look(**more)

    monkeypatch.setattr(module, "look_again", killed)
    with pytest.raises(KeyboardInterrupt):
        Catching(ticks=ticking(0)).some(on=TODAY, at=NOW)
    assert plans_behind().count() == PEOPLE - 1
    monkeypatch.setattr(module, "look_again", look)
    assert Catching(ticks=ticking(0)).some(on=TODAY, at=NOW) == PEOPLE - 1
    assert len(set(looked)) == len(looked) == PEOPLE
    assert all_marked()


def test_two_engines_at_the_same_plan_mark_and_tell_once(adopted: Circle, looked: list[Any]):
    one, two = (Catching(ticks=ticking(0)) for _ in range(2))
    both = list(one._drawn()), list(two._drawn())  # both have begun before either has written
    for drawn, catching in zip(both, (one, two), strict=True):
        for status in drawn:
            catching._one(status, TODAY, NOW)
    assert len(looked) == 2 * PEOPLE
    assert all_marked()
    assert Notice.objects.filter(kind="plans.look_again").count() == PEOPLE
    assert AccessEntry.objects.filter(what="look_again").count() == PEOPLE


def test_two_engines_share_the_work(adopted: Circle, looked: list[Any], monkeypatch: pytest.MonkeyPatch):
    """What the other has done since this one drew its plans is not done again."""
    one, two = (Catching(ticks=ticking(0)) for _ in range(2))
    drawn = list(one._drawn())
    assert two.some(on=TODAY, at=NOW) == PEOPLE
    monkeypatch.setattr(one, "_drawn", lambda: iter(drawn))
    assert one.some(on=TODAY, at=NOW) == 0
    assert len(looked) == PEOPLE


def test_a_plan_that_cannot_be_made_keeps_no_other_from_its_turn(
    adopted: Circle, looked: list[Any], monkeypatch: pytest.MonkeyPatch
):
    look = module.look_again

    def broken(*, person: Any, **more: Any) -> Any:
        if person.pk == adopted.person.pk:
            raise RuntimeError("a mistake of ours")
        return look(person=person, **more)

    monkeypatch.setattr(module, "look_again", broken)
    catching = Catching(ticks=ticking(0))
    assert catching.some(on=TODAY, at=NOW) == PEOPLE
    assert catching.some(on=TODAY, at=NOW) == 0
    assert [status.pk for status in plans_behind()] == [adopted.person.pk]
    monkeypatch.setattr(module, "look_again", look)
    assert catching.some(on=TODAY, at=NOW + REST) == 1
    assert all_marked()


def test_the_engine_does_it_after_a_cycle_that_found_nothing_to_do(adopted: Circle, looked: list[Any]):
    catching = Catching(ticks=ticking(0))
    _done(NOW, Cycle(0, 1, Sent()), catching)
    assert looked == []
    _done(NOW, Cycle(0, 0, Sent()), catching)
    assert all_marked()
