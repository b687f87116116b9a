"""Web push from the page to the screen, in a real browser: the page's own script subscribes, the product encrypts and
posts, the payload is opened here by RFC 8291 alone, and the product's own worker shows it.

No push service is reachable in a test, so that `PushManager` is a stand-in: its subscription leads to a server of this
machine. Everything else is as in earnest.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from cordee.service.chain.channels.push.keys import public_key
from cordee.service.chain.engine import cycle
from cordee.service.chain.models import ContactPoint, Level
from cordee.service.chain.open_alert import open_or_join
from cordee.service.people.models import Account, Notice
from tests.service.chain.servers import Web, web
from tests.service.chain.test_channels_http import Browser, push
from tests.service.conftest import Circle

__all__ = ["push"]
pytestmark = pytest.mark.django_db(transaction=True)

STAND_IN = """
(({ endpoint, keys }) => {
  window.asked = { unsubscribed: 0 };
  let current = null;
  const made = () => ({
    endpoint, toJSON: () => ({ endpoint, expirationTime: null, keys }),
    unsubscribe: async () => { window.asked.unsubscribed += 1; current = null; return true; },
  });
  PushManager.prototype.getSubscription = async () => current;
  PushManager.prototype.subscribe = async (options) => {
    window.asked.visible = options.userVisibleOnly;
    window.asked.key = Array.from(options.applicationServerKey);
    current = made();
    return current;
  };
  if (window.sessionStorage.getItem("had")) current = made();
  window.sessionStorage.setItem("had", "1");
})
"""


@pytest.fixture
def there() -> Iterator[Web]:
    with web() as told:
        yield told


@pytest.fixture
def bob(circle: Circle, push: Web, monkeypatch: pytest.MonkeyPatch) -> Account:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver runs a loop in this thread
    Account.objects.filter(pk=circle.bob.pk).update(language="en")
    return circle.bob


@contextmanager
def contacts(
    chromium: Chromium, live_server: Any, account: Account, stand_in: dict[str, Any] | None, *granted: str
) -> Iterator[Page]:
    client = Client()
    client.force_login(account)
    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="en-GB")
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([session, {"name": "language", "value": "en", "url": live_server.url}])
    context.grant_permissions(list(granted), origin=live_server.url)
    if stand_in is not None:
        context.add_init_script(f"{STAND_IN}({json.dumps(stand_in)})")
    page = context.new_page()
    page.goto(live_server.url + "/account/contacts/")
    try:
        yield page
    finally:
        context.close()


def opened(browser: Browser, body: bytes) -> dict[str, Any]:
    """RFC 8291, section 3.4, and the one record of RFC 8188, without the library that encrypted it."""

    def hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
        drawn = hmac.new(salt, secret, hashlib.sha256).digest()
        return hmac.new(drawn, info + b"\x01", hashlib.sha256).digest()[:length]

    salt, (size, of_key) = body[:16], struct.unpack(">IB", body[16:21])
    theirs = body[21 : 21 + of_key]
    sealed = body[21 + of_key :]
    assert len(sealed) <= size
    sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
    ours = browser.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = browser.key.exchange(ec.ECDH(), sender)
    material = hkdf(browser.auth, shared, b"WebPush: info\x00" + ours + theirs, 32)
    key = hkdf(salt, material, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = hkdf(salt, material, b"Content-Encoding: nonce\x00", 12)
    plain = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")
    assert plain[-1:] == b"\x02", "the last record"
    found: dict[str, Any] = json.loads(plain[:-1])
    return found


def stand_in(push: Web, browser: Browser) -> dict[str, Any]:
    return {"endpoint": push.address, "keys": browser.keys()}


def subscribe(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Tell me here").click()


PUSHED = """
async (payload) => {
    const shown = [], waits = [], event = new PushEvent("push", { data: payload });
    const earnest = ServiceWorkerRegistration.prototype.showNotification;
    ServiceWorkerRegistration.prototype.showNotification = function (title, options) {
        shown.push({ title, ...options });
        return earnest.call(this, title, options);
    };
    // Only the browser's own events may ask it to wait; the worker's asking is taken here.
    event.waitUntil = (promise) => waits.push(promise);
    self.dispatchEvent(event);
    await Promise.all(waits);
    ServiceWorkerRegistration.prototype.showNotification = earnest;
    return shown;
}
"""


def show(page: Page, payload: str) -> list[dict[str, Any]]:
    """Hand a payload to the worker; what it then asks the browser to show, once the browser has agreed.

    Read from the asking, not from the screen: a browser without one may let a notification go before it can be read.
    """
    page.wait_for_function("() => navigator.serviceWorker.ready.then((one) => Boolean(one.active))")
    (worker,) = page.context.service_workers or [page.context.wait_for_event("serviceworker")]
    found: list[dict[str, Any]] = worker.evaluate(PUSHED, payload)
    return found


def test_from_the_page_to_the_screen(
    browser: Chromium, live_server: Any, circle: Circle, bob: Account, push: Web
):
    mine = Browser()
    with contacts(browser, live_server, bob, stand_in(push, mine), "notifications") as page:
        subscribe(page)
        expect(page.locator("main")).to_contain_text("Message on the screen")
        point = ContactPoint.objects.get(account=bob)
        assert (point.channel, point.address, point.secret) == ("push", push.address, mine.keys())
        now = timezone.now()
        open_or_join(
            person=circle.person, cause="fever", level=Level.RED, at=now, by=None, about={"rules": []}
        )
        cycle(now)
        (got,) = push.got
        assert b"alert" not in got.body
        assert got.headers["Urgency"] == "high"
        said = opened(mine, got.body)
        assert said["title"] == "Cordée: red alert"
        assert circle.person.family_name not in json.dumps(said, ensure_ascii=False)
        (shown,) = show(page, json.dumps(said))
        assert (shown["title"], shown["body"]) == (said["title"], said["body"])
        assert (shown["requireInteraction"], shown["data"]["url"]) == (True, said["url"])


def test_what_the_page_asks_of_the_browser(
    browser: Chromium, live_server: Any, circle: Circle, bob: Account, push: Web
):
    with contacts(browser, live_server, bob, stand_in(push, Browser()), "notifications") as page:
        page.route("**/account/contacts/push/", lambda route: route.fulfill(status=503))
        page.get_by_role("button", name="Tell me here").click()
        expect(page.locator("[data-part=told]")).to_have_text("That did not work. Try again later.")
        key = public_key()
        assert key is not None
        assert bytes(page.evaluate("window.asked.key")) == urlsafe_b64decode(key + "=")
        assert page.evaluate("window.asked.visible") is True
        assert page.get_by_role("button", name="Tell me here").is_enabled()
    assert not ContactPoint.objects.filter(account=bob).exists()


def test_a_browser_that_may_not_show_messages_says_so(
    browser: Chromium, live_server: Any, circle: Circle, bob: Account, push: Web
):
    with contacts(browser, live_server, bob, stand_in(push, Browser())) as page:
        page.get_by_role("button", name="Tell me here").click()
        expect(page.locator("[data-part=told]")).to_contain_text("This browser was told not to show messages")
        assert page.evaluate("'key' in window.asked") is False
    assert not ContactPoint.objects.filter(account=bob).exists()


def test_a_browser_without_push_does_not_offer_it(
    browser: Chromium, live_server: Any, circle: Circle, bob: Account, push: Web
):
    with contacts(browser, live_server, bob, None, "notifications") as page:
        page.add_init_script("delete window.PushManager")
        page.reload()
        expect(page.locator("#push")).to_be_hidden()


def test_gone_it_is_broken_told_and_subscribed_anew(
    browser: Chromium, live_server: Any, circle: Circle, bob: Account, push: Web
):
    """Unsubscribed in the browser, the push service answers 410 Gone."""
    mine = Browser()
    with contacts(browser, live_server, bob, stand_in(push, mine), "notifications") as page:
        subscribe(page)
        push.status = 410
        page.get_by_role("button", name="Try it").click()
        cycle(timezone.now())
        assert ContactPoint.objects.get(account=bob).broken_at is not None
        assert Notice.objects.filter(account=bob, kind="chain.way_broken").exists()
        page.reload()
        expect(page.locator("main")).to_contain_text("nobody there")
        push.status = 201
        subscribe(page)
        expect(page.locator("main")).not_to_contain_text("nobody there")
        assert ContactPoint.objects.get(account=bob).broken_at is None
        page.get_by_role("button", name="Try it").click()
        cycle(timezone.now())
        assert opened(mine, push.got[-1].body)["title"] == "Cordée: a test"


def test_taken_away_nothing_more_is_sent_there(
    browser: Chromium, live_server: Any, circle: Circle, bob: Account, push: Web
):
    with contacts(browser, live_server, bob, stand_in(push, Browser()), "notifications") as page:
        subscribe(page)
        with page.expect_navigation():
            page.get_by_role("button", name="Take away").click()
        expect(page.locator("main")).to_contain_text("Taken away.")
    now = timezone.now()
    open_or_join(person=circle.person, cause="fever", level=Level.RED, at=now, by=None, about={"rules": []})
    cycle(now)
    assert push.got == []
