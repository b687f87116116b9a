"""The picture of sensitive and resistant cells: whole without script, one moment at a time with it, quiet on request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page

from cordee.service.support.picture import picture_frames

STATIC = Path(__file__).parents[2] / "src/cordee/service/support/static/support"
MOMENTS = 7


@pytest.fixture
def picture() -> str:
    """The section as the learning page holds it, with its style and its script."""
    style = (STATIC / "support.css").read_text(encoding="utf-8")
    script = (STATIC / "resistance.js").read_text(encoding="utf-8")
    section = render_to_string("support/resistance.html", {"frames": picture_frames()})
    return f"<!doctype html><style>{style}</style><main>{section}</main><script>{script}</script>"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def shown(page: Page) -> list[int]:
    """The numbers of the moments that are to be seen."""
    return [i + 1 for i, one in enumerate(page.locator(".frames > li").all()) if one.is_visible()]


def test_without_script_every_moment_stands_there_with_its_words(browser: Browser, picture: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(picture)
    assert shown(page) == list(range(1, MOMENTS + 1))
    assert page.locator("figcaption p").count() == 2 * MOMENTS
    assert page.locator(".player").count() == 0
    context.close()


def test_with_script_buttons_and_slider_go_through_the_moments_by_keyboard_too(page: Page, picture: str):
    page.set_content(picture)
    back, forth = page.locator(".player button").all()
    slider = page.get_by_role("slider")
    assert (shown(page), back.is_disabled()) == ([1], True)
    forth.click()
    assert (shown(page), back.is_disabled()) == ([2], False)
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert shown(page) == [3]
    page.keyboard.press("End")
    assert (shown(page), forth.is_disabled()) == ([MOMENTS], True)
    title = page.locator(".frames > li:visible h3").inner_text()
    assert slider.get_attribute("aria-valuetext") == title
    assert page.locator(".frames").get_attribute("aria-live") == "polite"


@pytest.mark.parametrize(("asked", "moves"), [("no-preference", True), ("reduce", False)])
def test_nothing_moves_when_the_reader_asks_for_quiet(browser: Browser, picture: str, asked, moves: bool):
    context = browser.new_context(reduced_motion=asked)
    page = context.new_page()
    page.set_content(picture)
    name = page.evaluate(
        "getComputedStyle(document.querySelector('.frames li:not([hidden]) svg')).animationName"
    )
    assert (name != "none") is moves
    context.close()
