"""The record as the person and those close read it: the same facts, everyday words, nothing that is not opened."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from django.urls import reverse

from cordee.case import (
    Case,
    Imaging,
    Lab,
    LineOfTherapy,
    Metastasis,
    PartialDate,
    Performance,
    Primary,
    Toxicity,
)
from cordee.case.measurement import ResponseCode
from cordee.case.treatment import LocalKind, TreatmentHistory, WhyEnded
from cordee.service.people.models import AccessEntry, Membership, Sharing
from cordee.service.people.roles import Topic
from cordee.service.record.allergies import allergy_body
from cordee.service.record.current import current_case
from cordee.service.record.models import Resource
from cordee.service.record.patient import subject_of
from cordee.service.record.plainly.illness import illness, spread
from cordee.service.record.plainly.results import A_DAY, a_day, blood_tests, scans
from cordee.service.record.plainly.row import PlainRow, PlainSection, span
from cordee.service.record.plainly.treatments import (
    HOW_HARD,
    LOCAL,
    RESPONSE,
    WHY_STOPPED,
    effects,
    treatments,
)
from cordee.terms import load_terms
from tests.service.conftest import Circle
from tests.service.record.conftest import EXAMPLES
from tests.service.record.facts import TODAY, ecog, write
from tests.service.record.test_record_pages import filled, page

D = PartialDate
TERMS = load_terms()


def said(row: PlainRow) -> str:
    return " | ".join([row.words.en, row.when.en, *(more.en for more in row.more)])


def lines(section: PlainSection) -> list[str]:
    return [said(row) for row in section.rows]


def opened(circle: Circle, *topics: Topic) -> None:
    held = Membership.objects.get(person=circle.person, account=circle.daniel)
    for topic in topics:
        Sharing.objects.create(membership=held, topic=topic, opened_at=held.starts_at, opened_by=circle.ines)


def test_a_treatment_says_when_how_it_went_and_why_it_stopped():
    case = Case(
        lines=(
            LineOfTherapy(drugs=("osimertinib",), on=D("2025-03-03"), ended_on=D("2026-04"), ended="progression",
                          best_response="PR", number=1),
            LineOfTherapy(drugs=("docetaxel",), on=D("2026-05"), ongoing=True, number=2),
            LineOfTherapy(drugs=("cisplatin",), on=D("2024"), ended_on=D("2024")),
        ),
    )  # fmt: skip
    assert lines(treatments(case, TERMS)) == [
        "Docetaxel | Since May 2026",
        "Osimertinib | From 3 March 2025 to April 2026 | At best: the illness had clearly shrunk | "
        + WHY_STOPPED["progression"].en,
        "Cisplatin | In 2024 | The record does not say why it was stopped.",
    ]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ((), "Nobody has noted yet"),
        ((True,), "this list is complete"),
        ((True, False), "this list is not complete"),
    ],
)
def test_how_far_the_list_of_treatments_can_be_trusted(told: tuple[bool, ...], words: str):
    history = tuple(TreatmentHistory(complete=c, on=D(f"2026-0{i + 1}")) for i, c in enumerate(told))
    case = Case(lines=(LineOfTherapy(drugs=("docetaxel",)),), treatment_history=history)
    assert words in treatments(case, TERMS).note.en


@pytest.mark.parametrize(
    ("start", "end", "ongoing", "fr", "en"),
    [
        ("2026-03-01", "2026-04-02", None, "du 1er mars 2026 au 2 avril 2026", "from 1 March 2026 to 2 April 2026"),
        ("2025-04", "2026", None, "d’avril 2025 à 2026", "from April 2025 to 2026"),
        ("2025", None, True, "depuis 2025", "since 2025"),
        ("2025-05", None, None, "de mai 2025\u202f; fin non connue", "from May 2025; end not known"),
        (None, "2026-01-05", None, "jusqu’au 5 janvier 2026", "until 5 January 2026"),
        (None, "2026-01", None, "jusqu’en janvier 2026", "until January 2026"),
        (None, None, True, "date non connue", "date not known"),
    ],
)  # fmt: skip
def test_from_when_to_when(start: str | None, end: str | None, ongoing: bool | None, fr: str, en: str):
    words = span(D(start) if start else None, D(end) if end else None, ongoing)
    assert (words.fr, words.en) == (fr, en)


def test_where_it_is_comes_before_where_it_is_not():
    case = Case(
        primaries=(Primary(cancer="nsclc-adenocarcinoma", stage="IV", on=D("2024-02")),),
        metastases=(
            Metastasis(site="brain", presence="absent", on=D("2026-10-01")),
            Metastasis(site="bone", on=D("2025-01"), gone=D("2026-02")),
            Metastasis(site="liver", on=D("2024-05")),
        ),
    )
    assert "lung cancer" in said(illness(case, TERMS).rows[0]).lower()
    assert "Stage IV" in said(illness(case, TERMS).rows[0])
    told = lines(spread(case, TERMS))
    assert told[0].lower().startswith("liver")
    assert "No longer seen in February 2026" in told[1]
    assert "looked for, nothing found" in told[2]


@pytest.mark.parametrize(
    ("value", "low", "high", "words"),
    [(10, 12, 16, "below"), (17, 12, 16, "above"), (12, 12, 16, "within"), (17, None, 16, "above"),
     (10, None, 16, ""), (10, None, None, "")],
)  # fmt: skip
def test_a_result_against_the_laboratorys_own_range_only(
    value: float, low: float | None, high: float | None, words: str
):
    older = Lab(analyte="haemoglobin", value=9, on=D("2026-01-01"))
    newer = Lab(analyte="haemoglobin", value=value, low=low, high=high, on=D("2026-11-01"))
    section = blood_tests(Case(labs=(older, newer)), TERMS)
    assert [row.when.en for row in section.rows] == ["On 1 November 2026"]
    assert [row.when.en for row in section.earlier] == ["On 1 January 2026"]
    told = " ".join(more.en for more in section.rows[0].more)
    assert words in told.lower()
    assert bool(told) == bool(words)


def test_scans_effects_and_days_in_words():
    case = Case(
        imaging=(Imaging(on=D("2026-02"), stated="PD"), Imaging(on=D("2026-05"))),
        toxicities=(Toxicity(toxicity="diarrhoea", grade=2, resolved=True, on=D("2026-03")),),
        performance=(Performance(ecog=1, on=D("2026-01")), Performance(karnofsky=60, on=D("2026-02"))),
    )
    assert [row.words.en for row in scans(case, TERMS).rows] == [
        "Scan: the conclusion is not noted", "Scan: the illness had grown",
    ]  # fmt: skip
    assert lines(effects(case, TERMS)) == ["Diarrhoea: moderate | In March 2026 | It is over"]
    assert [row.words.en for row in a_day(case, TERMS).rows] == ["Karnofsky 60"]
    assert a_day(case, TERMS).earlier[0].words.en.startswith("Is up and about")


def test_every_word_of_the_model_has_its_everyday_words():
    assert set(WHY_STOPPED) == set(get_args(WhyEnded))
    assert set(LOCAL) == set(get_args(LocalKind))
    assert set(RESPONSE) == set(get_args(ResponseCode))
    assert set(HOW_HARD) == set(range(6)) == set(A_DAY)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.glob("*.json")))
def test_every_example_is_shown_in_few_queries(
    circle: Circle, language: str, example: str, django_assert_max_num_queries: Any
):
    filled(circle, example)
    client = circle.client_of(circle.ines, language)
    with django_assert_max_num_queries(20):
        text = page(client, "record:my_record", circle)
    case = current_case(circle.person, TODAY)
    shown = text.count("<li><strong>")
    assert shown >= len(case.lines) + len(case.primaries) + len(case.metastases)
    assert "None" not in re.sub(r"<[^>]+>", " ", text)


def test_an_empty_record_says_that_nothing_is_known(circle: Circle):
    text = page(circle.client_of(circle.ines), "record:my_record", circle)
    assert "Nothing is written here yet." in text
    assert "<h2" not in text.partition("<main")[2].partition("</main")[0]


def test_what_is_not_known_is_said_and_never_a_no(circle: Circle):
    write(
        circle,
        allergy_body(subject=subject_of(circle.person), substance="", reaction="", on="2026-01-02")
        | {"id": "a1"},
    )
    text = page(circle.client_of(circle.ines), "record:my_record", circle)
    assert "No known allergy" in text or "no known allergy" in text
    assert "The record does not say where the illness began." in text
    assert "That does not mean that there was none." in text
    Resource.objects.filter(type="AllergyIntolerance").update(current=False)
    filled(circle)
    text = page(circle.client_of(circle.ines), "record:my_record", circle)
    assert "neither that there are any, nor that there are none" in text


def test_a_relative_reads_what_was_opened_and_no_more(circle: Circle):
    filled(circle)
    client = circle.client_of(circle.daniel)
    address = reverse("record:my_record", args=[circle.person.id])
    assert client.get(address).status_code == 404
    opened(circle, Topic.RECORD)
    text = page(client, "record:my_record", circle)
    assert "The medical record of Inès" in text
    assert 'id="treatments"' in text
    assert 'id="wanted"' not in text
    assert 'id="documents"' not in text
    assert "copy of your data" not in text
    opened(circle, Topic.PLAN, Topic.DOCUMENTS)
    text = page(client, "record:my_record", circle)
    assert 'id="wanted"' in text
    assert 'id="documents"' in text


def test_the_look_is_in_the_log_and_the_way_there_on_every_page(circle: Circle):
    filled(circle)
    opened(circle, Topic.RECORD)
    before = AccessEntry.objects.filter(person=circle.person).count()
    client = circle.client_of(circle.daniel)
    today = client.get(f"/my/{circle.person.id}/").content.decode()
    assert f'href="/my/{circle.person.id}/record/"' in today
    page(client, "record:my_record", circle)
    entry = AccessEntry.objects.filter(person=circle.person).order_by("-number")[0]
    assert (entry.account_id, entry.what, entry.verb) == (circle.daniel.pk, "see_record", "read")
    assert AccessEntry.objects.filter(person=circle.person).count() == before + 2
    Sharing.objects.all().delete()
    assert "/record/" not in client.get(f"/my/{circle.person.id}/").content.decode()


def test_two_things_said_of_the_same_are_told_to_the_person_too(circle: Circle):
    write(circle, ecog(circle.person, 1, "2026-11-01", "e1"), ecog(circle.person, 3, "2026-11-01", "e2"))
    text = page(circle.client_of(circle.ines), "record:my_record", circle)
    assert "The record says two different things" in text
