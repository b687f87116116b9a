"""The check-in in a real browser, on a phone: by keyboard alone, without script, and with the connection lost and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from cordee.service.chain.models import Report
from cordee.service.people.circle import open_file
from cordee.service.people.models import Account, Membership, Person, Team
from cordee.service.people.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ines(monkeypatch: pytest.MonkeyPatch, db: None) -> Person:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver runs a loop in this thread
    team = Team.objects.create(name="Invented Hospital", phone_day="+33 1 00 00 00 01")
    alice = Account.objects.create_user("alice@example.org", full_name="Alice Martin", team=team)
    account = Account.objects.create_user("ines@example.org", full_name="Ines Moreau", language="en")
    began = timezone.now() - timedelta(days=30)
    person = open_file(
        team=team, by=alice, coordinator=alice, given_name="Ines", family_name="Moreau", born=None, sex="female",
        record_number="INV-1", at=began,
    )  # fmt: skip
    Membership.objects.create(person=person, account=account, role=Role.PERSON, starts_at=began)
    person.account = account
    person.save(update_fields=["account"])
    return person


@contextmanager
def phone(browser: Browser, live_server: Any, person: Person, *, script: bool = True) -> Iterator[Page]:
    client = Client()
    client.force_login(person.account)
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, java_script_enabled=script, has_touch=True, locale="en-GB"
    )
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([session, {"name": "language", "value": "en", "url": live_server.url}])
    try:
        yield context.new_page()
    finally:
        context.close()


def address(live_server: Any, person: Person) -> str:
    return live_server.url + reverse("chain:check_in", args=[person.pk])


def answer(page: Page, pain: str = "a little", *, script: bool = True) -> None:
    """Every screen by touch, to the summary. Without script each one is a page of its own."""

    def tap(button: Locator) -> None:
        if script:
            button.tap()
            return
        with page.expect_navigation():
            button.tap()

    for _screen in range(40):
        asked = page.locator("main h1").inner_text()
        if asked == "Is this right?":
            return
        choices = page.locator('main [data-part="stage"] .choices label')
        if asked.startswith("These last few days, have you been in pain"):
            choices.filter(has_text=re.compile(f"^{pain}$")).tap()
        elif choices.count() == 0:
            tap(page.locator('main [data-part="stage"] [data-part="skip"]'))
            continue
        elif page.locator('main [data-part="stage"] input[type=checkbox]').count():
            choices.last.tap()
        else:
            (choices.last if choices.count() == 2 else choices.first).tap()  # no, or not at all
        tap(page.get_by_role("button", name="Continue"))
    raise AssertionError("the questions do not end")


@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_with_and_without_script(browser: Browser, live_server: Any, ines: Person, script: bool):
    with phone(browser, live_server, ines, script=script) as page:
        page.goto(address(live_server, ines))
        answer(page, script=script)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390 if script else True
        page.get_by_role("button", name="Send", exact=True).first.tap()
        expect(page.locator("main h1")).to_contain_text("Sent")
        expect(page.locator("main")).to_contain_text("will read your answers")
        assert "?" not in page.url
    stored = Report.objects.get()
    assert (stored.body["answers"]["values"]["pain"], stored.level) == (1, "green")


def test_back_and_what_was_typed_survive_a_closed_page(browser: Browser, live_server: Any, ines: Person):
    with phone(browser, live_server, ines) as page:
        page.goto(address(live_server, ines))
        page.get_by_text("none of these", exact=True).tap()
        page.get_by_role("button", name="Continue").tap()
        second = page.locator("main h1").inner_text()
        page.goto("about:blank")
        page.goto(address(live_server, ines))
        expect(page.locator("main h1")).to_have_text(second)
        page.get_by_role("button", name="Back").tap()
        expect(page.get_by_label("none of these")).to_be_checked()
    assert not Report.objects.exists()


def test_by_keyboard_alone(browser: Browser, live_server: Any, ines: Person):
    with phone(browser, live_server, ines) as page:
        page.goto(address(live_server, ines))
        for _screen in range(40):
            if page.locator("main h1").inner_text() == "Is this right?":
                break
            for _tab in range(30):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.name === 'answer'"):
                    break
            kind = page.evaluate("document.activeElement.type")
            if kind == "radio":
                page.keyboard.press("Space")
                if page.locator('main [data-part="stage"] input[type=radio]').count() == 2:
                    page.keyboard.press("ArrowDown")
                page.keyboard.press("Enter")
                continue
            if kind == "checkbox":
                while page.evaluate("document.activeElement.value !== 'none'"):
                    page.keyboard.press("Tab")
                page.keyboard.press("Space")
                page.keyboard.press("Enter")
                continue
            while page.evaluate("document.activeElement.value !== 'skip'"):
                page.keyboard.press("Tab")
            page.keyboard.press("Enter")
        while page.evaluate("document.activeElement.value !== 'send'"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("main h1")).to_contain_text("Sent")
    assert Report.objects.count() == 1


def test_offline_it_is_kept_and_sent_once_when_back(browser: Browser, live_server: Any, ines: Person):
    with phone(browser, live_server, ines) as page:
        page.goto(address(live_server, ines))
        page.context.set_offline(True)
        answer(page, pain="unbearable")
        page.get_by_role("button", name="Send", exact=True).first.tap()
        expect(page.get_by_role("heading", name="Not sent yet")).to_be_visible()
        expect(page.locator("main")).to_contain_text("There is no connection")
        page.get_by_role("button", name="Try again").tap()
        expect(page.get_by_role("heading", name="Not sent yet")).to_be_visible()
        assert not Report.objects.exists()
        page.context.set_offline(False)
        expect(page.locator("main h1")).to_have_text("Call now")
        assert page.evaluate("Object.keys(localStorage).length") == 0
    stored = Report.objects.get()
    assert (stored.level, stored.body["answers"]["values"]["pain"]) == ("red", 4)


def test_an_answer_that_was_lost_on_its_way_back_is_not_sent_twice(
    browser: Browser,
    live_server: Any,
    ines: Person,
):
    with phone(browser, live_server, ines) as page:
        page.goto(address(live_server, ines))
        answer(page)
        lost: list[bool] = []

        def lose(route: Any) -> None:
            if lost:
                route.continue_()
                return
            lost.append(True)
            route.fetch()  # it arrives
            route.abort()  # and nobody hears of it

        page.route("**/check-in/send/", lose)
        page.get_by_role("button", name="Send", exact=True).first.tap()
        expect(page.get_by_role("heading", name="Not sent yet")).to_be_visible()
        assert Report.objects.count() == 1
        page.get_by_role("button", name="Try again").tap()
        expect(page.locator("main h1")).to_contain_text("Sent")
    assert Report.objects.count() == 1
