"""Handing over: there is exactly one coordinator at every moment, whatever is offered, accepted, declined."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cordee.service.people.access_log import verify_log
from cordee.service.people.handovers import (
    accept_handover,
    decline_handover,
    offer_handover,
    withdraw_handover,
)
from cordee.service.people.memberships import add_membership, end_membership
from cordee.service.people.models import Answer, HandoverOffer, Membership, Notice, Person
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.queries import coordination, open_offer
from cordee.service.people.roles import Role
from cordee.service.people.rope import State
from cordee.service.people.standing import open_at
from tests.service.conftest import NOW, Circle

LATER = NOW + timedelta(hours=1)


def coordinators(person: Person, at: datetime) -> list[str]:
    held = Membership.objects.filter(open_at(at), person=person, role=Role.COORDINATOR)
    return [one.account.full_name for one in held.select_related("account")]


def test_it_stays_with_the_giver_until_accepted(circle: Circle):
    offer = offer_handover(person=circle.person, to=circle.bob, by=circle.alice, at=NOW)
    assert coordinators(circle.person, NOW) == ["Alice Martin"]
    accept_handover(offer=offer, by=circle.bob, at=LATER)
    assert coordinators(circle.person, LATER) == ["Bob Petit"]
    assert coordinators(circle.person, LATER - timedelta(microseconds=1)) == ["Alice Martin"]
    circle.person.refresh_from_db()
    assert circle.person.coordination.account == circle.bob
    assert verify_log(circle.person) == []


def test_everybody_concerned_is_told(circle: Circle):
    offer = offer_handover(person=circle.person, to=circle.bob, by=circle.alice, at=NOW)
    accept_handover(offer=offer, by=circle.bob, at=LATER)
    assert set(Notice.objects.values_list("account__full_name", "kind")) == {
        ("Bob Petit", "people.handover_offered"),
        ("Alice Martin", "people.handover_accepted"),
        ("Ines Moreau", "people.new_coordinator"),
    }


def test_the_rope_shows_who_held_holds_and_is_asked(circle: Circle):
    offer = offer_handover(person=circle.person, to=circle.bob, by=circle.alice, at=NOW)
    knots = coordination(circle.person, open_offer(circle.person))
    assert [(knot.name, knot.state) for knot in knots] == [
        ("Alice Martin", State.HELD),
        ("Bob Petit", State.NEXT),
    ]
    accept_handover(offer=offer, by=circle.bob, at=LATER)
    knots = coordination(circle.person, open_offer(circle.person))
    assert [(knot.name, knot.state) for knot in knots] == [
        ("Alice Martin", State.PAST),
        ("Bob Petit", State.HELD),
    ]


@pytest.mark.parametrize("to", ["charlie", "daniel", "ines", "alice"])
def test_only_an_active_professional_of_the_circle_can_be_asked(circle: Circle, to: str):
    with pytest.raises(NotPossible):
        offer_handover(person=circle.person, to=getattr(circle, to), by=circle.alice, at=NOW)


def test_a_closed_account_cannot_be_asked(circle: Circle):
    circle.bob.is_active = False
    with pytest.raises(NotPossible):
        offer_handover(person=circle.person, to=circle.bob, by=circle.alice, at=NOW)


def test_only_the_coordinator_offers_and_only_who_was_asked_answers(circle: Circle):
    with pytest.raises(NotPossible):
        offer_handover(person=circle.person, to=circle.alice, by=circle.bob, at=NOW)
    offer = offer_handover(person=circle.person, to=circle.bob, by=circle.alice, at=NOW)
    for answer in (accept_handover, decline_handover):
        with pytest.raises(NotPossible):
            answer(offer=offer, by=circle.alice, at=LATER)
    with pytest.raises(NotPossible):
        withdraw_handover(offer=offer, by=circle.bob, at=LATER)


def test_one_offer_waits_at_a_time_also_for_the_database(circle: Circle):
    offer_handover(person=circle.person, to=circle.bob, by=circle.alice, at=NOW)
    with pytest.raises(NotPossible):
        offer_handover(person=circle.person, to=circle.bob, by=circle.alice, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        HandoverOffer.objects.create(
            person=circle.person, offered_by=circle.alice, to=circle.bob, offered_at=NOW
        )


def test_who_leaves_is_no_longer_asked(circle: Circle):
    offer = offer_handover(person=circle.person, to=circle.bob, by=circle.alice, at=NOW)
    nurse = Membership.objects.get(account=circle.bob, role=Role.NURSE)
    end_membership(membership=nurse, by=circle.alice, at=LATER)
    offer.refresh_from_db()
    assert offer.answer == Answer.WITHDRAWN
    with pytest.raises(NotPossible):
        accept_handover(offer=offer, by=circle.bob, at=LATER)


def test_the_coordinators_role_is_neither_ended_nor_given(circle: Circle):
    with pytest.raises(NotPossible):
        end_membership(membership=circle.person.coordination, by=circle.alice, at=NOW)
    with pytest.raises(NotPossible):
        add_membership(
            person=circle.person, account=circle.bob, role=Role.COORDINATOR, by=circle.alice, at=NOW
        )


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["offer", "accept", "decline", "withdraw"]),
        st.sampled_from(["alice", "bob", "charlie"]),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_tried_one_coordinates(circle: Circle, steps: list[tuple[str, str]]):
    with transaction.atomic():
        for minute, (step, name) in enumerate(steps):
            at, who = NOW + timedelta(minutes=minute), getattr(circle, name)
            person = Person.objects.get(pk=circle.person.pk)
            holder = person.coordination.account
            offer = HandoverOffer.objects.filter(person=person).order_by("offered_at").last()
            try:
                if step == "offer":
                    offer_handover(person=person, to=who, by=holder, at=at)
                elif offer is not None:
                    acts = {
                        "accept": accept_handover,
                        "decline": decline_handover,
                        "withdraw": withdraw_handover,
                    }
                    acts[step](offer=offer, by=who, at=at)
            except NotPossible:
                pass
            person.refresh_from_db()
            assert coordinators(person, at) == [person.coordination.account.full_name]
        transaction.set_rollback(True)
