"""A passkey in a real browser, under the service's own strict policy: added, then signed in with, without a password."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.service.conftest import PASSWORD, Circle

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with a key that answers by itself, as a telephone unlocked by a finger does."""
    context = browser.new_context(locale="en-GB")
    opened = context.new_page()
    devices = context.new_cdp_session(opened)
    devices.send("WebAuthn.enable")
    answers = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True, **answers}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield opened
    context.close()


def test_a_passkey_is_added_and_opens_the_account(live_server, circle: Circle, page: Page):
    EmailAddress.objects.create(user=circle.bob, email=circle.bob.email, verified=True, primary=True)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    def go(name: str) -> None:
        page.goto(live_server.url + reverse(name))

    go("account_login")
    page.fill("input[name=login]", "bob@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.click("form.card button.primary")
    page.wait_for_load_state()
    go("mfa_add_webauthn")
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button.primary")
    page.wait_for_selector("#mfa_webauthn_add")
    page.fill("input[name=name]", "My telephone")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_load_state("networkidle")
    assert Authenticator.objects.filter(user=circle.bob, type="webauthn").count() == 1

    page.context.clear_cookies()
    go("account_login")
    page.click("#passkey_login")
    page.wait_for_url(lambda url: "/account/login" not in url)
    go("people:notices")
    assert page.locator("h1").inner_text() == "Notices"
    assert [said for said in complaints if "Content Security" in said or "Refused" in said] == []
