"""Who may what: the roles, the topics opened to those close, and the door that answers 404."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from cordee.service.people.access import access_person
from cordee.service.people.access_log import digest, log_access
from cordee.service.people.models import AccessEntry, Membership, Sharing, Verb
from cordee.service.people.permissions import Permission
from cordee.service.people.roles import Role, Topic
from cordee.service.people.standing import may, people_with
from tests.service.conftest import NOW, Circle


def test_a_stranger_of_the_same_team_learns_nothing(circle: Circle):
    with pytest.raises(Http404):
        access_person(user=circle.charlie, person_id=circle.person.id, need=Permission.SEE_PERSON, at=NOW)
    assert not AccessEntry.objects.filter(account=circle.charlie).exists()


def test_a_former_member_is_a_stranger_again(circle: Circle):
    Membership.objects.filter(account=circle.bob).update(ends_at=NOW - timedelta(seconds=1))
    assert not may(circle.bob, Permission.SEE_PERSON, circle.person, NOW)
    assert may(circle.bob, Permission.SEE_PERSON, circle.person, NOW - timedelta(days=1))


def test_someone_close_sees_what_the_person_opens_and_no_more(circle: Circle):
    assert may(circle.daniel, Permission.SEE_CIRCLE, circle.person, NOW)
    assert not may(circle.daniel, Permission.SEE_PLAN, circle.person, NOW)
    membership = Membership.objects.get(account=circle.daniel)
    Sharing.objects.create(membership=membership, topic=Topic.PLAN, opened_at=NOW, opened_by=circle.ines)
    assert may(circle.daniel, Permission.SEE_PLAN, circle.person, NOW)
    assert not may(circle.daniel, Permission.SEE_RECORD, circle.person, NOW)


def test_there_is_never_a_second_coordinator(circle: Circle):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            person=circle.person, account=circle.bob, role=Role.COORDINATOR, starts_at=NOW
        )


def test_there_is_never_none(circle: Circle):
    with pytest.raises(IntegrityError), transaction.atomic():
        type(circle.person).objects.filter(pk=circle.person.pk).update(coordination=None)


def test_each_look_is_a_link_of_a_chain(circle: Circle):
    access_person(user=circle.bob, person_id=circle.person.id, need=Permission.SEE_RECORD, at=NOW)
    log_access(person=circle.person, by=None, verb=Verb.WRITE, what="test", at=NOW)
    entries = list(AccessEntry.objects.filter(person=circle.person).order_by("number"))
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.previous for entry in entries] == ["", *(entry.hash for entry in entries[:-1])]
    assert all(entry.hash == digest(entry) for entry in entries)
    assert (entries[-2].by_name, entries[-2].what) == ("Bob Petit", "see_record")


def test_the_database_is_asked_what_the_table_says(circle: Circle):
    membership = Membership.objects.get(account=circle.daniel)
    for topic in (None, *Topic):
        Sharing.objects.all().delete()
        if topic is not None:
            Sharing.objects.create(membership=membership, topic=topic, opened_at=NOW, opened_by=circle.ines)
        for account in (circle.alice, circle.bob, circle.charlie, circle.ines, circle.daniel):
            for need in Permission:
                asked = circle.person.id in set(people_with(account, need, NOW))
                assert asked == may(account, need, circle.person, NOW), (account, need, topic)
