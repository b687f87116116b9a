"""Several at once about one person: nobody waits in a circle, nothing happens twice.

A lock that forbids rows pointing at a row (plain FOR UPDATE) and the access log, whose rows point at the person, wait
for each other: PostgreSQL then ends one of the two. FOR NO KEY UPDATE does not.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

import cordee.service
from cordee.service.conversations.actions import open_thread
from cordee.service.conversations.models import Thread
from cordee.service.people.access import access_person
from cordee.service.people.access_log import verify_log
from cordee.service.people.accounts import close_account
from cordee.service.people.handovers import accept_handover, offer_handover, withdraw_handover
from cordee.service.people.invitations import accept_invitation, invite
from cordee.service.people.memberships import end_membership
from cordee.service.people.models import Account, Membership
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.permissions import Permission
from cordee.service.people.roles import Role
from cordee.service.plans.actions_tasks import give_task
from cordee.service.plans.models import Task
from tests.service.conftest import NOW, Circle

on_postgresql = pytest.mark.skipif(
    os.environ.get("CORDEE_TEST_DATABASE") != "postgresql",
    reason="SQLite lets one write at a time: nothing can meet",
)


def at_once(*calls: Callable[[], Any]) -> list[str]:
    """What became of each call, all started together: 'done', or the name of what was raised."""
    gate, became = threading.Barrier(len(calls)), [""] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            gate.wait(10)
            call()
            became[place] = "done"
        except Exception as raised:
            became[place] = type(raised).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return became


def test_no_lock_forbids_rows_that_point_at_what_is_locked():
    room = Path(cordee.service.__file__).parent
    found = [
        f"{file.relative_to(room)}: {call[0]}"
        for file in room.rglob("*.py")
        for call in re.finditer(r"select_for_update\((.*)", file.read_text(encoding="utf-8"))
        if "no_key=True" not in call[1]
    ]
    assert found == []


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_reading_and_writing_at_once_never_wait_in_a_circle(circle: Circle):
    def read() -> None:
        for _ in range(20):
            reader = Account.objects.get(pk=circle.bob.pk)
            access_person(user=reader, person_id=circle.person.id, need=Permission.SEE_PLAN, at=NOW)

    def write(name: str) -> Callable[[], None]:
        def give() -> None:
            for n in range(10):
                give_task(
                    person=circle.person, what=f"{name} {n}", by_when=date(2027, 1, 1), by=circle.alice, at=NOW,
                    to_account=circle.bob,
                )  # fmt: skip

        return give

    assert at_once(read, read, write("one"), write("two")) == ["done"] * 4
    assert Task.objects.count() == 20
    assert verify_log(circle.person) == []


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_the_same_form_four_times_at_the_same_moment_counts_once(circle: Circle):
    def send() -> None:
        open_thread(
            person=circle.person, by=circle.bob, subject="Weight", text="Weighed.", with_person=True, at=NOW,
            once="one and the same",
        )  # fmt: skip

    assert at_once(send, send, send, send) == ["done"] * 4
    assert Thread.objects.count() == 1


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_there_is_one_coordinator_whatever_happens_at_once(circle: Circle):
    offer = offer_handover(person=circle.person, to=circle.bob, by=circle.alice, at=NOW)
    nurse = Membership.objects.get(account=circle.bob, role=Role.NURSE)
    became = at_once(
        lambda: accept_handover(offer=offer, by=circle.bob, at=NOW),
        lambda: accept_handover(offer=offer, by=circle.bob, at=NOW),
        lambda: end_membership(membership=nurse, by=circle.alice, at=NOW),
        lambda: withdraw_handover(offer=offer, by=circle.alice, at=NOW),
        lambda: close_account(account=circle.bob, by=circle.bob, at=NOW),
    )
    assert set(became) <= {"done", NotPossible.__name__}
    circle.person.refresh_from_db()
    held = circle.person.coordination
    assert (held.ends_at, held.account.is_active) == (None, True)


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_an_invitation_accepted_twice_at_once_gives_one_place(circle: Circle):
    made, _token = invite(
        person=circle.person, email="later@example.org", role=Role.RELATIVE, by=circle.alice, at=NOW
    )
    late = Account.objects.create_user("later@example.org", full_name="Later Comer")
    became = at_once(*[lambda: accept_invitation(invitation=made, by=late, at=NOW)] * 3)
    assert sorted(became) == ["NotPossible", "NotPossible", "done"]
    assert Membership.objects.filter(account=late).count() == 1
