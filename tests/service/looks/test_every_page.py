"""Every page, in both languages, on a phone and a wide screen, light and dark: axe finds nothing, nothing is wider
than the window, the browser complains of nothing, no other language shows through.

Each page is loaded once a language; the window is then made wide and dark. With CORDEE_SCREENS=1 pictures are kept in
`out/screens/`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Error, Page

from tests.service.looks.demo_site import Site, Spot
from tests.service.looks.open_pages import Window, window

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SCREENS = Path(__file__).parents[3] / "out" / "screens" if os.environ.get("CORDEE_SCREENS") else None
WIDTHS = (390, 1280)
NARROWEST = 320
MIDWAY = {
    "account_confirm_email", "account_reset_password_from_key", "mfa_authenticate", "mfa_deactivate_totp",
    "mfa_edit_webauthn", "mfa_remove_webauthn", "openid_connect_callback", "openid_connect_login",
    "people:follow_invitation", "plans:trial", "socialaccount_login_error",
}  # fmt: skip
"""Addresses one comes to only in the midst of signing in, with a key, a provider or a trial the demo has not got."""
ENGLISH = re.compile(
    r"\b(the|and|with|your|what|which|of|is|are|was|this|not|from|nothing|nobody)\b", re.IGNORECASE
)
KEY = re.compile(r"^[a-z_-]+(?:\.[a-z_-]+)+$|%\(\w+\)[sd]|\{\{|\{%")


def loaded(browser: Browser, site: Site, lang: str) -> Any:
    """Every page, one after the other, in one window for each reader."""
    for who in dict.fromkeys(spot.who for spot in site.spots):
        with window(browser, site, who, lang=lang, width=390) as opened:
            opened.page.add_init_script(AXE)  # also there after a page moved on by itself
            for spot in (one for one in site.spots if one.who == who):
                opened.complaints.clear()
                opened.go(spot.path)
                yield spot, opened


def violations(page: Page, rules: str = "") -> list[str]:
    """What axe finds; `rules` keeps it to some."""
    found = page.evaluate(f"axe.run(document, {{resultTypes: ['violations'] {rules}}})")
    assert found["passes"] or rules  # the engine ran on something
    return [
        f"{v['id']} at {n['target']}: {n['html'][:110]}" for v in found["violations"] for n in v["nodes"][:2]
    ]


def wrong_with(spot: Spot, opened: Window, lang: str) -> list[str]:
    """Everything that is wrong with one page. One that moves on by itself is looked at where it comes to rest."""
    for _ in range(5):
        try:
            return looked_at(spot, opened, lang)
        except Error as moved:
            if "context was destroyed" not in moved.message:
                raise
            opened.page.wait_for_load_state("networkidle")
    raise AssertionError(f"{spot.name} never comes to rest")


def looked_at(spot: Spot, opened: Window, lang: str) -> list[str]:
    """Everything that is wrong with one page, as loaded on a phone."""
    page = opened.page
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})
    wrong = list(opened.complaints)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wrong += [f"{width} px: {said}" for said in violations(page)]
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            wrong.append(f"{width} px: {wide} px wide")
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        wrong += [f"{width} px dark: {said}" for said in violations(page, ", runOnly: ['color-contrast']")]
        if SCREENS:
            keep(page, spot, lang, width)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > NARROWEST:
        wrong.append(f"{NARROWEST} px: {wide} px wide")
    wrong += language_faults(page, lang)
    return [f"{spot.name} as {spot.who or 'nobody'}, {lang}: {said}" for said in wrong]


def language_faults(page: Page, lang: str) -> list[str]:
    """Keys and placeholders that show, and in French English words in texts that don't say they are English."""
    shown = page.evaluate(
        """() => {
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
            while (walk.nextNode()) {
                const at = walk.currentNode.parentElement;
                if (!at.closest('script, style, textarea, [lang]:not(html), code, pre, cite, .title-as-published'))
                    texts.push(walk.currentNode.textContent.trim());
            }
            return [document.title, ...texts.filter(Boolean)];
        }"""
    )
    wrong = [f"a key shows: {text[:80]}" for text in shown if KEY.search(text) and "@" not in text]
    if lang == "fr":
        wrong += [
            f"English shows: {text[:80]}" for text in shown if len(set(ENGLISH.findall(text.lower()))) >= 2
        ]
    if page.locator("html").get_attribute("lang") != lang:
        wrong.append("the page says another language")
    return wrong


def keep(page: Page, spot: Spot, lang: str, width: int) -> None:
    """A picture of the page in both themes."""
    assert SCREENS is not None
    SCREENS.mkdir(parents=True, exist_ok=True)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.screenshot(
            path=SCREENS / f"{spot.name.replace(':', '-')}-{lang}-{width}-{theme}.png", full_page=True
        )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_page_looks_right(browser: Browser, site: Site, lang: str) -> None:
    wrong = [said for spot, opened in loaded(browser, site, lang) for said in wrong_with(spot, opened, lang)]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
    assert len(site.spots) > 50


def test_every_address_with_a_page_was_looked_at(site: Site) -> None:
    assert set(site.unreached) <= MIDWAY
