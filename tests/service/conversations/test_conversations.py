"""Conversations: who takes part, who is told, what is read; nothing sent twice."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cordee.service.conversations.actions import mark_read, open_thread, send_message
from cordee.service.conversations.models import Message, Receipt, Thread
from cordee.service.conversations.queries import unread_threads_of
from cordee.service.people.models import AccessEntry, Membership, Notice, Sharing
from cordee.service.people.roles import Role, Topic
from tests.service.conftest import NOW, Circle

SECRET = "a sentence that only the circle may read"


@pytest.fixture
def among_team(circle: Circle) -> Thread:
    return open_thread(
        person=circle.person,
        by=circle.alice,
        subject="Dose",
        text=SECRET,
        with_person=False,
        at=NOW,
        once="1",
        to_role=Role.NURSE,
    )


@pytest.fixture
def with_ines(circle: Circle) -> Thread:
    return open_thread(
        person=circle.person,
        by=circle.ines,
        subject="Sleep",
        text=SECRET,
        with_person=True,
        at=NOW,
        once="2",
    )


def _page(circle: Circle, account, thread: Thread) -> int:
    name = "my_thread" if account in (circle.ines, circle.daniel) else "thread"
    address = reverse(f"conversations:{name}", args=[circle.person.id, thread.id])
    return circle.client_of(account).get(address).status_code


def test_what_professionals_say_among_themselves_stays_among_them(circle: Circle, among_team: Thread):
    statuses = {
        name: _page(circle, getattr(circle, name), among_team)
        for name in ("alice", "bob", "charlie", "ines", "daniel")
    }
    assert statuses == {"alice": 200, "bob": 200, "charlie": 404, "ines": 404, "daniel": 404}


def test_someone_close_reads_along_only_when_the_person_says_so(circle: Circle, with_ines: Thread):
    assert _page(circle, circle.daniel, with_ines) == 404
    membership = Membership.objects.get(account=circle.daniel)
    Sharing.objects.create(
        membership=membership, topic=Topic.CONVERSATIONS, opened_at=NOW, opened_by=circle.ines
    )
    assert _page(circle, circle.daniel, with_ines) == 200


def test_a_thread_of_one_person_does_not_open_at_the_address_of_another(circle: Circle, with_ines: Thread):
    from cordee.service.people.circle import open_file

    other = open_file(
        team=circle.team,
        by=circle.charlie,
        coordinator=circle.charlie,
        given_name="Invented",
        family_name="Other",
        record_number="INV-0002",
        at=NOW,
    )
    address = reverse("conversations:thread", args=[other.id, with_ines.id])
    assert circle.client_of(circle.charlie).get(address).status_code == 404


def test_a_message_addressed_to_a_role_tells_that_role_without_its_words(circle: Circle, among_team: Thread):
    notices = Notice.objects.filter(kind="conversations.message")
    assert {notice.account for notice in notices} == {circle.bob}
    assert all(SECRET not in str(notice.about) and "Dose" not in str(notice.about) for notice in notices)


def test_reading_leaves_a_receipt_and_the_worklist_forgets(circle: Circle, with_ines: Thread):
    assert list(unread_threads_of(circle.bob, NOW)) == [with_ines]
    assert not unread_threads_of(circle.charlie, NOW).exists()
    assert mark_read(thread=with_ines, by=circle.bob, at=NOW) == 1
    assert mark_read(thread=with_ines, by=circle.bob, at=NOW) == 0
    assert list(unread_threads_of(circle.bob, NOW)) == []
    assert Receipt.objects.get(account=circle.bob).read_at == NOW


def test_a_form_sent_twice_is_one_message(circle: Circle, with_ines: Thread):
    for _ in range(2):
        send_message(thread=with_ines, by=circle.bob, text="Answer", at=NOW, once="3")
    assert Message.objects.filter(thread=with_ines).count() == 2


def test_every_page_of_a_conversation_in_both_languages(
    circle: Circle, with_ines: Thread, django_assert_max_num_queries
):
    for account, language in ((circle.alice, "fr"), (circle.ines, "en")):
        client = circle.client_of(account, language)
        for name, args in (("threads", []), ("new", []), ("thread", [with_ines.id])):
            with django_assert_max_num_queries(20):
                place = "my_" if account == circle.ines else ""
                page = client.get(reverse(f"conversations:{place}{name}", args=[circle.person.id, *args]))
            assert page.status_code == 200
            assert page.headers["Content-Language"] == language


def test_writing_through_the_page(circle: Circle):
    client = circle.client_of(circle.bob)
    address = reverse("conversations:new", args=[circle.person.id])
    sent = {"subject": "Weight", "text": "Weighed today.", "with_person": "yes", "to_role": "", "once": "x"}
    assert client.post(address, {**sent, "text": ""}).status_code == 422
    assert client.post(address, sent).status_code == 302
    thread = Thread.objects.get(subject="Weight")
    assert thread.with_person
    answer = reverse("conversations:my_thread", args=[circle.person.id, thread.id])
    assert circle.client_of(circle.ines).post(answer, {"text": "Thank you", "once": "y"}).status_code == 302
    assert AccessEntry.objects.filter(account=circle.ines, what="send_message").count() == 1
