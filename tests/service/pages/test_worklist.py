"""Today: red first, then the oldest; who, since when, who holds it; only of those one follows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cordee.service.conversations.models import Question
from cordee.service.people import worklist
from cordee.service.people.models import Account, Membership
from cordee.service.people.roles import Role
from cordee.service.people.worklist import Row, Urgency, red_rows, rows_for
from cordee.service.plans.models import Task
from tests.service.conftest import NOW, Circle


def task(circle: Circle, what: str, days: int, **whose: object) -> Task:
    """A task due `days` from now."""
    return Task.objects.create(
        person=circle.person, what=what, by_when=(NOW + timedelta(days=days)).date(), created_at=NOW,
        created_by=circle.alice, **whose,
    )  # fmt: skip


@pytest.fixture
def red(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    """A room that has one red row for everybody."""
    row = Row(
        circle.person, Urgency.RED, "Fever", "/", "Take it", since=NOW - timedelta(minutes=4), holder="Bob"
    )
    monkeypatch.setattr(worklist, "_sources", [*worklist._sources, lambda account, at: [row]])
    monkeypatch.setattr(worklist, "_red", [lambda account, at: 1])


def test_red_first_then_late_then_soon(circle: Circle, red: None) -> None:
    task(circle, "later", 30, for_account=circle.bob)
    task(circle, "late", -2, for_role=Role.NURSE)
    task(circle, "soon", 3, for_account=circle.bob)
    assert [row.what for row in rows_for(circle.bob, NOW)] == ["Fever", "late", "soon", "later"]
    assert red_rows(circle.bob, NOW) == 1


def test_what_is_another_s_is_not_shown(circle: Circle) -> None:
    task(circle, "for Alice", 1, for_account=circle.alice)
    assert rows_for(circle.bob, NOW) == []
    assert [row.holder for row in rows_for(circle.alice, NOW)] == ["Alice Martin"]


def test_whoever_left_the_circle_sees_nothing_of_it(circle: Circle, red: None) -> None:
    Membership.objects.filter(account=circle.bob).update(ends_at=NOW)
    assert rows_for(circle.bob, NOW) == []


def test_questions_wait_for_who_coordinates(circle: Circle) -> None:
    for n in range(2):
        Question.objects.create(person=circle.person, text=f"{n}?", asked_by=circle.ines, asked_at=NOW)
    assert [row.urgency for row in rows_for(circle.alice, NOW)] == [Urgency.WHEN_YOU_CAN]
    assert rows_for(circle.bob, NOW) == []


def test_the_page_says_red_in_words_and_asks_few_questions(
    circle: Circle, red: None, django_assert_max_num_queries
) -> None:
    for n in range(12):
        task(circle, f"task {n}", n - 3, for_account=circle.alice)
    client = circle.client_of(circle.alice)
    with django_assert_max_num_queries(20):
        shown = client.get("/today/").content.decode()
    assert shown.index("Red") < shown.index("Fever") < shown.index("Amber") < shown.index("task 0")
    assert "held by Bob" in shown
    assert len(shown) < 100_000


def test_today_of_somebody_without_a_circle_leads_on(circle: Circle) -> None:
    assert "Nothing waits for you" in circle.client_of(circle.charlie).get("/today/").content.decode()
    nobody: Account = circle.daniel
    assert circle.client_of(nobody).get("/today/").headers["Location"] == "/my/"
