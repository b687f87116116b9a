"""The main journeys with the keyboard alone: every stop shows where it is, and nothing needs a mouse or script."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from cordee.service.project.demo.sign_ins import DOMAIN, PASSWORD
from tests.service.looks.demo_site import Site
from tests.service.looks.open_pages import window

MOST_STOPS = 120


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what `selector` names has the focus; each stop on the way is visible and drawn as focused."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(
            """selector => {
                const at = document.activeElement;
                if (at === document.body) return false;
                const box = at.getBoundingClientRect(), look = getComputedStyle(at);
                const ring = [at, at.closest('.choice, label')].some(el => el && getComputedStyle(el).outlineStyle !== 'none');
                if (!ring || look.visibility === 'hidden' || box.width < 1)
                    throw new Error('a stop that is not seen: ' + at.outerHTML.slice(0, 120));
                return at.matches(selector);
            }""",
            selector,
        ):
            return
    raise AssertionError(f"{selector} can't be reached by Tab on {page.url.split('/', 3)[3]}")


def test_a_coordinator_signs_in_and_opens_a_plan(browser: Browser, site: Site) -> None:
    with window(browser, site, "", lang="en", width=1280) as opened:
        page = opened.page
        opened.go("/account/login/")
        tab_to(page, "input[name=login]")
        page.keyboard.type(f"coordinator@{DOMAIN}")
        tab_to(page, "input[name=password]")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/today/")
        tab_to(page, "a[href='/people/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/people/")
        tab_to(page, "input[name=q]")
        page.keyboard.type("delcourt")
        page.keyboard.press("Enter")
        page.locator("input[name=q][value=delcourt]").wait_for()
        tab_to(page, "th a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/p/*/")
        assert "Delcourt" in page.locator(".who").inner_text()
        tab_to(page, ".tabs a[href$='/plan/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/plan/")
        assert opened.complaints == []


def test_the_person_finds_help_and_writes_a_question(browser: Browser, site: Site) -> None:
    with window(browser, site, "person", lang="fr", width=390) as opened:
        page = opened.page
        opened.go("/")
        page.wait_for_url("**/my/*/")
        tab_to(page, ".help-now")
        page.keyboard.press("Enter")
        page.wait_for_url("**/help-now/")
        tab_to(page, "a[href='tel:15']")
        tab_to(page, ".bar a[href$='/questions/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/questions/")
        tab_to(page, "form.form textarea")
        page.keyboard.type("Puis-je voyager cet été ?")
        tab_to(page, "form.form button")
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        assert "Puis-je voyager cet été ?" in page.locator("main").inner_text()
        assert opened.complaints == []


def test_the_first_stop_leads_past_the_frame(browser: Browser, site: Site) -> None:
    with window(browser, site, "coordinator", lang="fr", width=1280) as opened:
        opened.go("/today/")
        opened.page.keyboard.press("Tab")
        assert opened.page.evaluate("document.activeElement.className") == "skip"
        opened.page.keyboard.press("Enter")
        assert opened.page.evaluate("document.activeElement.id") == "main"


def test_at_400_percent_nothing_covers_what_is_read(browser: Browser, site: Site) -> None:
    """1280 × 1024 at 400 % is a window of 320 × 256: bars that stay would hide the page."""
    for who, name in (("person", "pages:my_today"), ("coordinator", "pages:person")):
        with window(browser, site, who, lang="fr", width=320, height=256) as opened:
            opened.go(site.one(name).path)
            fixed = opened.page.evaluate(
                """() => [...document.querySelectorAll('body *')].filter(el =>
                    ['fixed', 'sticky'].includes(getComputedStyle(el).position)).map(el => el.className)"""
            )
            assert fixed == []
            assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_page_works_without_script(browser: Browser, site: Site) -> None:
    """The person's Today, sign-in and a form, in a browser that runs none."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.base}/account/login/")
    page.fill("input[name=login]", f"person@{DOMAIN}")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/my/*/")
    assert page.locator("h1").count() == 1
    page.click(".bar a[href$='/plan/']")
    assert page.locator("main h2").count() > 2
    context.close()


def test_paper_shows_the_page_and_not_its_frame(browser: Browser, site: Site) -> None:
    with window(browser, site, "coordinator", lang="fr", width=1280) as opened:
        opened.go(site.one("pages:person").path)
        opened.page.emulate_media(media="print")
        assert not opened.page.locator(".rail").is_visible()
        assert opened.page.locator(".who").is_visible()
        assert opened.page.locator("figure.climb svg").is_visible()
