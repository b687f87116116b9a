"""The copy holds everything the person may see, whichever room keeps it, and nothing that is not theirs."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from cordee.service.conversations.actions import open_thread
from cordee.service.conversations.question_actions import ask
from cordee.service.people.invitations import invite
from cordee.service.people.models import AccessEntry, Person
from cordee.service.people.roles import Role
from cordee.service.record.actions import write_resources
from cordee.service.record.documents.actions import add_document
from cordee.service.record.documents.store import path_of
from cordee.service.record.models import Document, DocumentKind, Door, Resource
from cordee.service.rights.copy import copy_of_everything
from cordee.service.rights.tables import LEFT_OUT, WITH_THE_PERSON, rows_of, tables_of_person, way_to_person
from tests.service.conftest import NOW, Circle
from tests.service.plans.conftest import resources_of_example
from tests.service.record.facts import ecog

TODAY = NOW.date()


def contents(file) -> dict[str, bytes]:
    with file, zipfile.ZipFile(file) as bundle:
        assert bundle.testzip() is None
        return {name: bundle.read(name) for name in bundle.namelist()}


@pytest.fixture
def lived_in(circle: Circle) -> Circle:
    """A circle with facts, one corrected and one withdrawn, conversations of both kinds, a question, a document."""
    write_resources(
        person=circle.person,
        bodies=resources_of_example("lung-egfr"),
        by=circle.alice,
        door=Door.IMPORT,
        at=NOW,
    )
    for minutes, score in ((1, 1), (2, 2)):
        write_resources(
            person=circle.person, bodies=[ecog(circle.person, score, "2026-11-01", id="ecog-new")], by=circle.alice,
            door=Door.FORM, at=NOW + timedelta(minutes=minutes),
        )  # fmt: skip
    write_resources(
        person=circle.person, bodies=[], withdraw=[("Observation", "ecog-new")], why="somebody else's",
        by=circle.alice, door=Door.FORM, at=NOW + timedelta(minutes=3),
    )  # fmt: skip
    for with_person, text in ((True, "Seen by the person."), (False, "Among professionals.")):
        open_thread(
            person=circle.person, by=circle.alice, subject="A subject", text=text, with_person=with_person, at=NOW,
            once=text,
        )  # fmt: skip
    ask(person=circle.person, by=circle.ines, text="What comes next?", at=NOW)
    add_document(
        person=circle.person, file=SimpleUploadedFile("letter.pdf", b"%PDF-1.7 an invented letter"),
        title="A letter", kind=DocumentKind.LETTER, dated="", by=circle.alice, at=NOW,
    )  # fmt: skip
    return circle


def test_it_holds_the_record_the_plan_the_documents_the_talks_and_the_log(lived_in: Circle):
    files = contents(copy_of_everything(lived_in.person, TODAY))
    current = json.loads(files["fhir/current.json"])
    stands = Resource.objects.filter(person=lived_in.person, current=True, withdrawn=False).count()
    assert len(current["entry"]) == stands
    for name in ("plan/mon-plan.pdf", "plan/my-plan.pdf"):
        assert files[name].startswith(b"%PDF-")
    assert files["documents/001.pdf"] == b"%PDF-1.7 an invented letter"
    assert json.loads(files["tables/conversations.question.json"])[0]["text"] == "What comes next?"
    log = json.loads(files["tables/people.accessentry.json"])
    assert len(log) == AccessEntry.objects.filter(person=lived_in.person).count()
    assert {entry["account"] for entry in log} >= {"Alice Martin", "Ines Moreau"}
    assert "Ce qu’il n’y a pas" in files["LISEZ-MOI.txt"].decode()
    assert "What is not in it" in files["README.txt"].decode()


def test_the_history_holds_every_version_also_what_was_corrected_and_withdrawn(lived_in: Circle):
    history = json.loads(contents(copy_of_everything(lived_in.person, TODAY))["fhir/history.json"])
    assert (history["type"], len(history["entry"])) == ("history", Resource.objects.count())
    ours = [entry for entry in history["entry"] if entry["request"]["url"] == "Observation/ecog-new"]
    assert [entry["request"]["method"] for entry in ours] == ["PUT", "PUT", "DELETE"]
    assert [entry["resource"]["valueInteger"] for entry in ours[:2]] == [1, 2]
    assert ours[1]["resource"]["meta"]["versionId"] == "2"


def test_what_professionals_say_among_themselves_stays_among_them(lived_in: Circle):
    everything = b"".join(contents(copy_of_everything(lived_in.person, TODAY)).values())
    assert b"Seen by the person." in everything
    assert b"Among professionals." not in everything


def test_no_secret_leaves(lived_in: Circle):
    invite(person=lived_in.person, by=lived_in.alice, email="new@example.org", role=Role.NURSE, at=NOW)
    tables = {model._meta.label: path for model, path in tables_of_person()}
    rows = list(rows_of(apps.get_model("people.Invitation"), tables["people.Invitation"], lived_in.person))
    assert rows[0]["email"] == "new@example.org"
    for model, path in tables_of_person():
        for row in rows_of(model, path, lived_in.person):
            assert not [name for name in row if "token" in name or "secret" in name or "password" in name]


def test_nothing_of_somebody_else_is_in_it(lived_in: Circle):
    from cordee.service.people.circle import open_file

    other = open_file(
        team=lived_in.team, by=lived_in.bob, coordinator=lived_in.bob, given_name="Somebody", family_name="Otherwise",
        record_number="INV-0002", at=NOW,
    )  # fmt: skip
    ask(person=other, by=lived_in.bob, text="A question of somebody else?", at=NOW)
    everything = b"".join(contents(copy_of_everything(lived_in.person, TODAY)).values())
    for trace in (b"Otherwise", b"somebody else?", str(other.id).encode()):
        assert trace not in everything
    theirs = b"".join(contents(copy_of_everything(other, TODAY)).values())
    assert b"A question of somebody else?" in theirs
    assert b"Moreau" not in theirs


def test_every_table_about_a_person_is_in_the_copy_or_named_as_left_out():
    about = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("cordee.service.") and way_to_person(model) is not None
    }
    copied = {model._meta.label for model, _ in tables_of_person()}
    assert copied | set(LEFT_OUT) == about
    assert copied & set(LEFT_OUT) == set()
    assert set(WITH_THE_PERSON) <= copied
    assert {"people.Person", "people.Sharing", "plans.TaskDecision", "rights.ErasureRequest"} <= copied
    assert "people.Account" not in copied


def test_what_is_missing_is_named_in_the_readme(circle: Circle):
    add_document(
        person=circle.person, file=SimpleUploadedFile("a.pdf", b"%PDF-1.7 to be lost"), title="Lost",
        kind=DocumentKind.LETTER, dated="", by=circle.alice, at=NOW,
    )  # fmt: skip
    path_of(Document.objects.get().sha256).unlink()
    files = contents(copy_of_everything(circle.person, TODAY))
    assert "A plan: none can be made today." in files["README.txt"].decode()
    assert "Document 1: its file is no longer on the disk." in files["README.txt"].decode()
    assert "Un plan\u202f: aucun" in files["LISEZ-MOI.txt"].decode()


def test_the_download_names_nobody_and_is_logged(lived_in: Circle):
    client = lived_in.client_of(lived_in.ines)
    response = client.post(f"/my/{lived_in.person.id}/data/copy/")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert "Moreau" not in response["Content-Disposition"]
    assert "fhir/current.json" in contents(io.BytesIO(b"".join(response.streaming_content)))
    newest = AccessEntry.objects.filter(person=lived_in.person).order_by("-number")[0]
    assert (newest.verb, newest.what, newest.account) == ("read", "export", lived_in.ines)
    assert Person.objects.count() == 1
