"""A list of people leaves a row in the log of each, in few queries, and the chains hold."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection

from cordee.service.people import append_only
from cordee.service.people.access_log import log_access, verify_all, verify_log
from cordee.service.people.access_log_many import log_list
from cordee.service.people.circle import open_file
from cordee.service.people.models import AccessEntry, AccessHead, Person, Verb
from tests.service.conftest import NOW, Circle


def others(circle: Circle, n: int) -> list[Person]:
    return [
        open_file(
            team=circle.team, by=circle.alice, coordinator=circle.alice, given_name="Inventée",
            family_name=f"Personne {i}", born=None, sex="", record_number=f"MANY-{i}", at=NOW - timedelta(days=9),
        )
        for i in range(n)
    ]  # fmt: skip


def test_each_gets_a_row_and_every_chain_holds(circle: Circle, django_assert_num_queries: Any):
    people = [circle.person, *others(circle, 30)]
    with django_assert_num_queries(
        5
    ):  # a savepoint around the three of writing, and the reading of the heads
        log_list(people=[*people, circle.person], by=circle.bob, what="see_meeting_list", at=NOW)
    for person in people:
        entries = AccessEntry.objects.filter(person=person, what="see_meeting_list")
        assert [(e.account_id, e.by_name, e.verb) for e in entries] == [
            (circle.bob.pk, "Bob Petit", Verb.READ)
        ]
        assert verify_log(person) == []
    log_access(person=people[3], by=circle.alice, verb=Verb.WRITE, what="share", at=NOW)
    log_list(people=people[2:5], by=circle.alice, what="see_meeting_list", at=NOW)
    assert list(verify_all()) == []


def test_somebody_whose_log_is_empty_begins_one(circle: Circle):
    (bare,) = others(circle, 1)
    append_only.lift(connection)
    AccessEntry.objects.filter(person=bare).delete()
    AccessHead.objects.filter(person=bare).delete()
    append_only.put_up(connection)
    log_list(people=[bare], by=circle.bob, what="see_meeting_list", at=NOW)
    assert AccessHead.objects.get(person=bare).number == 1
    assert verify_log(bare) == []


def test_a_list_of_nobody_costs_nothing(circle: Circle, django_assert_num_queries: Any):
    with django_assert_num_queries(0):
        log_list(people=[], by=circle.bob, what="see_meeting_list", at=NOW)
