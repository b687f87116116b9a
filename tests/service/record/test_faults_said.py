"""What is wrong with a file is said in the language of the page: no English inside French, no French inside English."""

from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cordee.service.record.imports.actions import start_import
from cordee.service.record.imports.read import resources_in
from tests.service.conftest import NOW, Circle
from tests.service.record.facts import ecog

REFUSED = {
    "cut short": (b'{"resourceType": "Bundle", "entry": [', "il a été coupé", "it was cut short"),
    "not JSON": (b'{"resourceType": }', "ligne 1 colonne", "line 1 column"),
    "two people": (
        json.dumps({"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient", "id": i}} for i in "ab"]}).encode(),
        "contient 2 personnes\u202f: une seule est attendue", "holds 2 people: expected one",
    ),
    "a list": (b"[]", "une simple liste", "a bare list"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_file(circle: Circle, case: str, language: str):
    content, french, english = REFUSED[case]
    client = circle.client_of(circle.alice, language)
    sent = {"bundle": SimpleUploadedFile("a.json", content)}
    text = client.post(reverse("record:import", args=[circle.person.id]), sent).content.decode()
    wanted, other = (french, english) if language == "fr" else (english, french)
    assert wanted in text
    assert other not in text
    assert not re.search(r'<ul lang="en">', text)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_fact_that_is_not_believed_before_and_after_the_import(circle: Circle, language: str):
    bodies = resources_in(json.dumps(ecog(circle.person, 9, "2026-11-01")).encode(), "a.json")
    batch = start_import(person=circle.person, bodies=bodies, by=circle.alice, at=NOW)
    client = circle.client_of(circle.alice, language)
    for _ in range(3):
        client.post(reverse("record:import_step", args=[circle.person.id, batch.id]))
    look = client.get(reverse("record:import_batch", args=[circle.person.id, batch.id]))
    wanted = (
        "9 n’est pas sur cette échelle\u202f: 0 à 5 attendu. Corrigez la note."
        if language == "fr"
        else "9 is not on this scale: expected 0 to 5. Correct the score."
    )
    assert wanted in look.content.decode()
    client.post(reverse("record:import_finish", args=[circle.person.id, batch.id]))
    record = client.get(reverse("record:record", args=[circle.person.id])).content.decode()
    assert wanted in record
