"""Leaving a circle by oneself, and what a closed account leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cordee.service.people.accounts import close_account
from cordee.service.people.invitations import accept_invitation, invite
from cordee.service.people.memberships import leave_circle
from cordee.service.people.models import AccessEntry, Account, Membership, Notice
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.roles import Role
from cordee.service.people.standing import standing
from tests.service.conftest import NOW, Circle


def test_a_professional_leaves_and_those_concerned_are_told(circle: Circle):
    client = circle.client_of(circle.bob)
    path = reverse("people:leave", args=[circle.person.id])
    assert client.get(path).status_code == 200
    assert standing(circle.bob, circle.person.id, timezone.now()) is not None
    assert client.post(path).status_code == 302
    assert standing(circle.bob, circle.person.id, timezone.now()) is None
    told = set(Notice.objects.filter(kind="people.left").values_list("account__full_name", flat=True))
    assert told == {"Alice Martin", "Ines Moreau"}
    newest = AccessEntry.objects.filter(person=circle.person).order_by("-number").first()
    assert newest is not None
    assert (newest.what, newest.account_id) == ("end_membership", circle.bob.pk)
    assert client.get(path).status_code == 404


def test_a_close_one_leaves(circle: Circle):
    client = circle.client_of(circle.daniel)
    path = reverse("people:my_leave", args=[circle.person.id])
    page = client.get(reverse("people:my_team", args=[circle.person.id]))
    assert path in page.content.decode()
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 302
    assert standing(circle.daniel, circle.person.id, timezone.now()) is None


def test_who_coordinates_and_the_person_stay(circle: Circle):
    assert (
        circle.client_of(circle.alice).post(reverse("people:leave", args=[circle.person.id])).status_code
        == 404
    )
    assert (
        circle.client_of(circle.ines).post(reverse("people:my_leave", args=[circle.person.id])).status_code
        == 404
    )
    for account, team in ((circle.alice, True), (circle.ines, False), (circle.charlie, True)):
        with pytest.raises(NotPossible):
            leave_circle(person=circle.person, by=account, as_professional=team, at=NOW)


def test_a_nurse_who_is_also_close_leaves_one_place_and_keeps_the_other(circle: Circle):
    began = NOW - timedelta(days=3)
    Membership.objects.create(person=circle.person, account=circle.bob, role=Role.RELATIVE, starts_at=began)
    leave_circle(person=circle.person, by=circle.bob, as_professional=True, at=NOW)
    where = standing(circle.bob, circle.person.id, NOW)
    assert where is not None
    assert where.roles == {Role.RELATIVE}


def test_an_invitation_does_not_outlive_the_account_that_sent_it(circle: Circle):
    made, _token = invite(
        person=circle.person, email="later@example.org", role=Role.RELATIVE, by=circle.bob, at=NOW
    )
    close_account(account=circle.bob, by=circle.bob, at=NOW)
    late = Account.objects.create_user("later@example.org", full_name="Later Comer")
    with pytest.raises(NotPossible):
        accept_invitation(invitation=made, by=late, at=NOW)


def test_the_emergency_door_says_what_it_gives_somebody_close(circle: Circle):
    began = NOW - timedelta(days=3)
    Membership.objects.create(
        person=circle.person, account=circle.charlie, role=Role.RELATIVE, starts_at=began
    )
    typed = {"record_number": "INV-0001", "family_name": "Moreau", "born": "1961-05-02", "reason": "fell"}
    page = circle.client_of(circle.charlie).post(reverse("people:emergency"), typed)
    assert page.status_code == 200
    assert "You are close to this person" in page.content.decode()
