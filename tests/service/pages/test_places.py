"""Who comes where: the root, the rail, the tabs and the bar show what one may open, and nothing leads to a dead end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cordee.service.pages.frame import STYLE_SHEETS
from cordee.service.people.models import Membership, Sharing
from cordee.service.people.roles import Role, Topic
from tests.service.conftest import NOW, Circle

PAGES = {"p": ("",), "my": ("", "help-now/")}


def test_each_comes_to_their_own_place(circle: Circle) -> None:
    assert circle.client_of(circle.alice).get("/").headers["Location"] == "/today/"
    for close in (circle.ines, circle.daniel):
        client = circle.client_of(close)
        assert client.get("/").headers["Location"] == "/my/"
        assert client.get("/my/").headers["Location"] == f"/my/{circle.person.id}/"


def test_somebody_close_to_nobody_is_told_so(circle: Circle) -> None:
    Membership.objects.filter(account=circle.daniel).update(ends_at=NOW)
    shown = circle.client_of(circle.daniel).get("/my/")
    assert shown.status_code == 200
    assert "not linked to anybody" in shown.content.decode()


@pytest.mark.parametrize(("place", "page"), [(p, page) for p, pages in PAGES.items() for page in pages])
def test_only_those_of_the_place_see_its_pages(circle: Circle, place: str, page: str) -> None:
    path = f"/{place}/{circle.person.id}/{page}"
    team, close = (circle.alice, circle.bob), (circle.ines, circle.daniel)
    entitled, others = (team, close) if place == "p" else (close, team)
    assert {circle.client_of(one).get(path).status_code for one in entitled} == {200}
    assert {circle.client_of(one).get(path).status_code for one in (*others, circle.charlie)} == {404}
    signed_out = circle.client_of(circle.alice)
    signed_out.logout()
    assert signed_out.get(path).headers["Location"].startswith("/account/login/")


def test_tabs_are_those_one_may_open(circle: Circle) -> None:
    Membership.objects.create(
        person=circle.person,
        account=circle.charlie,
        role=Role.SPIRITUAL_CARE,
        starts_at=NOW.replace(year=2025),
    )
    page = f"/p/{circle.person.id}/"
    seen = {
        name: set(re.findall(rf'href="{page}(\w*)/?"', circle.client_of(who).get(page).content.decode()))
        for name, who in (("physician", circle.alice), ("chaplain", circle.charlie))
    }
    assert {"", "plan", "circle", "conversations"} <= seen["physician"]
    assert seen["chaplain"] == {"", "circle", "conversations"}


def test_somebody_close_sees_what_is_opened_to_them_and_no_more(circle: Circle) -> None:
    page = f"/my/{circle.person.id}/"
    client = circle.client_of(circle.daniel)
    assert f"{page}plan/" not in client.get(page).content.decode()
    membership = Membership.objects.get(account=circle.daniel)
    Sharing.objects.create(membership=membership, topic=Topic.PLAN, opened_at=NOW, opened_by=circle.ines)
    assert f"{page}plan/" in client.get(page).content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_one_language_a_page_and_it_says_which(circle: Circle, language: str) -> None:
    shown = circle.client_of(circle.alice, language).get("/today/").content.decode()
    assert f'<html lang="{language}">' in shown
    assert ("Rien ne vous attend" in shown) == (language == "fr")
    assert ("Nothing waits for you" in shown) == (language == "en")


def test_the_first_page_is_light(circle: Circle) -> None:
    """Under 100 KB with everything it loads: the page, the style sheets, the mark; no script, no font."""
    static = Path(__file__).parents[3] / "src" / "cordee" / "service" / "pages" / "static"
    shown = circle.client_of(circle.ines).get(f"/my/{circle.person.id}/").content
    loaded = re.findall(r'(?:href|src)="/static/([^"]+)"', shown.decode())
    assert len(loaded) >= len(STYLE_SHEETS)
    assert len(shown) + sum((static / name).stat().st_size for name in loaded) < 100_000
    assert b"<script" not in shown
