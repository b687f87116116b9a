"""Silence: what is expected and does not come is asked for, then told, then climbs."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from cordee.service.chain.closer import bring_forward
from cordee.service.chain.engine import cycle
from cordee.service.chain.models import Alert, CheckInPlan, Delivery, ExpectedReport, Level
from cordee.service.chain.silence import expect_next
from cordee.service.people.models import Membership, Person, Sharing
from cordee.service.people.roles import Topic
from cordee.service.record.actions import write_resources
from cordee.service.record.models import Door
from tests.service.chain.test_escalation import Post
from tests.service.conftest import NOW, Circle

HOUR = timedelta(hours=1)


@pytest.fixture
def plan(circle: Circle) -> CheckInPlan:
    plan = CheckInPlan.objects.create(person=circle.person, started_at=NOW, started_by=circle.alice)
    expect_next(plan, NOW)
    return plan


def _waiting() -> ExpectedReport:
    return ExpectedReport.objects.get(state="waiting")


def test_the_first_is_due_at_nine_by_the_persons_clock(plan: CheckInPlan):
    assert _waiting().due_at == NOW.replace(day=27, hour=8, minute=0)


@pytest.mark.parametrize("zone", ["Pacific/Noumea", "Pacific/Tahiti", "Europe/Paris"])
def test_week_after_week_it_is_the_same_day_by_the_persons_clock(circle: Circle, zone: str):
    """At nine in Nouméa it is still the day before at Greenwich."""
    plan = CheckInPlan.objects.create(
        person=circle.person, started_at=NOW, started_by=circle.alice, zone=zone
    )
    days = []
    after = NOW
    for _ in range(4):
        expect_next(plan, after)
        after = _waiting().due_at
        days.append(after.astimezone(ZoneInfo(zone)))
        ExpectedReport.objects.update(state="answered", next_action_at=None)
    assert [later - sooner for sooner, later in pairwise(days)] == [timedelta(days=7)] * 3
    assert {day.hour for day in days} == {9}


def test_a_moment_that_was_answered_early_is_not_waited_for_again(circle: Circle, plan: CheckInPlan):
    due = _waiting().due_at
    ExpectedReport.objects.update(state="answered", next_action_at=None)
    expect_next(plan, due - timedelta(hours=1))
    assert _waiting().due_at == due + timedelta(days=7)


def test_asked_then_reminded_then_someone_close_then_an_alert(circle: Circle, plan: CheckInPlan):
    membership = Membership.objects.get(account=circle.daniel)
    Sharing.objects.create(
        membership=membership, topic=Topic.REPORT_FOR_ME, opened_at=NOW, opened_by=circle.ines
    )
    due = _waiting().due_at
    told = []
    for hours in range(37):
        post = Post()
        cycle(due + hours * HOUR, through=post)
        told += [(hours, m.account.full_name.split()[0], m.kind) for m in post.sent if m.kind == "check-in"]
    assert told == [(0, "Ines", "check-in"), (12, "Ines", "check-in"), (24, "Daniel", "check-in")]
    alert = Alert.objects.get()
    assert (alert.cause, alert.level, alert.closed_at) == ("silence", Level.AMBER, None)
    assert _waiting().due_at == due + timedelta(days=7)


def test_who_is_close_is_not_asked_unless_the_person_lets_them(circle: Circle, plan: CheckInPlan):
    due = _waiting().due_at
    for hours in (0, 12, 24, 36):
        cycle(due + hours * HOUR, through=Post())
    assert not Delivery.objects.filter(account=circle.daniel).exists()


def test_a_pause_asks_nothing_and_ends(circle: Circle, plan: CheckInPlan):
    CheckInPlan.objects.update(
        paused_from=date(2026, 11, 26),
        paused_until=date(2026, 12, 3),
        pause_reason="hospital",
        paused_by=circle.alice,
    )
    post = Post()
    cycle(_waiting().due_at, through=post)
    assert post.sent == []
    assert _waiting().due_at.date() == date(2026, 12, 4)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckInPlan.objects.update(paused_until=None)


def test_after_a_death_nothing_is_asked_any_more(circle: Circle, plan: CheckInPlan):
    due = _waiting().due_at
    type(circle.person).objects.filter(pk=circle.person.pk).update(died_on=date(2026, 11, 25))
    post = Post()
    cycle(due, through=post)
    assert post.sent == []
    assert not ExpectedReport.objects.filter(state="waiting").exists()


def test_two_engines_at_the_same_moment_ask_once(plan: CheckInPlan):
    due = _waiting().due_at
    post = Post()
    cycle(due, engine="one", through=post)
    cycle(due, engine="two", through=post)
    assert len(post.sent) == 1


def test_a_waiting_check_in_has_a_next_step(plan: CheckInPlan):
    with pytest.raises(IntegrityError), transaction.atomic():
        ExpectedReport.objects.update(next_action_at=None)


def _line(person: Person, began: str, ended: str = "") -> dict[str, Any]:
    period = {"start": began} | ({"end": ended} if ended else {})
    return {
        "resourceType": "MedicationStatement",
        "id": f"line-{began}",
        "status": "completed" if ended else "active",
        "subject": {"reference": f"Patient/{person.id}"},
        "medicationCodeableConcept": {"text": "capecitabine"},
        "effectivePeriod": period,
    }


def _write(circle: Circle, *bodies: dict[str, Any]) -> None:
    write_resources(person=circle.person, bodies=bodies, by=circle.alice, door=Door.FORM, at=NOW)


@pytest.mark.parametrize(
    ("began", "days"),
    [
        ("2026-11-20", 3),  # the day itself: three days later, and every three days for two weeks
        ("2026-11-12", 3),
        ("2026-11-01", 7),  # more than two weeks ago
        ("2026-11", 3),  # it can have been yesterday
        ("2026-10", 7),  # at the latest on the 31st: nearly three weeks ago
        ("2026-12", 7),  # it has not come
        ("2026", 7),  # too wide to say anything of this week
    ],
)
def test_after_a_change_of_treatment_the_next_comes_sooner(circle: Circle, began: str, days: int):
    _write(circle, _line(circle.person, began))
    plan = CheckInPlan.objects.create(person=circle.person, started_at=NOW, started_by=circle.alice)
    expect_next(plan, NOW)
    assert _waiting().due_at == NOW.replace(day=NOW.day + days, hour=8, minute=0)


def test_a_change_written_meanwhile_brings_the_next_forward(
    circle: Circle, plan: CheckInPlan, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr("cordee.service.chain.closer.timezone.now", lambda: NOW)
    before = _waiting().due_at
    with django_capture_on_commit_callbacks(execute=True):
        _write(circle, _line(circle.person, "2026-11-20"))
    assert before - _waiting().due_at == timedelta(days=4)
    assert bring_forward(person=circle.person, at=NOW) is None, "once is enough"


def test_a_check_in_that_was_asked_about_is_not_moved(circle: Circle, plan: CheckInPlan):
    due = _waiting().due_at
    cycle(due, through=Post())
    _write(circle, _line(circle.person, "2026-11-26"))
    assert bring_forward(person=circle.person, at=due) is None
    assert _waiting().due_at == due
