"""A form of the directory that arrives twice writes one entry, or one version; a new form of the same words writes another."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cordee.service.conversations.models import Question
from cordee.service.people.models import SentForm
from cordee.service.people.sent_forms import KEPT_FOR, made_before, remember
from cordee.service.plans.models import Task
from cordee.service.support.models import ResourceVersion, SupportResource
from tests.service.conftest import NOW, Circle

TYPED = {
    "name": "Une association inventée", "needs": ["talk"], "audience": "both", "offers_fr": "Des groupes de parole.",
    "offers_en": "Groups to talk.", "country": "FR", "region": "Lyon", "languages": ["fr"], "phone": "", "hours_fr": "",
    "hours_en": "", "site": "", "source": "told by its secretary", "seen": "0",
}  # fmt: skip


def key(page: str) -> str:
    found = re.search(r'name="once" value="([0-9a-f]{32})"', page)
    assert found is not None
    return found[1]


def test_an_entry_is_added_once(circle: Circle):
    client, path = circle.client_of(circle.alice), reverse("support:add_team")
    page = client.get(path).content.decode()
    need = re.search(r'name="needs" value="([^"]+)"', page)
    assert need is not None
    typed = {**TYPED, "needs": [need[1]]}
    once = key(page)
    for _ in range(3):
        assert client.post(path, {**typed, "once": once}).status_code == 302
    assert SupportResource.objects.count() == 1 == ResourceVersion.objects.count()
    assert key(client.get(path).content.decode()) != once
    assert circle.client_of(circle.bob).post(path, {**typed, "once": once}).status_code == 302
    assert SupportResource.objects.count() == 2  # another's key is another key


def test_a_change_is_written_once(circle: Circle):
    client, path = circle.client_of(circle.alice), reverse("support:add_team")
    page = client.get(path).content.decode()
    need = re.search(r'name="needs" value="([^"]+)"', page)
    assert need is not None
    typed = {**TYPED, "needs": [need[1]]}
    client.post(path, {**typed, "once": key(page)})
    change = reverse("support:edit_team", args=[SupportResource.objects.get().pk])
    changed = {**typed, "name": "Un autre nom", "seen": "1"}
    for _ in range(2):
        assert client.post(change, changed).status_code == 302
    assert ResourceVersion.objects.count() == 2
    assert circle.client_of(circle.bob).post(change, {**changed, "name": "Encore"}).status_code == 409


def test_a_question_sent_again_after_its_answer_is_not_asked_again(circle: Circle):
    client, path = (
        circle.client_of(circle.ines),
        reverse("conversations:my_questions", args=[circle.person.id]),
    )
    once = key(client.get(path).content.decode())
    client.post(path, {"text": "May I fly?", "once": once})
    question = Question.objects.get()
    answer = reverse("conversations:answer", args=[circle.person.id, question.pk])
    for _ in range(2):
        assert circle.client_of(circle.alice).post(answer, {"text": "Yes."}).status_code == 302
    assert circle.client_of(circle.bob).post(answer, {"text": "No."}).status_code == 409
    client.post(path, {"text": "May I fly?", "once": once})
    assert Question.objects.count() == 1
    client.post(path, {"text": "May I fly?", "once": key(client.get(path).content.decode())})
    assert Question.objects.count() == 2


def test_a_task_sent_again_after_it_was_done_is_not_given_again(circle: Circle):
    client, path = circle.client_of(circle.alice), reverse("plans:tasks", args=[circle.person.id])
    page = client.get(path).content.decode()
    who = re.search(r'<option value="([^"]*nurse[^"]*)"', page)
    assert who is not None
    typed = {"what": "Call", "by_when": "2099-12-01", "who": who[1], "once": key(page)}
    client.post(path, typed)
    done = reverse("plans:finish_task", args=[circle.person.id, Task.objects.get().pk])
    for _ in range(2):
        assert client.post(done).status_code == 302
    assert circle.client_of(circle.bob).post(done).status_code == 409
    client.post(path, typed)
    assert Task.objects.count() == 1


def test_keys_are_forgotten_after_a_week(circle: Circle):
    remember(circle.alice, "a", made=circle.person.pk, at=NOW)
    remember(circle.alice, "b", made=circle.person.pk, at=NOW + KEPT_FOR + timedelta(seconds=1))
    assert made_before(circle.alice, "a") is None
    assert made_before(circle.alice, "b") == circle.person.pk
    assert made_before(circle.bob, "b") is None
    assert made_before(circle.alice, "") is None
    assert SentForm.objects.count() == 1


@pytest.mark.parametrize("once", ["", "x" * 64, "' OR 1=1"])
def test_any_key_will_do(circle: Circle, once: str):
    path = reverse("conversations:my_questions", args=[circle.person.id])
    assert circle.client_of(circle.ines).post(path, {"text": "?", "once": once}).status_code == 302
