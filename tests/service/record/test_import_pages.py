"""Importing through the pages: choose, be shown, confirm; too big, broken, about somebody else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cordee.service.people.models import Person
from cordee.service.record.models import Import, Resource, StagedResource
from tests.service.conftest import Circle
from tests.service.record.conftest import EXAMPLES
from tests.service.record.facts import ecog

EXAMPLE = (EXAMPLES / "colorectal-kras-g12c.json").read_bytes()


def file(content: bytes, name: str = "bundle.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/json")


def test_step_by_step_by_button_alone(circle: Circle):
    client = circle.client_of(circle.alice)
    start = reverse("record:import", args=[circle.person.id])
    assert client.get(start).status_code == 200
    observations = [
        ecog(circle.person, n % 5, f"{2000 + n % 26}-01-{1 + n % 28:02}", f"e{n}") for n in range(2500)
    ]
    bundle = {"resourceType": "Bundle", "entry": [{"resource": o} for o in observations]}
    sent = client.post(start, {"bundle": file(json.dumps(bundle).encode())})
    batch = Import.objects.get()
    look = reverse("record:import_batch", args=[circle.person.id, batch.id])
    assert sent["Location"] == look
    assert 'value="0"' in client.get(look).content.decode()
    step = reverse("record:import_step", args=[circle.person.id, batch.id])
    live = client.post(step, headers={"hx-request": "true"})
    assert 'value="1000"' in live.content.decode()
    for _ in range(2):
        assert client.post(step)["Location"] == look
    assert "2500" in client.get(look).content.decode()
    assert not Resource.objects.exists()
    finish = reverse("record:import_finish", args=[circle.person.id, batch.id])
    assert client.post(finish)["Location"] == reverse("record:record", args=[circle.person.id])
    assert Resource.objects.count() == 2500
    assert client.post(finish).status_code == 302
    assert client.get(look).status_code == 200
    assert Person.objects.get().facts_version == 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_file_about_somebody_else_needs_a_yes(circle: Circle, language: str):
    client = circle.client_of(circle.alice, language)
    other = {"resourceType": "Patient", "id": "p", "gender": "male", "birthDate": "1950-01-01"}
    client.post(
        reverse("record:import", args=[circle.person.id]), {"bundle": file(json.dumps(other).encode())}
    )
    batch = Import.objects.get()
    assert batch.understood["differs"] == ["born", "sex"]
    client.post(reverse("record:import_step", args=[circle.person.id, batch.id]))
    look = client.get(reverse("record:import_batch", args=[circle.person.id, batch.id])).content.decode()
    assert 'name="same_person"' in look
    finish = reverse("record:import_finish", args=[circle.person.id, batch.id])
    client.post(finish)
    assert not Resource.objects.exists()
    client.post(finish, {"same_person": "on"})
    assert Resource.objects.exists()


def test_too_big_is_refused_with_words_and_nothing_is_kept(circle: Circle, settings: Any):
    settings.MAX_UPLOAD_BYTES = 1_000_000
    client = circle.client_of(circle.alice)
    for address in (
        reverse("record:import", args=[circle.person.id]),
        reverse("record:documents", args=[circle.person.id]),
    ):
        for size in (1_050_000, 3_000_000):
            content = file(b"%PDF-" + b" " * size)
            response = client.post(
                address, {"bundle": content, "file": file(b"%PDF-" + b" " * size), "title": "x"}
            )
            assert response.status_code == 200
            assert "bigger than 1 MB" in response.content.decode()
    assert not StagedResource.objects.exists()


@pytest.mark.parametrize("content", [b"", b"not json", b'{"resourceType": "Bundle", "entry": [', b"[1, 2]"])
def test_what_is_no_bundle_is_refused_with_words(circle: Circle, content: bytes):
    client = circle.client_of(circle.alice)
    response = client.post(reverse("record:import", args=[circle.person.id]), {"bundle": file(content)})
    assert response.status_code == 200
    assert "error" in response.content.decode()
    assert not Import.objects.exists()


def test_an_import_given_up_leaves_nothing(circle: Circle):
    client = circle.client_of(circle.alice)
    client.post(reverse("record:import", args=[circle.person.id]), {"bundle": file(EXAMPLE)})
    batch = Import.objects.get()
    client.post(reverse("record:import_drop", args=[circle.person.id, batch.id]))
    assert not StagedResource.objects.exists()
    assert not Resource.objects.exists()


def identity(**more: str) -> dict[str, str]:
    return {"given_name": "Paule", "family_name": "Inventée", "record_number": "INV-77", "country": "fr",
            "language": "fr", "role": "oncologist", "born": "", "sex": "", **more}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_new_person_typed_and_from_a_file(circle: Circle, language: str):
    client = circle.client_of(circle.charlie, language)
    address = reverse("record:new_person")
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 200
    opened = client.post(address, identity())
    person = Person.objects.get(record_number="INV-77")
    assert opened["Location"] == reverse("record:record", args=[person.id])
    assert "INV-77" not in opened["Location"]
    assert client.get(opened["Location"]).status_code == 200
    again = client.post(address, identity())  # the same form, sent twice
    assert again["Location"] == opened["Location"]
    taken = client.post(address, identity(given_name="Pauline"))
    assert taken.status_code == 200
    assert Person.objects.filter(family_name="Inventée").count() == 1
    assert client.post(address, {"upload": "1", "bundle": file(EXAMPLE)})["Location"] == address
    assert client.get(address).status_code == 200
    client.post(address, identity(record_number="INV-78"))
    assert Resource.objects.filter(person__record_number="INV-78", type="Condition").exists()
    assert circle.client_of(circle.alice).get(reverse("record:record", args=[person.id])).status_code == 404


def test_only_professionals_open_files(circle: Circle):
    for account in (circle.ines, circle.daniel):
        assert circle.client_of(account).get(reverse("record:new_person")).status_code == 404
