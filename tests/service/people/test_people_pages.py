"""The pages of this room: what they show to whom, in both languages, with few queries."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cordee.service.people.handovers import offer_handover
from cordee.service.people.models import AccessEntry, HandoverOffer, Membership, Notice, Person
from cordee.service.people.permissions import Permission
from cordee.service.people.roles import Role, Topic
from cordee.service.people.standing import may
from tests.service.conftest import Circle
from tests.service.people.others import another_circle

MOST_QUERIES = 20


def url(name: str, circle: Circle, *more: object) -> str:
    return reverse(f"people:{name}", args=[circle.person.id, *more])


PAGES = [
    ("alice", "circle"), ("alice", "invite"), ("alice", "add_colleague"), ("alice", "hand_over"),
    ("alice", "access_log"), ("ines", "my_team"), ("ines", "my_sharing"), ("ines", "my_access_log"),
    ("ines", "my_invite"), ("daniel", "my_team"),
]  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("who", "page"), PAGES)
def test_each_page_stands_in_few_queries(
    circle: Circle, who: str, page: str, language: str, django_assert_max_num_queries
):
    browser = circle.client_of(getattr(circle, who), language)
    browser.get(url(page, circle))
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = browser.get(url(page, circle))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count("<h1") == 1
    assert f'lang="{language}"' in html
    assert not re.search(r"\sstyle=|\son\w+=|<style", html)


@pytest.mark.parametrize(("who", "page"), [("alice", "notices"), ("alice", "account"), ("ines", "account"),
                                           ("charlie", "emergency"), ("bob", "close_account")])  # fmt: skip
def test_an_accounts_own_pages_stand(circle: Circle, who: str, page: str, django_assert_max_num_queries):
    browser = circle.client_of(getattr(circle, who))
    with django_assert_max_num_queries(MOST_QUERIES):
        assert browser.get(reverse(f"people:{page}")).status_code == 200


def test_the_circle_names_everybody_with_role_and_telephone(circle: Circle):
    circle.bob.phone = "+33 1 00 00 00 09"
    circle.bob.save()
    html = circle.client_of(circle.alice).get(url("circle", circle)).content.decode()
    for said in (
        "Alice Martin",
        "Bob Petit",
        "nurse",
        "Daniel Moreau",
        'href="tel:+33100000009"',
        "holds the rope",
    ):
        assert said in html


def test_a_handover_by_the_pages(circle: Circle):
    alice, bob = circle.client_of(circle.alice), circle.client_of(circle.bob)
    sent = alice.post(url("hand_over", circle), {"to": circle.bob.pk, "words": "from Monday"})
    assert sent.url == url("circle", circle)
    told = bob.get(reverse("people:notices")).content.decode()
    assert "Alice Martin asks you to coordinate the care of Inès Moreau." in told
    shown = bob.get(url("circle", circle)).content.decode()
    assert "from Monday" in shown
    offer = HandoverOffer.objects.get()
    bob.post(url("answer_handover", circle, offer.pk), {"answer": "accept"})
    assert Person.objects.get().coordination.account == circle.bob
    assert alice.get(url("hand_over", circle)).status_code == 404


def test_only_who_was_asked_can_answer(circle: Circle):
    offer = offer_handover(person=circle.person, to=circle.bob, by=circle.alice, at=timezone.now())
    answer = circle.client_of(circle.alice).post(
        url("answer_handover", circle, offer.pk), {"answer": "accept"}
    )
    assert answer.status_code == 404
    offer.refresh_from_db()
    assert offer.answer == ""


def test_an_offer_or_membership_of_another_person_is_not_found(circle: Circle):
    other = another_circle(circle)
    held = Membership.objects.exclude(role=Role.COORDINATOR).get(person=other)
    browser = circle.client_of(circle.alice)
    assert browser.post(url("end_member", circle, held.pk)).status_code == 404
    held.refresh_from_db()
    assert held.ends_at is None


def test_sharing_by_the_page(circle: Circle):
    daniel = Membership.objects.get(account=circle.daniel)
    browser = circle.client_of(circle.ines)
    browser.post(url("my_sharing", circle), {f"{daniel.pk}-topics": [Topic.PLAN, Topic.DOCUMENTS]})
    assert may(circle.daniel, Permission.SEE_PLAN, circle.person, timezone.now())
    html = browser.get(url("my_sharing", circle)).content.decode()
    assert html.count("checked") == 2
    browser.post(url("my_sharing", circle), {})
    assert not may(circle.daniel, Permission.SEE_PLAN, circle.person, timezone.now())


def test_the_person_ends_a_close_ones_role_but_never_the_coordinators(circle: Circle):
    browser = circle.client_of(circle.ines)
    daniel = Membership.objects.get(account=circle.daniel)
    assert "Daniel Moreau" in browser.get(url("my_end_member", circle, daniel.pk)).content.decode()
    browser.post(url("my_end_member", circle, daniel.pk))
    assert circle.client_of(circle.daniel).get(url("my_team", circle)).status_code == 404
    browser.post(url("my_end_member", circle, circle.person.coordination_id))
    assert Membership.objects.get(role=Role.COORDINATOR).ends_at is None


def test_the_log_tells_in_plain_words_who_looked(circle: Circle):
    for _ in range(3):
        circle.client_of(circle.bob).get(url("circle", circle))
    html = circle.client_of(circle.ines).get(url("my_access_log", circle)).content.decode()
    assert "Bob Petit" in html
    assert "(nurse)" in html
    assert "looked at who is around the person, 3 times" in re.sub(r"\s+", " ", html)
    assert "see_circle" not in html


def test_the_emergency_page_opens_tells_and_says_why(circle: Circle):
    browser = circle.client_of(circle.charlie)
    asked = {
        "record_number": "INV-0001",
        "family_name": "moreau",
        "born": "1961-05-03",
        "reason": "unconscious",
    }
    wrong = browser.post(reverse("people:emergency"), asked)
    assert wrong.status_code == 200
    assert "Nobody with exactly" in wrong.content.decode()
    opened = browser.post(reverse("people:emergency"), {**asked, "born": "1961-05-02"})
    assert opened.url == url("circle", circle)
    assert browser.get(opened.url).status_code == 200
    assert browser.get(url("invite", circle)).status_code == 404
    told = circle.client_of(circle.ines).get(reverse("people:notices")).content.decode()
    assert "Charlie Roux" in told
    log = circle.client_of(circle.ines).get(url("my_access_log", circle)).content.decode()
    assert "unconscious" in log


def test_a_look_from_inside_is_logged_and_one_from_outside_leaves_nothing(circle: Circle):
    before = AccessEntry.objects.count()
    assert circle.client_of(circle.charlie).get(url("circle", circle)).status_code == 404
    assert AccessEntry.objects.count() == before
    circle.client_of(circle.bob).get(url("circle", circle))
    assert AccessEntry.objects.count() == before + 1


def test_the_place_is_kept_also_for_who_holds_the_permission(circle: Circle):
    assert circle.client_of(circle.ines).get(url("circle", circle)).status_code == 404
    assert circle.client_of(circle.bob).get(url("my_team", circle)).status_code == 404


def test_notices_are_read(circle: Circle):
    offer_handover(person=circle.person, to=circle.bob, by=circle.alice, at=timezone.now())
    browser = circle.client_of(circle.bob)
    browser.post(reverse("people:notices_read"))
    assert not Notice.objects.filter(read_at__isnull=True).exists()
    assert "Alice Martin" in browser.get(reverse("people:notices")).content.decode()


def test_the_language_is_chosen_for_the_browser_and_for_the_account(circle: Circle):
    browser = circle.client_of(circle.bob, "en")
    answer = browser.post(
        reverse("people:language"), {"language": "fr", "next": "https://elsewhere.example.org/"}
    )
    assert answer.url == "/"
    assert browser.cookies["language"].value == "fr"
    circle.bob.refresh_from_db()
    assert circle.bob.language == "fr"
    assert 'lang="fr"' in browser.get(reverse("people:notices")).content.decode()


def test_the_account_page_keeps_name_telephone_and_language(circle: Circle):
    browser = circle.client_of(circle.bob)
    browser.post(
        reverse("people:account"), {"full_name": "Bob Petit-Roux", "phone": "1234", "language": "fr"}
    )
    circle.bob.refresh_from_db()
    assert (circle.bob.full_name, circle.bob.phone, circle.bob.language) == ("Bob Petit-Roux", "1234", "fr")


def test_closing_by_the_page_signs_out(circle: Circle):
    browser = circle.client_of(circle.bob)
    assert browser.post(reverse("people:close_account")).status_code == 200
    assert browser.get(reverse("people:notices")).status_code == 302
    alice = circle.client_of(circle.alice)
    assert alice.post(reverse("people:close_account")).status_code == 302
    assert "hand over first" in alice.get(reverse("people:close_account")).content.decode()
