"""A form that arrives twice, by an impatient click or a lost answer, counts once; nobody is told it failed."""

from __future__ import annotations

import re

from django.core import mail
from django.urls import reverse

from cordee.service.conversations.models import Question
from cordee.service.people.models import Invitation, Person
from cordee.service.plans.models import Task
from cordee.service.record.models import Resource
from tests.service.conftest import Circle


def test_a_task_is_given_once(circle: Circle):
    client, path = circle.client_of(circle.alice), reverse("plans:tasks", args=[circle.person.id])
    typed = {"what": "Call the dentist", "by_when": "2099-12-01", "who": "role:nurse"}
    page = client.get(path).content.decode()
    who = re.search(r'<option value="([^"]*nurse[^"]*)"', page)
    assert who is not None
    for _ in range(2):
        assert client.post(path, {**typed, "who": who[1]}).status_code == 302
    assert Task.objects.filter(person=circle.person, what="Call the dentist").count() == 1


def test_a_question_is_asked_once(circle: Circle):
    client, path = (
        circle.client_of(circle.ines),
        reverse("conversations:my_questions", args=[circle.person.id]),
    )
    for _ in range(2):
        assert client.post(path, {"text": "May I fly?", "for_role": ""}).status_code == 302
    assert Question.objects.filter(text="May I fly?").count() == 1


def test_a_fact_is_written_once(circle: Circle):
    client, path = circle.client_of(circle.alice), reverse("record:add", args=[circle.person.id, "weight"])
    once = re.search(r'name="once" value="([^"]+)"', client.get(path).content.decode())
    assert once is not None
    typed = {"once": once[1], "value": "61.5", "on": "2026-03-02"}
    for _ in range(2):
        assert client.post(path, typed).status_code == 302
    assert Resource.objects.filter(person=circle.person, type="Observation").count() == 1


def test_a_file_is_opened_once(circle: Circle):
    client, path = circle.client_of(circle.alice), reverse("record:new_person")
    typed = {
        "given_name": "Ana", "family_name": "Costa", "record_number": "INV-77", "country": "FR", "language": "fr",
        "role": "oncologist", "born": "", "sex": "", "phone": "",
    }  # fmt: skip
    for _ in range(2):
        answer = client.post(path, typed)
        assert answer.status_code == 302
        opened = Person.objects.get(record_number="INV-77")
        assert answer["Location"] == reverse("record:record", args=[opened.id])


def test_an_invitation_leaves_once_and_its_link_serves(circle: Circle, django_capture_on_commit_callbacks):
    client, path = circle.client_of(circle.alice), reverse("people:invite", args=[circle.person.id])
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            sent = client.post(path, {"email": "sister@example.org", "role": "relative"})
        assert sent.status_code == 302
    assert len(mail.outbox) == 1
    assert Invitation.objects.filter(email="sister@example.org", withdrawn_at=None).count() == 1
    link = re.search(r"http://testserver(/invitation/\S+)", mail.outbox[0].body)
    assert link is not None
    assert client.get(link[1]).status_code == 302
