"""Inviting, joining, sharing, the emergency door, closing an account."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cordee.service.people.accounts import close_account
from cordee.service.people.emergencies import TRIES_PER_HOUR, open_emergency
from cordee.service.people.invitations import (
    INVITATION_DAYS,
    accept_invitation,
    invitation_of,
    invite,
    withdraw_invitation,
)
from cordee.service.people.memberships import add_membership
from cordee.service.people.models import Account, EmergencyAccess, Invitation, Membership, Notice, Person
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.notices import notify, register, said
from cordee.service.people.permissions import Permission
from cordee.service.people.roles import Role, Topic
from cordee.service.people.sharing import share
from cordee.service.people.standing import may
from tests.service.conftest import NOW, Circle

EXPIRED = NOW + timedelta(days=INVITATION_DAYS)


def account(email: str) -> Account:
    return Account.objects.create_user(email, full_name="Zoé Blanc")


def test_a_link_opens_the_circle_once(circle: Circle):
    made, token = invite(
        person=circle.person, email="Zoe@Example.org", role=Role.RELATIVE, by=circle.ines, at=NOW
    )
    assert token not in str(vars(made))
    found = invitation_of(token, NOW)
    assert found == made
    zoe = account("zoe@example.org")
    accept_invitation(invitation=found, by=zoe, at=NOW)
    assert may(zoe, Permission.SEE_CIRCLE, circle.person, NOW)
    assert invitation_of(token, NOW) is None
    with pytest.raises(NotPossible):
        accept_invitation(invitation=found, by=zoe, at=NOW)


def test_a_link_expires_is_withdrawn_and_serves_one_address(circle: Circle):
    made, token = invite(
        person=circle.person, email="zoe@example.org", role=Role.NURSE, by=circle.bob, at=NOW
    )
    assert invitation_of(token, EXPIRED - timedelta(seconds=1)) == made
    assert invitation_of(token, EXPIRED) is None
    with pytest.raises(NotPossible):
        accept_invitation(invitation=made, by=account("other@example.org"), at=NOW)
    withdraw_invitation(invitation=made, by=circle.bob, at=NOW)
    assert invitation_of(token, NOW) is None
    assert invitation_of("guessed", NOW) is None


def test_inviting_again_makes_the_older_link_useless(circle: Circle):
    asked = {"person": circle.person, "email": "zoe@example.org", "role": Role.RELATIVE, "by": circle.ines}
    _, older = invite(**asked, at=NOW)
    _, newer = invite(**asked, at=NOW + timedelta(minutes=2))
    assert invitation_of(older, NOW) is None
    assert invitation_of(newer, NOW) is not None


@pytest.mark.parametrize(
    ("who", "role"),
    [("ines", Role.ONCOLOGIST), ("daniel", Role.RELATIVE), ("charlie", Role.NURSE), ("alice", Role.COORDINATOR),
     ("alice", Role.PERSON)],
)  # fmt: skip
def test_nobody_invites_beyond_their_right(circle: Circle, who: str, role: Role):
    with pytest.raises(NotPossible):
        invite(person=circle.person, email="zoe@example.org", role=role, by=getattr(circle, who), at=NOW)
    assert not Invitation.objects.exists()


def test_the_person_themselves_is_linked_when_invited(circle: Circle):
    Membership.objects.filter(role=Role.PERSON).update(ends_at=NOW)
    Person.objects.filter(pk=circle.person.pk).update(account=None)
    person = Person.objects.get(pk=circle.person.pk)
    made, _ = invite(person=person, email="zoe@example.org", role=Role.PERSON, by=circle.alice, at=NOW)
    zoe = account("zoe@example.org")
    accept_invitation(invitation=made, by=zoe, at=NOW)
    person.refresh_from_db()
    assert person.account == zoe
    assert may(zoe, Permission.DECIDE_SHARING, person, NOW)


def test_a_colleague_joins_the_team_only_when_said(circle: Circle):
    for number, ours in enumerate((True, False)):
        email = f"zoe{number}@example.org"
        made, _ = invite(
            person=circle.person, email=email, role=Role.NURSE, by=circle.alice, at=NOW, to_our_team=ours
        )
        zoe = account(email)
        accept_invitation(invitation=made, by=zoe, at=NOW)
        assert (zoe.team == circle.team) is ours


def test_a_role_is_given_once(circle: Circle):
    with pytest.raises(NotPossible):
        add_membership(person=circle.person, account=circle.bob, role=Role.NURSE, by=circle.alice, at=NOW)


def test_who_joins_is_told_to_the_coordinator_and_to_the_person(circle: Circle):
    add_membership(person=circle.person, account=circle.charlie, role=Role.DIETITIAN, by=circle.bob, at=NOW)
    told = Notice.objects.filter(kind="people.joined").values_list("account__full_name", flat=True)
    assert sorted(told) == ["Alice Martin", "Ines Moreau"]


def test_the_person_opens_and_closes_and_nobody_else(circle: Circle):
    daniel = Membership.objects.get(account=circle.daniel)
    share(membership=daniel, topics=[Topic.PLAN, Topic.HOW_I_AM], by=circle.ines, at=NOW)
    assert may(circle.daniel, Permission.SEE_PLAN, circle.person, NOW)
    share(membership=daniel, topics=[Topic.HOW_I_AM], by=circle.ines, at=NOW)
    assert not may(circle.daniel, Permission.SEE_PLAN, circle.person, NOW)
    assert may(circle.daniel, Permission.SEE_HOW_THEY_ARE, circle.person, NOW)
    for other in (circle.alice, circle.daniel):
        with pytest.raises(NotPossible):
            share(membership=daniel, topics=list(Topic), by=other, at=NOW)
    with pytest.raises(NotPossible):
        share(membership=circle.person.coordination, topics=[Topic.PLAN], by=circle.ines, at=NOW)


IN_HAND = {
    "record_number": "INV-0001",
    "family_name": "MOREAU",
    "born": date(1961, 5, 2),
    "reason": "unconscious",
}


def test_the_emergency_door_opens_for_hours_and_tells(circle: Circle):
    assert open_emergency(**IN_HAND, by=circle.charlie, at=NOW) == circle.person
    assert may(circle.charlie, Permission.SEE_RECORD, circle.person, NOW)
    assert not may(circle.charlie, Permission.WRITE_RECORD, circle.person, NOW)
    assert not may(circle.charlie, Permission.SEE_RECORD, circle.person, NOW + timedelta(hours=4))
    assert set(Notice.objects.values_list("account__full_name", "kind")) == {
        ("Alice Martin", "people.emergency"),
        ("Ines Moreau", "people.emergency_of_mine"),
    }


@pytest.mark.parametrize(
    "wrong", [{"record_number": "INV-0002"}, {"family_name": "Moreaux"}, {"born": date(1961, 5, 3)}]
)
def test_whatever_part_is_wrong_the_answer_is_nobody(circle: Circle, wrong: dict[str, object]):
    assert open_emergency(**{**IN_HAND, **wrong}, by=circle.charlie, at=NOW) is None
    assert not EmergencyAccess.objects.exists()


def test_guessing_is_slowed(circle: Circle):
    for _ in range(TRIES_PER_HOUR):
        assert open_emergency(**{**IN_HAND, "family_name": "Nobody"}, by=circle.charlie, at=NOW) is None
    with pytest.raises(NotPossible):
        open_emergency(**IN_HAND, by=circle.charlie, at=NOW)
    assert open_emergency(**IN_HAND, by=circle.charlie, at=NOW + timedelta(hours=1)) == circle.person


def test_only_professionals_and_only_with_a_reason(circle: Circle):
    with pytest.raises(NotPossible):
        open_emergency(**IN_HAND, by=circle.daniel, at=NOW)
    with pytest.raises(NotPossible):
        open_emergency(**{**IN_HAND, "reason": "  "}, by=circle.charlie, at=NOW)


def test_who_is_inside_needs_no_emergency(circle: Circle):
    assert open_emergency(**IN_HAND, by=circle.bob, at=NOW) == circle.person
    assert not EmergencyAccess.objects.exists()


def test_a_closed_account_is_nobody_at_once_on_every_device(circle: Circle):
    phone, desk = circle.client_of(circle.bob), circle.client_of(circle.bob)
    assert phone.get("/notices/").status_code == 200
    close_account(account=circle.bob, by=circle.bob, at=timezone.now())
    for browser in (phone, desk):
        assert browser.get("/notices/").status_code == 302
    circle.bob.refresh_from_db()
    Account.objects.filter(pk=circle.bob.pk).update(is_active=True)
    assert phone.get("/notices/").status_code == 302
    assert not Membership.objects.filter(account=circle.bob, ends_at__isnull=True).exists()


def test_who_coordinates_hands_over_before_leaving(circle: Circle):
    with pytest.raises(NotPossible):
        close_account(account=circle.alice, by=circle.alice, at=NOW)


def test_a_notice_that_could_not_be_said_is_not_written(circle: Circle):
    with pytest.raises(ValueError, match="no room"):
        notify(account=circle.bob, kind="nobody.knows", person=circle.person, at=NOW)
    with pytest.raises(ValueError, match="twice"):
        register("people.joined", say=str)
    notice = notify(
        account=circle.alice, kind="people.joined", person=circle.person, at=NOW,
        about={"who": "Zoé Blanc", "role": "nurse"},
    )  # fmt: skip
    assert "Zoé Blanc" in said(notice)
