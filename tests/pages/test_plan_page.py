"""The plan as a page, in a real browser: no axe violation, nothing wider than a phone, nothing fetched, no script."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, Request

from cordee.fhir.read_case import read_case
from cordee.plan import make_plan
from cordee.plan.render import climb_svg, to_html
from cordee.plan.voices import Audience, document_for
from cordee.terms import Lang, load_terms

ON = date(2026, 11, 20)
EXAMPLES = Path(__file__).parents[2] / "examples"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
Theme = Literal["light", "dark"]


def page_file(folder: Path, example: str, audience: Audience, lang: Lang) -> Path:
    """The plan of an example as an HTML file."""
    case = read_case(EXAMPLES / f"{example}.json", on=ON).case
    picture = climb_svg(case, load_terms(), ON, lang, audience=audience)
    file = folder / f"{example}-{audience}-{lang}.html"
    file.write_text(
        to_html(document_for(make_plan(case, on=ON), case, audience), lang, picture), encoding="utf-8"
    )
    return file


def opened(browser: Browser, file: Path, *, width: int, theme: Theme = "light") -> tuple[Page, list[Request]]:
    """The page in a window of `width` CSS pixels, and every request it made."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    page = context.new_page()
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(file.as_uri())
    return page, asked


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("audience", ["clinician", "person"])
def test_axe_finds_no_violation(
    browser: Browser, tmp_path: Path, audience: Audience, lang: Lang, theme: Theme
) -> None:
    file = page_file(tmp_path, "colorectal-kras-g12c", audience, lang)
    for width in (390, 1280):
        page, _ = opened(browser, file, width=width, theme=theme)
        page.evaluate(AXE)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        page.context.close()
        told = [(v["id"], v["help"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found["violations"]]
        assert told == []
        assert found["passes"]  # the engine ran on something


@pytest.mark.parametrize("audience", ["clinician", "person"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_window(
    browser: Browser, tmp_path: Path, audience: Audience, width: int
) -> None:
    page, _ = opened(browser, page_file(tmp_path, "colorectal-kras-g12c", audience, "fr"), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_nothing_is_fetched_and_nothing_runs(browser: Browser, tmp_path: Path) -> None:
    file = page_file(tmp_path, "colorectal-kras-g12c", "clinician", "fr")
    page, asked = opened(browser, file, width=1280)
    assert [r.url for r in asked] == [file.as_uri()]
    assert page.locator("script").count() == 0
    page.context.close()


def test_the_language_and_the_parts_are_announced(browser: Browser, tmp_path: Path) -> None:
    page, _ = opened(browser, page_file(tmp_path, "colorectal-kras-g12c", "person", "fr"), width=390)
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("h1").count() == 1
    assert page.locator("main h2").count() >= 6
    page.keyboard.press("Tab")  # the first stop of the keyboard is the way past the header
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    page.context.close()
