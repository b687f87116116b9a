"""Whatever page about a person is shown, by GET or as the answer to a form with faults, their access log tells of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cordee.service.people.addresses import addresses
from cordee.service.people.models import AccessEntry, Verb
from tests.service.access.samples import samples
from tests.service.access.test_matrix import path_of, undone
from tests.service.conftest import Circle

SHOWN = frozenset({200, 400, 409, 422})


def _entries(circle: Circle) -> list[str]:
    rows = AccessEntry.objects.filter(person=circle.person).order_by("number")
    return [row.what for row in rows]


@pytest.mark.parametrize("who", ["alice", "ines"])
def test_every_page_shown_leaves_a_row(who: str, circle: Circle):
    below = samples(circle)
    client = circle.client_of(getattr(circle, who))
    before, unseen, shown = len(_entries(circle)), [], 0
    for address in addresses():
        if "person_id" not in address.parameters:
            continue
        for method in ("GET", "POST"):
            with undone():
                response = client.generic(method, path_of(address, circle, below))
                shown += response.status_code in SHOWN
                if response.status_code in SHOWN and len(_entries(circle)) == before:
                    unseen.append(f"{method} {address.name}")
    assert shown > 15
    assert unseen == []


def test_an_empty_message_does_not_show_a_conversation_in_secret(circle: Circle):
    below = samples(circle)["conversations:thread"]
    path = reverse("conversations:thread", args=[circle.person.id, below["thread_id"]])
    before = len(_entries(circle))
    response = circle.client_of(circle.bob).post(path, {"text": "", "once": "x"})
    assert response.status_code == 422
    assert _entries(circle)[before:] == ["see_conversations"]


def test_a_form_only_opened_is_not_told_as_done(circle: Circle):
    client = circle.client_of(circle.alice)
    for name in ("people:invite", "people:hand_over", "rights:erasure"):
        client.get(reverse(name, args=[circle.person.id]))
    newest = AccessEntry.objects.filter(person=circle.person).order_by("-number")[:3]
    assert [(row.verb, row.what) for row in newest] == [
        (Verb.READ, "ask_erasure"),
        (Verb.READ, "see_circle"),
        (Verb.READ, "see_circle"),
    ]


def test_one_look_leaves_one_row(circle: Circle):
    before = len(_entries(circle))
    circle.client_of(circle.alice).get(reverse("people:circle", args=[circle.person.id]))
    assert _entries(circle)[before:] == ["see_circle"]


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "https://evil.example/", "people", "a\x00b"]
)
def test_the_language_button_leads_nowhere_else(back: str, db: None):
    response = Client().post(reverse("people:language"), {"language": "en", "next": back})
    assert (response.status_code, response["Location"]) == (302, "/")
