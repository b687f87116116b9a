"""What is read: in the frame of whoever reads, call first, hard words explained, sources closed, nobody has reviewed it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from cordee.service.people.models import Account
from cordee.service.support.library import load_library
from cordee.service.support.queries import sheets_for_symptoms
from tests.service.conftest import Circle

LIBRARY = load_library()
PAGES = [
    *(("support:page", {"page_id": page.id}) for page in LIBRARY.pages),
    *(("support:sheet", {"sheet_id": sheet.id}) for sheet in LIBRARY.sheets),
    *(("support:signs", {"signs_id": signs.id}) for signs in LIBRARY.warning_signs),
]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_text_is_shown_whole_with_its_words_its_sources_and_that_nobody_reviewed_it(circle, language):
    client = circle.client_of(circle.ines, language)
    for name, kwargs in PAGES:
        text = client.get(reverse(name, kwargs=kwargs)).content.decode()
        assert "[[" not in text, kwargs
        asked = set(re.findall(r'popovertarget="(word-[\w-]+)"', text))
        assert asked == set(re.findall(r'popover id="(word-[\w-]+)"', text)), kwargs
        assert '<details class="sources">' in text, kwargs
        assert text.count("<h1>") == 1, kwargs
        assert len(text) < 100_000, kwargs
        reviewed = {
            "fr": "Aucun clinicien n’a encore relu ce texte",
            "en": "No clinician has reviewed this text yet",
        }
        assert reviewed[language] in text, kwargs


def test_a_sheet_says_first_when_to_call_with_numbers_to_tap(circle: Circle):
    text = circle.client_of(circle.ines).get("/sheets/fever/").content.decode()
    order = [
        text.index(said)
        for said in ("Call at once", "Call your team today, without waiting", "What helps", "Better avoided")
    ]
    assert order == sorted(order)
    assert 'href="tel:15"' in text
    assert 'href="tel:+33100000001"' in text
    assert 'href="sms:114"' in text
    assert "0800 32 123" not in text  # Belgium's number is of no use to somebody in France


def test_somebody_who_thinks_of_ending_their_life_is_sent_to_somebody_who_listens(circle: Circle):
    text = circle.client_of(circle.ines).get("/sheets/worry/").content.decode()
    assert 'href="tel:3114"' in text
    assert 'href="tel:15"' not in text


def test_where_the_country_is_not_known_the_numbers_of_every_country_stand_under_its_name(circle: Circle):
    stranger = Account.objects.create_user("nobody@example.org", full_name="Nora Nobody")
    text = circle.client_of(stranger).get("/sheets/fever/").content.decode()
    assert text.index("France") < text.index('tel:15"') < text.index("Belgium")


def test_the_frame_is_the_readers(circle: Circle, django_assert_max_num_queries):
    used = {
        "person": circle.ines,
        "relative": circle.daniel,
        "professional": circle.charlie,
    }
    frames = {}
    for who, account in used.items():
        client = circle.client_of(account)
        with django_assert_max_num_queries(20):
            response = client.get("/learn/metastatic/")
        frames[who] = response.context["frame"]
    frames["signed out"] = Client().get("/learn/metastatic/").context["frame"]
    assert frames == {
        "person": "frame/my.html",
        "relative": "frame/my.html",
        "professional": "frame/clinician.html",
        "signed out": "frame/bare.html",
    }


def test_signed_out_only_learning_and_words_are_open(db: None):
    client = Client()
    for name in ("pages", "glossary"):
        assert client.get(reverse(f"support:{name}")).status_code == 200
    for name in ("home", "sheets", "warning_signs", "near_you"):
        assert client.get(reverse(f"support:{name}")).status_code == 302


@pytest.mark.parametrize("path", ["/learn/no-such/", "/sheets/no-such/", "/warning-signs/no-such/"])
def test_what_is_not_there_is_not_there(circle: Circle, path: str):
    assert circle.client_of(circle.ines).get(path).status_code == 404


def test_the_picture_stands_whole_without_script_each_moment_with_its_words(circle: Circle):
    text = circle.client_of(circle.ines).get("/learn/treatment-stops-working/").content.decode()
    assert text.count('<li id="moment-') == text.count("<figcaption>") == 7
    assert text.count("The picture shows") == 14  # in the drawing for who listens, under it for who looks
    assert "style=" not in text
    assert not re.search(r"<script(?![^>]* src=)", text)


def test_the_glossary_is_in_the_alphabet_of_the_language(circle: Circle):
    for language in ("fr", "en"):
        text = circle.client_of(circle.ines, language).get("/glossary/").content.decode()
        assert text.count("<dt>") == len(LIBRARY.glossary)
    assert text.index(">alteration<") < text.index(">metastas")


def test_sheets_follow_symptoms_each_once_in_reading_order():
    found = sheets_for_symptoms(["chills", "fever", "nausea"])
    assert [sheet.id for sheet in found] == ["fever", "nausea"]
    assert sheets_for_symptoms([]) == ()
