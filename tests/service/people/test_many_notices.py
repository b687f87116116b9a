"""A page of notices asks the database no more for forty than for one."""

from __future__ import annotations

from django.urls import reverse

from cordee.service.conversations.actions import open_thread
from cordee.service.people.models import Notice
from tests.service.conftest import NOW, Circle


def test_forty_messages_are_told_in_few_queries(circle: Circle, django_assert_max_num_queries):
    for number in range(40):
        open_thread(
            person=circle.person, by=circle.bob, subject="Weight", text="Weighed.", with_person=True, at=NOW,
            once=str(number),
        )  # fmt: skip
    for account, place in ((circle.alice, "/p/"), (circle.ines, "/my/")):
        told = Notice.objects.filter(account=account, kind="conversations.message")
        assert told.count() == 40
        client = circle.client_of(account)
        with django_assert_max_num_queries(12):
            page = client.get(reverse("people:notices"))
        assert page.content.decode().count(f'href="{place}{circle.person.id}/conversations/') == 40
