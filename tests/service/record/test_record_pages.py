"""The pages of the record, as a browser meets them: both languages, without script, and when two people write at once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cordee.service.people.models import Membership, Sharing
from cordee.service.people.roles import Topic
from cordee.service.record.climb import climb_of
from cordee.service.record.current import current_case
from cordee.service.record.imports.actions import finish_import
from cordee.service.record.imports.read import resources_in
from cordee.service.record.kinds import KINDS
from cordee.service.record.models import LastSeen, Resource
from tests.service.conftest import NOW, Circle
from tests.service.record.conftest import EXAMPLES
from tests.service.record.facts import TODAY, ecog, write
from tests.service.record.test_forms import table
from tests.service.record.test_import import compared

OFFERED = [slug for slug, kind in KINDS.items() if kind.offered]
LANGUAGES = ("fr", "en")


def filled(circle: Circle, name: str = "colorectal-kras-g12c.json") -> Circle:
    bodies = resources_in((EXAMPLES / name).read_bytes(), name)
    finish_import(batch=compared(circle, bodies), by=circle.alice, at=NOW)
    circle.person.refresh_from_db()
    return circle


def page(client: Client, name: str, circle: Circle, *args: Any) -> str:
    response = client.get(reverse(name, args=[circle.person.id, *args]))
    assert response.status_code == 200
    text = response.content.decode()
    assert " style=" not in text
    assert not re.search(r"\son[a-z]+=", text)
    assert text.count("<h1") == 1
    return text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "example", ["colorectal-kras-g12c.json", "incomplete-record.json", "plain-record.json"]
)
def test_the_record_shows_all_there_is_in_few_queries(
    circle: Circle, language: str, example: str, django_assert_max_num_queries: Any
):
    filled(circle, example)
    client = circle.client_of(circle.bob, language)
    with django_assert_max_num_queries(20):
        text = page(client, "record:record", circle)
    case = current_case(circle.person, TODAY)
    for primary in case.primaries:
        assert reverse("record:fact", args=[circle.person.id, *primary.source.ref.split("/")]) in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", OFFERED)
def test_every_form_opens_and_an_empty_one_is_not_taken(
    circle: Circle, language: str, slug: str, django_assert_max_num_queries: Any
):
    client = circle.client_of(circle.alice, language)
    with django_assert_max_num_queries(20):
        text = page(client, "record:add", circle, slug)
    assert len(text) < 100_000
    response = client.post(reverse("record:add", args=[circle.person.id, slug]), {})
    assert response.status_code == 200
    assert "error" in response.content.decode()
    assert not Resource.objects.exists()


@pytest.mark.parametrize("slug", [slug for slug in OFFERED if slug != "identity"])
def test_no_form_chooses_a_clinical_answer_beforehand(circle: Circle, slug: str):
    text = page(circle.client_of(circle.alice), "record:add", circle, slug)
    main = text[text.index("<main") :]
    for option in re.findall(r'<option value="([^"]*)" selected', main):
        assert option == ""
    assert not re.search(r'type="(radio|checkbox)"[^>]*checked', main)


def test_a_fact_is_typed_corrected_and_put_back(circle: Circle):
    client = circle.client_of(circle.alice)
    add = reverse("record:add", args=[circle.person.id, "ecog"])
    assert client.post(add, {"ecog": "1", "on": "11/2026"}).status_code == 302
    row = Resource.objects.get(type="Observation")
    address = reverse("record:fact", args=[circle.person.id, row.type, row.logical_id])
    assert 'name="seen" value="1"' in client.get(address).content.decode()
    assert client.post(address, {"ecog": "2", "on": "11/2026", "seen": "1"}).status_code == 302
    circle.person.refresh_from_db()
    assert current_case(circle.person, TODAY).performance[0].ecog == 2
    undo = reverse("record:undo", args=[circle.person.id, row.type, row.logical_id])
    client.post(undo, {"to": "1", "seen": "2", "why": ""})
    assert Resource.objects.count() == 2
    client.post(undo, {"to": "1", "seen": "2", "why": "wrong person"})
    circle.person.refresh_from_db()
    assert current_case(circle.person, TODAY).performance[0].ecog == 1
    client.post(undo, {"to": "0", "seen": "3", "why": "wrong person"})
    circle.person.refresh_from_db()
    assert not current_case(circle.person, TODAY).performance
    assert client.get(address).status_code == 200


def test_the_second_of_two_is_shown_both_and_keeps_what_they_typed(circle: Circle):
    (row,) = write(circle, ecog(circle.person, 1, "2026-11-01"))
    address = reverse("record:fact", args=[circle.person.id, row.type, row.logical_id])
    circle.client_of(circle.bob).post(address, {"ecog": "2", "on": "2026-11-01", "seen": "1"})
    alice = circle.client_of(circle.alice)
    response = alice.post(address, {"ecog": "3", "karnofsky": "40", "on": "2026-11-01", "seen": "1"})
    text = response.content.decode()
    assert response.status_code == 409
    assert "Bob Petit" in text
    assert re.search(r'<option value="3" selected', text)
    assert 'value="40"' in text
    assert 'name="seen" value="2"' in text
    assert "2: looks after themselves" in text
    circle.person.refresh_from_db()
    assert current_case(circle.person, TODAY).performance[0].ecog == 2
    assert (
        alice.post(address, {"ecog": "3", "karnofsky": "40", "on": "2026-11-01", "seen": "2"}).status_code
        == 302
    )


def test_recist_is_shown_without_script_and_live(circle: Circle):
    client = circle.client_of(circle.alice)
    add = reverse("record:add", args=[circle.person.id, "imaging"])
    line = reverse("record:add", args=[circle.person.id, "line"])
    client.post(line, {"drugs": ["oxaliplatin"], "on": "2026-06-20", "ongoing": "yes"})
    first = {"lesion": "A", "role": "target", "site": "liver", "diameter_mm": "50"}
    assert (
        client.post(add, {"on": "2026-06-10", "baseline": "yes", **table("lesions", first)}).status_code
        == 302
    )
    offered = client.get(add).content.decode()
    assert 'value="A"' in offered
    assert 'value="50"' not in offered
    typed = {"on": "2026-09-10", **table("lesions", {**first, "diameter_mm": "32"}), "compute": "1"}
    whole = client.post(add, typed)
    assert "RECIST 1.1: PR" in whole.content.decode()
    part = client.post(add, typed, headers={"hx-request": "true"}).content.decode()
    assert "RECIST 1.1: PR" in part
    assert "<html" not in part
    assert "−36" in part or "-36" in part
    more = client.post(add, {**typed, "more": "lesions"}).content.decode()
    assert 'name="lesions-2-lesion"' in more
    assert 'value="32"' in more
    assert Resource.objects.filter(type="Observation").count() == 1


def test_the_history_says_what_is_new_to_the_reader(circle: Circle, django_assert_max_num_queries: Any):
    write(circle, ecog(circle.person, 1, "2026-11-01"))
    bob = circle.client_of(circle.bob)
    assert "1 change since" in page(bob, "record:history", circle)
    bob.post(reverse("record:history_seen", args=[circle.person.id]), {"facts_version": "99"})
    assert LastSeen.objects.get().facts_version == 1
    assert "Nothing has changed" in page(bob, "record:history", circle)
    filled(circle)
    with django_assert_max_num_queries(20):
        text = page(bob, "record:history", circle)
    assert "1 change since" in text
    assert "in all" in text
    assert "changes since" in page(circle.client_of(circle.alice), "record:history", circle)


def test_contradictions_stand_on_the_page(circle: Circle):
    write(circle, ecog(circle.person, 1, "2026-11-01", "a"), ecog(circle.person, 3, "2026-11-01", "b"))
    text = page(circle.client_of(circle.bob, "fr"), "record:record", circle)
    assert "Deux évaluations de l’état général le même jour" in text


def test_the_person_never_meets_the_clinicians_record(circle: Circle):
    membership = Membership.objects.get(account=circle.daniel)
    Sharing.objects.create(membership=membership, topic=Topic.RECORD, opened_at=NOW, opened_by=circle.ines)
    for account in (circle.ines, circle.daniel, circle.charlie):
        client = circle.client_of(account)
        for name in ("record:record", "record:history", "record:import", "record:documents"):
            assert client.get(reverse(name, args=[circle.person.id])).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", ["clinician", "person"])
def test_the_climb_can_stand_in_a_strict_page(circle: Circle, language: Any, audience: Any):
    filled(circle)
    climb = climb_of(circle.person, TODAY, language, audience=audience)
    assert climb.svg.startswith("<svg")
    assert climb.rows
    assert not re.search(r"\sstyle=|<style|<script|\son[a-z]+=|href=", climb.svg)


def test_a_long_record_opens_on_the_newest_and_goes_on(circle: Circle):
    bodies = [ecog(circle.person, n % 5, f"{2000 + n // 12}-{1 + n % 12:02}-01", f"e{n}") for n in range(200)]
    write(circle, *bodies)
    client = circle.client_of(circle.bob)
    first = page(client, "record:record", circle)
    assert first.count('class="fact-row"') == 12
    assert "August 2016" in first
    assert "July 2015" not in first
    address = reverse("record:record", args=[circle.person.id])
    in_full = client.get(address, {"kind": "performance", "from": "0"}).content.decode()
    assert in_full.count('class="fact-row"') == 150
    assert "from=150" in in_full
    rest = client.get(address, {"kind": "performance", "from": "150"}).content.decode()
    assert rest.count('class="fact-row"') == 50
    assert client.get(address, {"kind": "nothing", "from": "-1"}).status_code == 200
