"""People: only those one follows; found by name, number, coordinator and cancer, whatever capitals and accents."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cordee.service.pages.my_people import folded, people_followed, search_people
from cordee.service.people.circle import open_file
from cordee.service.record.models import Summary
from tests.service.conftest import NOW, Circle


@pytest.fixture
def followed(circle: Circle) -> Circle:
    """Inès has a lung cancer; Hélène, whom Charlie alone follows, has none recorded."""
    Summary.objects.create(
        person=circle.person,
        facts_version=1,
        cancer="nsclc",
        illness_fr="cancer du poumon",
        illness_en="lung cancer",
    )
    open_file(
        team=circle.team, by=circle.charlie, coordinator=circle.charlie, given_name="Hélène", family_name="Lévêque",
        record_number="INV-0002", at=NOW,
    )  # fmt: skip
    return circle


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ines", True),
        ("INÈS moreau", True),
        ("0001", True),
        ("alice", True),  # who coordinates
        ("poumon", True),
        ("lung", True),
        ("poumon martin", True),  # every word counts
        ("poumon dupont", False),
        ("mélanome", False),
        ("helene", False),  # followed by another
    ],
)
def test_a_person_is_found(followed: Circle, asked: str, found: bool) -> None:
    mine = people_followed(followed.alice, NOW)
    assert list(search_people(mine, asked)) == ([followed.person] if found else [])


def searched(client: Client, asked: str) -> str:
    """The page after searching."""
    return client.post("/people/", {"q": asked}, follow=True).content.decode()


def test_strangers_are_neither_listed_nor_found(followed: Circle) -> None:
    client = followed.client_of(followed.alice)
    for asked in ("", "leveque", "INV-0002"):
        assert "Lévêque" not in searched(client, asked)
    assert "Lévêque" in searched(followed.client_of(followed.charlie), "leveque")


def test_whom_one_searches_for_never_stands_in_an_address(followed: Circle) -> None:
    client = followed.client_of(followed.charlie)
    assert client.post("/people/", {"q": "leveque"}).headers["Location"] == "/people/"
    assert "leveque" in client.get("/people/").content.decode()  # it stays until all are shown again
    assert 'href="?' not in searched(client, "")


def test_nothing_found_and_nobody_followed_are_said(circle: Circle) -> None:
    assert "is found by" in searched(circle.client_of(circle.alice), "zz")
    assert "anybody’s circle yet" in circle.client_of(circle.charlie).get("/people/").content.decode()


def test_a_long_list_is_paged_with_few_queries(circle: Circle, django_assert_max_num_queries) -> None:
    for n in range(90):
        open_file(
            team=circle.team, by=circle.alice, coordinator=circle.alice, given_name="Nom", family_name=f"N{n:03}",
            record_number=f"N-{n}", at=NOW,
        )  # fmt: skip
    client = circle.client_of(circle.alice)
    with django_assert_max_num_queries(20):
        shown = client.get("/people/?page=2").content.decode()
    assert shown.count('scope="row"') == 40
    assert "page 2 of 3" in shown
    assert len(shown) < 100_000


@given(st.text(max_size=40))
def test_folding_is_done_once_and_for_all(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded("HÉLÈNE") == folded("helene")
