"""The directory: the library's entries and what teams and operators wrote; versions kept, nobody writes for others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cordee.service.people.models import Account, Team
from cordee.service.people.not_possible import NotPossible
from cordee.service.support.actions import add_resource, edit_resource, retire_resource
from cordee.service.support.directory import directory, directory_entry, versions_of
from cordee.service.support.library import load_library
from cordee.service.support.models import ResourceVersion, SupportResource
from tests.service.conftest import NOW, Circle
from tests.service.support.access_samples import SAID

TODAY = NOW.date()


@pytest.fixture
def operator(db: None) -> Account:
    return Account.objects.create_superuser("olga@example.org", full_name="Olga Operator")


def test_the_directory_begins_with_the_library(db: None):
    assert [entry.id for entry in directory()] == [resource.id for resource in load_library().resources]


@pytest.mark.parametrize(
    ("asked", "found", "left_out"),
    [
        ({"country": "BE"}, "be-cancerinfo", "fr-cancer-info"),
        ({"need": "bereavement", "country": "BE"}, "be-vivre-son-deuil", "be-cancerinfo"),
        ({"place": "namur"}, "be-essentiel-namur", "fr-roseup"),
        ({"place": "Bordeaux"}, "fr-roseup", "be-essentiel-namur"),
        (
            {"place": "Bordeaux"},
            "fr-cancer-info",
            "be-essentiel-namur",
        ),  # a national line serves Bordeaux too
    ],
)
def test_it_narrows_by_need_country_place_and_language(db: None, asked, found, left_out):
    ids = {entry.id for entry in directory(**asked)}
    assert found in ids
    assert left_out not in ids


def test_a_team_adds_an_entry_for_its_place_and_changes_it_every_version_kept(circle: Circle):
    row = add_resource(team=circle.team, by=circle.bob, at=NOW, today=TODAY, **SAID)
    entry = directory_entry(str(row.pk))
    assert entry is not None
    edit_resource(
        entry=entry,
        seen=1,
        by=circle.alice,
        at=NOW + timedelta(days=1),
        today=TODAY,
        **{**SAID, "phone": "01 00"},
    )
    versions = versions_of(row)
    assert [(v.number, v.current, v.phone, v.written_by) for v in versions] == [
        (2, True, "01 00", circle.alice),
        (1, False, "", circle.bob),
    ]
    assert [e.phone for e in directory() if e.id == str(row.pk)] == ["01 00"]


def test_the_second_of_two_who_change_it_is_told(circle: Circle):
    row = add_resource(team=circle.team, by=circle.bob, at=NOW, today=TODAY, **SAID)
    entry = directory_entry(str(row.pk))
    edit_resource(entry=entry, seen=1, by=circle.alice, at=NOW, today=TODAY, **SAID)
    with pytest.raises(NotPossible):
        edit_resource(entry=entry, seen=1, by=circle.bob, at=NOW, today=TODAY, **SAID)
    assert row.versions.count() == 2


def test_an_operator_changes_and_retires_what_came_with_the_library(operator: Account):
    entry = directory_entry("fr-cancer-info")
    edit_resource(entry=entry, seen=0, by=operator, at=NOW, today=TODAY, **SAID)
    changed = directory_entry("fr-cancer-info")
    assert (changed.name.fr, len(directory())) == (SAID["name"], len(load_library().resources))
    retire_resource(entry=changed, why="It closed.", by=operator, at=NOW)
    retire_resource(entry=directory_entry("fr-roseup"), why="It closed.", by=operator, at=NOW)
    assert {"fr-cancer-info", "fr-roseup"} & {e.id for e in directory()} == set()
    assert SupportResource.objects.filter(retired_by=operator).count() == 2


def test_nobody_changes_what_others_keep(circle: Circle, operator: Account):
    elsewhere = Account.objects.create_user(
        "eve@example.org", full_name="Eve", team=Team.objects.create(name="Another Invented Hospital")
    )
    row = add_resource(team=circle.team, by=circle.bob, at=NOW, today=TODAY, **SAID)
    ours, library = directory_entry(str(row.pk)), directory_entry("fr-roseup")
    for entry, by in ((ours, elsewhere), (library, circle.alice), (ours, circle.ines)):
        with pytest.raises(NotPossible):
            edit_resource(entry=entry, seen=0, by=by, at=NOW, today=TODAY, **SAID)
        with pytest.raises(NotPossible):
            retire_resource(entry=entry, why="no", by=by, at=NOW)
    with pytest.raises(NotPossible):
        add_resource(team=circle.team, by=elsewhere, at=NOW, today=TODAY, **SAID)
    edit_resource(entry=ours, seen=1, by=operator, at=NOW, today=TODAY, **SAID)


@pytest.mark.parametrize(
    "broken",
    [
        {"retired_why": "no one"},
        {"seed": "fr-roseup"},  # the library's entries belong to no team
    ],
)
def test_the_database_refuses_half_truths_about_an_entry(circle: Circle, broken: dict[str, str]):
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportResource.objects.create(team=circle.team, created_at=NOW, **broken)


@pytest.mark.parametrize("broken", [{"source": ""}, {"offers_en": ""}, {"region": ""}, {"number": 1}])
def test_the_database_refuses_an_entry_without_source_language_or_way_to_reach_it(circle: Circle, broken):
    row = add_resource(team=circle.team, by=circle.bob, at=NOW, today=TODAY, **SAID)
    values = {**SAID, "number": 2, "current": False, "checked": TODAY, **broken}
    with pytest.raises(IntegrityError), transaction.atomic():
        ResourceVersion.objects.create(resource=row, written_at=NOW, written_by=circle.bob, **values)


def test_the_pages_of_the_directory(circle: Circle, django_assert_max_num_queries):
    client = circle.client_of(circle.bob)
    assert client.get("/near-you/add/").status_code == 200
    assert client.post("/near-you/add/", {"name": "Nothing else"}).status_code == 422
    assert client.post("/near-you/add/", {**SAID, "seen": 0}).status_code == 302
    row = SupportResource.objects.get()
    ines = circle.client_of(circle.ines)
    with django_assert_max_num_queries(20):
        text = ines.get("/near-you/", {"place": "inventeville"}).content.decode()
    assert SAID["name"] in text
    assert "/edit/" not in text
    assert ines.get("/near-you/", {"need": "no-such"}).status_code == 422
    assert ines.get("/near-you/add/").status_code == 404
    assert f"/near-you/{row.pk}/edit/" in client.get("/near-you/").content.decode()
    assert (
        client.post(f"/near-you/{row.pk}/edit/", {**SAID, "name": "New name", "seen": 1}).status_code == 302
    )
    late = client.post(f"/near-you/{row.pk}/edit/", {**SAID, "name": "Too late", "seen": 1})
    assert (late.status_code, b"Too late" in late.content) == (409, True)
    assert client.get("/near-you/fr-roseup/edit/").status_code == 409
    assert client.post(f"/near-you/{row.pk}/retire/", {"why": "It closed."}).status_code == 302
    assert client.get(f"/near-you/{row.pk}/edit/").status_code == 404


def test_the_pages_of_the_operators(circle: Circle, operator: Account):
    client = circle.client_of(operator)
    assert client.post("/directory/fr-roseup/retire/", {"why": "It closed."}).status_code == 302
    assert client.post("/directory/add/", {**SAID, "seen": 0}).status_code == 302
    text = client.get("/directory/versions/").content.decode()
    assert "fr-roseup" in text
    assert SAID["name"] in text
    for path in ("/directory/versions/", "/directory/add/", "/directory/fr-roseup/edit/"):
        assert circle.client_of(circle.alice).get(path).status_code == 404


def test_a_reader_in_crisis_sees_first_who_listens_now(circle: Circle):
    text = circle.client_of(circle.ines).get("/near-you/", {"need": "crisis"}).content.decode()
    assert 'href="tel:3114"' in text


def test_nothing_found_says_what_to_do(circle: Circle):
    text = (
        circle.client_of(circle.ines).get("/near-you/", {"language": "de", "need": "trials"}).content.decode()
    )
    assert "Widen it, or ask your team" in text
