"""Text messages, webhooks and pushes against real servers: what is sent, how it is signed, what an answer means."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from datetime import timedelta

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cordee.service.chain.channels import ChannelTrouble, Message, Nobody, deadline, post, send
from cordee.service.chain.channels.push.keys import make_keys, public_key
from cordee.service.chain.channels.signing import KEY, SIGNATURE, TIME, is_signed, signature
from cordee.service.chain.models import ContactPoint
from cordee.service.people.models import Account, Notice
from tests.service.chain.servers import Web, free_port, silent, web
from tests.service.chain.test_escalation import red
from tests.service.conftest import NOW, Circle

SECRET = "a secret shared with the gateway"


@pytest.fixture
def there() -> Iterator[Web]:
    with web() as told:
        yield told


@pytest.fixture
def gateway(there: Web, monkeypatch: pytest.MonkeyPatch) -> Web:
    monkeypatch.setenv("CORDEE_SMS_URL", there.address)
    monkeypatch.setenv("CORDEE_SMS_SECRET", SECRET)
    monkeypatch.setenv("CORDEE_URL", "https://cordee.example.org")
    return there


def message(account: Account, channel: str, address: str, *, alerts: tuple = (), **secret: str) -> Message:
    point = ContactPoint.objects.create(
        account=account, channel=channel, address=address, made_at=NOW, secret=secret
    )
    return Message(
        key="alert:1",
        kind="alert",
        urgent=True,
        account=account,
        channel=channel,
        alerts=alerts,
        points=(point,),
    )


def test_a_text_message_is_signed_says_how_urgent_and_where_and_nothing_else(circle: Circle, gateway: Web):
    alert = red(circle)
    told = message(circle.alice, "sms", "+33100000009", alerts=(alert.id,))
    assert send(told) == "gw-1"
    (got,) = gateway.got
    said = json.loads(got.body)
    assert said["to"] == "+33100000009"
    assert said["key"] == got.headers[KEY] == "alert:1"
    assert said["text"].endswith("https://cordee.example.org/today/")
    assert got.headers[SIGNATURE] == signature(SECRET, got.headers[TIME], "alert:1", got.body)
    for word in ("Inès", "Moreau", "fever", "fièvre", str(circle.person.id)):
        assert word not in got.body.decode()


def test_the_same_message_again_has_the_same_key(circle: Circle, gateway: Web):
    told = message(circle.alice, "sms", "+33100000009")
    send(told)
    send(told)
    assert len({got.headers[KEY] for got in gateway.got}) == 1


@pytest.mark.parametrize(
    ("status", "permanent"),
    [(400, True), (408, False), (425, False), (429, False), (500, False), (503, False), (302, True)],
)
def test_what_an_answer_of_the_gateway_means(circle: Circle, gateway: Web, status: int, permanent: bool):
    gateway.status, gateway.location = status, gateway.address
    with pytest.raises(ChannelTrouble) as trouble:
        send(message(circle.alice, "sms", "+33100000009"))
    assert (trouble.value.permanent, trouble.value.hung) == (permanent, False)
    assert len(gateway.got) == 1  # no redirect is followed
    assert ContactPoint.objects.get().broken_at is None


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_gateway_that_does_not_know_us_is_ours_to_mend_and_tried_again(
    circle: Circle, gateway: Web, status: int
):
    gateway.status = status
    with pytest.raises(ChannelTrouble) as trouble:
        send(message(circle.alice, "sms", "+33100000009"))
    assert not trouble.value.permanent


def test_a_number_that_is_nobodys_is_taken_for_broken_and_its_owner_told(circle: Circle, gateway: Web):
    gateway.status = 422
    with pytest.raises(Nobody):
        send(message(circle.alice, "sms", "+33100000009"))
    assert ContactPoint.objects.get().broken_at is not None
    assert Notice.objects.get().kind == "chain.way_broken"


def test_one_of_two_numbers_suffices(circle: Circle, gateway: Web):
    told = message(circle.alice, "sms", "+33100000009")
    second = ContactPoint.objects.create(
        account=circle.alice, channel="push", address="x", made_at=NOW, secret={}
    )
    both = Message("k", "alert", True, circle.alice, "sms", points=(*told.points, second))
    assert send(both) == "gw-1, gw-1"


def test_a_refused_connection_is_for_now(circle: Circle, gateway: Web, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CORDEE_SMS_URL", f"http://127.0.0.1:{free_port()}/")
    with pytest.raises(ChannelTrouble) as trouble:
        send(message(circle.alice, "sms", "+33100000009"))
    assert (trouble.value.permanent, trouble.value.hung) == (False, False)


@pytest.mark.parametrize("drip", [b"", b"H"])
def test_a_server_that_hangs_or_drips_is_cut_off(drip: bytes):
    with silent(drip) as port, pytest.raises(ChannelTrouble) as trouble:
        post.post(f"http://127.0.0.1:{port}/", b"{}", {}, longest=0.3)
    assert (trouble.value.permanent, trouble.value.hung) == (False, True)


def test_a_message_takes_less_than_a_lease_and_a_cycle_less_than_the_engine_may_be_away():
    from cordee.service.chain.deliver import LEASE
    from cordee.service.chain.engine import TURNING_WITHIN
    from cordee.service.chain.patience import SPENT_AFTER

    assert min(LEASE, TURNING_WITHIN).total_seconds() > SPENT_AFTER + 2 * deadline.LONGEST


def test_a_setting_that_cannot_be_read_stops_no_engine(
    circle: Circle, gateway: Web, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CORDEE_SMS_SECRET", "short")
    with pytest.raises(ChannelTrouble) as trouble:
        send(message(circle.alice, "sms", "+33100000009"))
    assert not trouble.value.permanent


def test_a_webhook_is_signed_with_its_own_secret(circle: Circle, there: Web, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CORDEE_WEBHOOK_HOSTS", "127.0.0.1")
    assert send(message(circle.alice, "webhook", there.address, secret="its own")) == "answered 200"
    (got,) = there.got
    assert got.headers[SIGNATURE] == signature("its own", got.headers[TIME], "alert:1", got.body)
    assert set(json.loads(got.body)) == {"key", "kind", "urgent", "title", "text", "link"}


def test_a_webhook_goes_only_where_the_operator_allows(circle: Circle, there: Web):
    with pytest.raises(ChannelTrouble) as trouble:
        send(message(circle.alice, "webhook", there.address, secret="its own"))
    assert trouble.value.permanent
    assert there.got == []


def test_a_signature_is_fresh_and_of_this_body():
    time = str(int(NOW.timestamp()))
    sent = {TIME: time, KEY: "k", SIGNATURE: signature(SECRET, time, "k", b"body")}
    assert is_signed(SECRET, sent, b"body", NOW)
    assert not is_signed(SECRET, sent, b"other", NOW)
    assert not is_signed("another", sent, b"body", NOW)
    assert not is_signed("", {**sent, SIGNATURE: signature("", time, "k", b"body")}, b"body", NOW)
    assert not is_signed(SECRET, {**sent, KEY: "l"}, b"body", NOW)
    assert not is_signed(SECRET, sent, b"body", NOW + timedelta(minutes=6))
    assert not is_signed(SECRET, {}, b"body", NOW)


class Browser:
    """What a browser keeps: its key pair and its secret."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = b"0123456789abcdef"

    def keys(self) -> dict[str, str]:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {
            "p256dh": urlsafe_b64encode(point).decode().rstrip("="),
            "auth": urlsafe_b64encode(self.auth).decode().rstrip("="),
        }

    def read(self, body: bytes) -> dict[str, object]:
        opened = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        return json.loads(opened)


@pytest.fixture
def push(there: Web, monkeypatch: pytest.MonkeyPatch, tmp_path) -> Web:
    monkeypatch.setenv("CORDEE_HOME", str(tmp_path))
    monkeypatch.setenv("CORDEE_PUSH_HOSTS", "127.0.0.1")
    monkeypatch.setenv("CORDEE_PUSH_CONTACT", "operators@example.org")
    make_keys()
    there.status, there.answer = 201, b""
    return there


def test_a_push_can_be_read_by_the_browser_alone_and_is_signed_by_our_key(circle: Circle, push: Web):
    browser = Browser()
    assert send(message(circle.alice, "push", push.address, **browser.keys())) == "answered 201"
    (got,) = push.got
    assert b"alert" not in got.body
    said = browser.read(got.body)
    assert said["urgent"] is True
    assert str(said["url"]).endswith("/today/")
    assert got.headers["Urgency"] == "high"
    assert got.headers["Content-Encoding"] == "aes128gcm"
    scheme, _, rest = got.headers["Authorization"].partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert (scheme, parts["k"]) == ("vapid", public_key())
    claims = parts["t"].split(".")[1]
    told = json.loads(urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    assert told["aud"] == f"http://127.0.0.1:{push.port}"
    assert told["sub"] == "mailto:operators@example.org"


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_is_over_is_taken_for_broken(circle: Circle, push: Web, status: int):
    push.status = status
    with pytest.raises(Nobody):
        send(message(circle.alice, "push", push.address, **Browser().keys()))
    assert ContactPoint.objects.get().broken_at is not None


def test_a_push_goes_to_push_services_alone(circle: Circle, push: Web, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("CORDEE_PUSH_HOSTS")
    with pytest.raises(ChannelTrouble):
        send(message(circle.alice, "push", push.address, **Browser().keys()))
    assert push.got == []


def test_keys_are_made_once(push: Web):
    first = public_key()
    assert first is not None
    assert make_keys() == first
    assert len(urlsafe_b64decode(first + "=")) == 65
