"""Without a connection, in a real browser: once a check-in was opened, the pages of the person say so in their language;
a check-in is kept and sent once when the connection is back; what is kept for that is nothing of anybody's."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from cordee.service.chain.models import Report
from cordee.service.people.models import Account, Person
from tests.service.chain.test_check_in_browser import address, answer, ines, phone

__all__ = ["ines"]
pytestmark = pytest.mark.django_db(transaction=True)

OFFLINE = {"en": "No connection", "fr": "Pas de connexion"}
KEPT = {"en": "Your check-in is kept", "fr": "Votre bilan est gardé"}


def today(live_server: Any, person: Person) -> str:
    return live_server.url + reverse("pages:my_today", args=[person.pk])


def ready(page: Page, lang: str) -> None:
    """The worker has the page that says there is no connection, in this language."""
    page.wait_for_function(
        """(lang) => caches.open("cordee-offline").then((cache) => cache.match("/offline/", { ignoreVary: true }))
        .then((page) => page && page.text()).then((text) => Boolean(text) && text.includes(`<html lang="${lang}"`))""",
        arg=lang,
    )
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_page_opened_without_connection_says_so_and_comes_back_by_itself(
    browser: Browser, live_server: Any, ines: Person, lang: str
):
    Account.objects.filter(pk=ines.account_id).update(language=lang)
    ines.account.refresh_from_db()
    with phone(browser, live_server, ines) as page:
        page.goto(address(live_server, ines))
        ready(page, lang)
        page.context.set_offline(True)
        page.goto(address(live_server, ines))
        expect(page.locator("main h1")).to_have_text(OFFLINE[lang])
        expect(page.locator("[data-part=kept]")).to_be_hidden()
        assert page.evaluate("getComputedStyle(document.body).fontFamily").count("Inter") == 1, "styled"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.context.set_offline(False)
        expect(page.locator("#check-in h1")).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_check_in_sent_without_connection_waits_and_leaves_once(
    browser: Browser, live_server: Any, ines: Person, lang: str
):
    Account.objects.filter(pk=ines.account_id).update(language="en")
    ines.account.refresh_from_db()
    with phone(browser, live_server, ines) as page:
        page.goto(address(live_server, ines))
        answer(page, pain="unbearable")
        if lang == "fr":
            Account.objects.filter(pk=ines.account_id).update(language="fr")
            page.reload()
        ready(page, lang)
        page.context.set_offline(True)
        page.locator("button[value=send]").first.tap()
        expect(page.locator("[data-part=why]")).to_contain_text(
            {"en": "There is no connection.", "fr": "Il n’y a pas de connexion."}[lang]
        )
        assert (
            not Report.objects.exists()
        )  # here: a page just opened may post before the driver takes its network away
        page.goto(today(live_server, ines))
        expect(page.locator("main h1")).to_have_text(OFFLINE[lang])
        expect(page.locator("[data-part=kept]")).to_contain_text(KEPT[lang])
        page.context.set_offline(False)
        expect(page.locator("main .today-cards")).to_be_visible()
        page.goto(address(live_server, ines))
        expect(page.locator("main h1")).to_have_text({"en": "Call now", "fr": "Appelez maintenant"}[lang])
        page.goto(address(live_server, ines))
        expect(page.locator("#check-in h1")).to_be_visible()
        page.wait_for_timeout(300)
    assert Report.objects.count() == 1


def test_what_is_kept_is_nothing_of_anybodys(browser: Browser, live_server: Any, ines: Person):
    with phone(browser, live_server, ines) as page:
        page.goto(address(live_server, ines))
        ready(page, "en")
        page.goto(today(live_server, ines))
        kept = page.evaluate(
            """caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) =>
            cache.keys().then((all) => Promise.all(all.map(async (one) =>
            [new URL(one.url).pathname, await (await cache.match(one, { ignoreVary: true })).text()]))))))).then((all) => all.flat())"""
        )
        paths = [path for path, _ in kept]
        assert paths.count("/offline/") == 1
        assert all(path == "/offline/" or path.startswith("/static/") for path in paths)
        for path, text in kept:
            for private in (ines.given_name, ines.family_name, str(ines.pk), ines.account.email):
                assert private not in text, path
        scopes = page.evaluate(
            "navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => new URL(one.scope).pathname))"
        )
        assert scopes == ["/my/"]


def test_a_form_sent_without_connection_is_not_answered_in_its_place(
    browser: Browser, live_server: Any, ines: Person
):
    """What was typed without script stays in the browser's own hands: it offers to send it again."""
    with phone(browser, live_server, ines) as page:
        page.goto(address(live_server, ines))
        ready(page, "en")
        page.goto(live_server.url + reverse("chain:my_break", args=[ines.pk]))
        page.context.set_offline(True)
        shown = page.evaluate(
            """fetch(location.href, { method: "POST", body: "x" }).then(() => "answered", () => "failed")"""
        )
        assert shown == "failed"
