"""The plan as a page: nothing runs, nothing is fetched, everything is marked up for who does not see it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from every_block import NASTY, document
from example_plans import case_of, document_of
from told import PageText

from cordee.plan.render import climb_svg, to_html
from cordee.plan.render.page import SAFETY
from cordee.plan.voices import Audience
from cordee.terms import LANGS, Lang, load_terms

VOICES: tuple[Audience, Audience] = ("clinician", "person")
NAME = "colorectal-kras-g12c"
LOADS = ("src", "srcset", "data", "action", "poster", "background", "xlink:href", "formaction")


def page(audience: Audience, lang: Lang = "fr") -> str:
    laid = document_of(NAME, audience)
    assert laid.on is not None
    return to_html(laid, lang, climb_svg(case_of(NAME), load_terms(), laid.on, lang, audience=audience))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("audience", VOICES)
def test_nothing_runs_and_nothing_is_fetched(audience: Audience, lang: Lang) -> None:
    for html in (page(audience, lang), to_html(document(audience), lang, "<svg></svg>")):
        read = PageText(html)
        assert not {tag for tag, _ in read.tags} & {
            "script",
            "link",
            "img",
            "iframe",
            "object",
            "embed",
            "base",
        }
        assert [a for _, a in read.tags for k in a if k in LOADS or k.startswith("on")] == []
        assert [a["href"] for _, a in read.tags if "href" in a and not str(a["href"]).startswith("#")] == []
        assert "url(" not in html
        assert "@import" not in html
        metas = [a.get("content") for tag, a in read.tags if tag == "meta" and "http-equiv" in a]
        assert metas == [SAFETY]


@pytest.mark.parametrize("audience", VOICES)
def test_tags_close_and_ids_are_found(audience: Audience) -> None:
    for html in (page(audience), to_html(document(audience), "fr", "<svg></svg>")):
        read = PageText(html)
        assert (read.open, read.wrong) == ([], [])
        ids = [a["id"] for _, a in read.tags if "id" in a]
        assert len(ids) == len(set(ids))
        links = {str(a["href"])[1:] for _, a in read.tags if "href" in a}
        assert links <= set(ids)
        assert "main" in links


@pytest.mark.parametrize("audience", VOICES)
def test_headings_go_down_one_step_at_a_time(audience: Audience) -> None:
    levels = [int(tag[1]) for tag, _ in PageText(page(audience)).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


@pytest.mark.parametrize("lang", LANGS)
def test_the_language_and_the_signs_are_said(lang: Lang) -> None:
    read = PageText(page("clinician", lang))
    assert dict(read.tags)["html"]["lang"] == lang
    said = {a.get("aria-label") for tag, a in read.tags if tag == "i"}
    assert said == (
        {"oui", "non", "pas encore su", "attention"}
        if lang == "fr"
        else {"yes", "no", "not known yet", "caution"}
    )


def test_the_picture_scrolls_in_a_place_the_keyboard_reaches() -> None:
    read = PageText(page("clinician"))
    places = [a for _, a in read.tags if a.get("class") == "scroll"]
    assert places
    assert all(a["tabindex"] == "0" and a["role"] and a.get("aria-label") for a in places)


def test_a_name_stays_a_name() -> None:
    html = to_html(document(), "fr", "<svg></svg>")
    assert "<script" not in html
    assert NASTY in PageText(html).text


def test_the_person_has_the_way_to_help_first_and_no_source_numbers() -> None:
    html = page("person")
    assert html.index('href="#call"') < html.index("<h1>")
    assert "<small>" not in html


@pytest.mark.parametrize(("audience", "most"), [("clinician", 130_000), ("person", 30_000)])
def test_size(audience: Audience, most: int) -> None:
    assert len(page(audience).encode()) < most
