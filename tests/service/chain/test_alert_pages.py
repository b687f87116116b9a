"""The page of an alert: who holds the rope, what was answered and why it matters, what to do; two at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from cordee.service.chain.alert_page import history
from cordee.service.chain.alert_rope import knots
from cordee.service.chain.answer import acknowledge, offer, snooze
from cordee.service.chain.escalate import escalate_due
from cordee.service.chain.models import Alert, Level
from cordee.service.people.models import EmergencyAccess, Membership, Notice
from cordee.service.people.rope import State, is_rope
from tests.service.chain.test_ingest import send
from tests.service.conftest import NOW, Circle

MINUTE = timedelta(minutes=1)


@pytest.fixture
def red(circle: Circle) -> Alert:
    now = timezone.now()
    send(circle, "before", now - timedelta(days=7), pain=1)
    send(circle, "now", now - 5 * MINUTE, pain=4, **{"own-words": "I can hardly lie down."})
    return Alert.objects.get(level=Level.RED, cause="pain")


def address(alert: Alert, name: str = "alert") -> str:
    return reverse(f"chain:{name}", args=[alert.person_id, alert.id])


def test_the_page_shows_the_words_the_rule_the_sources_and_what_was_told(circle: Circle, red: Alert):
    page = circle.client_of(circle.bob).get(address(red)).content.decode()
    for words in (
        "I can hardly lie down.",
        "unbearable",
        "What they were told",
        "Call now:",
        "Sources",
        "Why red",
    ):
        assert words in page
    assert "<svg" in page
    assert "a little" in page  # the time before


def test_the_page_says_whom_to_phone_the_person_first(circle: Circle, red: Alert):
    page = circle.client_of(circle.bob).get(address(red)).content.decode()
    assert "No telephone number of theirs is written" in page
    for account, number in ((circle.ines, "06 39 98 00 01"), (circle.daniel, "06 39 98 00 02")):
        account.phone = number
        account.save()
    page = circle.client_of(circle.bob).get(address(red)).content.decode()
    assert 'href="tel:0639980001"' in page
    assert page.index("06 39 98 00 01") < page.index("06 39 98 00 02")


def test_today_has_it_first_with_one_action(circle: Circle, red: Alert):
    page = circle.client_of(circle.bob).get(reverse("pages:today")).content.decode()
    assert address(red) in page
    assert "Take it" in page
    acknowledge(red, by=circle.alice, at=timezone.now())
    page = circle.client_of(circle.bob).get(reverse("pages:today")).content.decode()
    assert "held by Alice Martin" in page


def test_i_have_it_and_the_second_is_told_what_stands(circle: Circle, red: Alert):
    first = circle.client_of(circle.bob).post(address(red, "take"))
    assert first["Location"] == address(red)
    second = circle.client_of(circle.alice).post(address(red, "take"))
    assert second.status_code == 409
    assert "Bob Petit has it by now." in second.content.decode()


def test_it_is_closed_with_what_was_done_and_stands_as_an_audit(circle: Circle, red: Alert):
    client = circle.client_of(circle.bob)
    client.post(address(red, "take"))
    missing = client.post(address(red, "outcome"), {"outcome": "nothing", "words": " "})
    assert (missing.status_code, "Say why there is no action." in missing.content.decode()) == (400, True)
    client.post(address(red, "outcome"), {"outcome": "called", "words": "Morphine raised."})
    page = client.get(address(red)).content.decode()
    for words in ("closed", "Morphine raised.", "Bob Petit", "The whole course"):
        assert words in page
    assert "Say what was done" not in page
    late = circle.client_of(circle.alice).post(address(red, "take"))
    assert (late.status_code, "has closed it meanwhile" in late.content.decode()) == (409, True)


def test_a_death_is_not_an_outcome_to_choose(circle: Circle, red: Alert):
    response = circle.client_of(circle.bob).post(address(red, "outcome"), {"outcome": "death"})
    assert response.status_code == 400


def test_handed_over_put_off_given_back(circle: Circle, red: Alert):
    bob, alice = circle.client_of(circle.bob), circle.client_of(circle.alice)
    bob.post(address(red, "take"))
    assert bob.post(address(red, "offer"), {"to": str(circle.alice.pk)}).status_code == 302
    assert "asks you to take it" in alice.get(address(red)).content.decode()
    assert alice.post(address(red, "accept")).status_code == 302
    red.refresh_from_db()
    assert red.acknowledged_by == circle.alice
    too_long = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    refused = alice.post(address(red, "snooze"), {"until": too_long, "reason": "later"})
    assert (refused.status_code, "at most" in refused.content.decode()) == (409, True)
    soon = (timezone.localtime() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    assert alice.post(address(red, "snooze"), {"until": soon, "reason": "in surgery"}).status_code == 302
    assert "Put off by Alice Martin: in surgery" in bob.get(address(red)).content.decode()
    bob.post(address(red, "take"))
    bob.post(address(red, "give_back"))
    red.refresh_from_db()
    assert (red.acknowledged_by, red.closed_at) == (None, None)


def test_it_is_offered_only_to_who_may_answer(circle: Circle, red: Alert):
    client = circle.client_of(circle.bob)
    client.post(address(red, "take"))
    for account in (circle.charlie, circle.ines, circle.daniel, circle.bob):
        assert client.post(address(red, "offer"), {"to": str(account.pk)}).status_code == 400


def test_who_only_sees_reads_and_does_not_act(circle: Circle, red: Alert):
    Membership.objects.filter(account=circle.bob).update(role="psychologist")
    client = circle.client_of(circle.bob)
    page = client.get(address(red))
    assert (page.status_code, "I have it" in page.content.decode()) == (200, False)
    assert client.post(address(red, "take")).status_code == 404


def test_a_stranger_sees_nothing_and_another_persons_alert_is_not_there(circle: Circle, red: Alert):
    assert circle.client_of(circle.charlie).get(address(red)).status_code == 404
    assert circle.client_of(circle.ines).get(address(red)).status_code == 404
    other = reverse("chain:alert", args=[circle.person.id, circle.person.id])
    assert circle.client_of(circle.bob).get(other).status_code == 404


def test_a_colleague_whom_the_ladder_calls_can_take_it_and_everybody_is_told(circle: Circle, red: Alert):
    for minutes in (10, 20, 30, 40):
        escalate_due(timezone.now() + minutes * MINUTE)
    client = circle.client_of(circle.charlie)
    listed = client.get(reverse("chain:alerts")).content.decode()
    assert "Somebody your team follows" in listed
    assert "Moreau" not in listed
    assert client.get(address(red)).status_code == 404
    come = client.post(reverse("chain:come", args=[red.id]))
    assert come["Location"] == address(red)
    red.refresh_from_db()
    assert red.acknowledged_by == circle.charlie
    assert EmergencyAccess.objects.get().account == circle.charlie
    assert Notice.objects.filter(account=circle.alice, kind="people.emergency").exists()
    assert client.post(address(red, "outcome"), {"outcome": "called"}).status_code == 302


def test_who_was_not_called_cannot_come(circle: Circle, red: Alert):
    client = circle.client_of(circle.charlie)
    assert client.post(reverse("chain:come", args=[red.id]))["Location"] == reverse("chain:alerts")
    assert not EmergencyAccess.objects.exists()


def test_the_rope_is_one_rope_at_every_stage(circle: Circle):
    stored = send(circle, "now", NOW, pain=4)
    alert = stored.alerts.get(level=Level.RED, cause="pain")

    def rope() -> list:
        alert.refresh_from_db()
        with translation.override("en"):
            drawn = knots(alert, history(alert), NOW + MINUTE, "Ines Moreau")
        assert is_rope(drawn)
        return drawn

    assert rope()[-1].state is State.NEXT
    assert "in 9" in rope()[-1].when
    escalate_due(NOW + 10 * MINUTE)
    assert [knot.name for knot in rope()][:2] == ["Ines Moreau", "Alice Martin, Bob Petit"]
    assert rope()[1].when == "10:30, 10:40"  # told twice: one knot, both times
    acknowledge(alert, by=circle.bob, at=NOW + 11 * MINUTE)
    assert [knot.name for knot in rope() if knot.state is State.HELD] == ["Bob Petit"]
    offer(alert, by=circle.bob, to=circle.alice, at=NOW + 12 * MINUTE)
    assert (rope()[-1].name, rope()[-1].words) == ("Alice Martin", "asked to take it")
    snooze(alert, by=circle.bob, until=NOW + timedelta(hours=2), reason="later", at=NOW + 13 * MINUTE)
    assert rope()[-2].words == "put it off"


def test_a_page_asks_the_database_little(circle: Circle, red: Alert, django_assert_max_num_queries):
    client = circle.client_of(circle.bob)
    client.get(address(red))
    for page in (address(red), reverse("chain:alerts"), reverse("chain:alerts_of", args=[circle.person.id])):
        with django_assert_max_num_queries(20):
            client.get(page)
