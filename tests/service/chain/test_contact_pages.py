"""How an account says by which ways it is reached; and what operators see of the watch."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from cordee.service.chain import contact_code
from cordee.service.chain.contact_code import GUESSES, number_proved, read_number
from cordee.service.chain.models import ContactPoint, Delivery, Finding
from tests.service.chain.servers import Web, web
from tests.service.conftest import NOW, Circle

PAGE = "/account/contacts/"


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch):
    with web() as told:
        monkeypatch.setenv("CORDEE_SMS_URL", told.address)
        monkeypatch.setenv("CORDEE_SMS_SECRET", "a secret shared with the gateway")
        yield told


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+33 6 12 34 56 78", "+33612345678"),
        ("0032.470.12.34.56", "+32470123456"),
        ("+1 (202) 555-0100", "+12025550100"),
        ("06 12 34 56 78", None),
        ("+33", None),
        ("+33 6 12 34 56 78 ou 79", None),
    ],
)
def test_a_number_is_read_with_its_country(typed: str, number: str | None):
    assert read_number(typed) == number


def test_a_number_is_kept_once_its_code_is_typed_back(circle: Circle, gateway: Web):
    client = circle.client_of(circle.bob)
    asked = client.post(PAGE + "sms/", {"number": "+33 6 12 34 56 78"})
    code = re.search(r"\d{6}", json.loads(gateway.got[0].body)["text"])
    assert code is not None
    assert not ContactPoint.objects.exists()
    carried = asked.context["code_form"].initial["carried"]
    wrong = client.post(PAGE + "sms/", {"carried": carried, "code": "nonsense"})
    assert wrong.status_code == 422
    assert not ContactPoint.objects.exists()
    right = client.post(PAGE + "sms/", {"carried": carried, "code": code.group()})
    assert right.status_code == 302
    point = ContactPoint.objects.get()
    assert (point.account, point.channel, point.address) == (circle.bob, "sms", "+33612345678")


def test_a_code_is_for_one_account_and_few_guesses(circle: Circle, gateway: Web):
    carried = contact_code.send_code(account=circle.bob, number="+33612345678", at=NOW)
    code = re.search(r"\d{6}", json.loads(gateway.got[0].body)["text"])
    assert code is not None
    assert number_proved(account=circle.alice, carried=carried, code=code.group()) is None
    assert number_proved(account=circle.bob, carried=carried, code=code.group()) == "+33612345678"
    for _ in range(GUESSES):
        number_proved(account=circle.bob, carried=carried, code="x")
    assert number_proved(account=circle.bob, carried=carried, code=code.group()) is None


def test_codes_are_sent_a_few_times_an_hour(circle: Circle, gateway: Web):
    client = circle.client_of(circle.bob)
    for _ in range(contact_code.CODES_AN_HOUR + 1):
        last = client.post(PAGE + "sms/", {"number": "+33612345678"})
    assert last.status_code == 422
    assert len(gateway.got) == contact_code.CODES_AN_HOUR


def test_mail_a_try_taking_away_and_using_again(circle: Circle, django_assert_max_num_queries):
    client = circle.client_of(circle.bob)
    client.post(PAGE + "email/")
    point = ContactPoint.objects.get()
    assert (point.channel, point.address) == ("email", "bob@example.org")
    with django_assert_max_num_queries(20):
        assert "bob@example.org" in client.get(PAGE).content.decode()
    client.post(PAGE + "change/", {"point": point.id, "do": "try"})
    assert Delivery.objects.filter(account=circle.bob, channel="email", kind="test", state="owed").exists()
    ContactPoint.objects.update(broken_at=NOW)
    assert "nobody there" in client.get(PAGE).content.decode()
    client.post(PAGE + "change/", {"point": point.id, "do": "mend"})
    assert ContactPoint.objects.get().broken_at is None
    client.post(PAGE + "change/", {"point": point.id, "do": "remove"})
    assert not ContactPoint.objects.exists()


def test_nobody_changes_the_ways_of_another(circle: Circle):
    point = ContactPoint.objects.create(account=circle.bob, channel="sms", address="+33", made_at=NOW)
    answer = circle.client_of(circle.alice).post(PAGE + "change/", {"point": point.id, "do": "remove"})
    assert answer.status_code == 422
    assert ContactPoint.objects.exists()


def test_a_browser_subscribes_through_services_we_know_alone(circle: Circle):
    client = circle.client_of(circle.ines)

    def subscribe(endpoint: str) -> int:
        body = json.dumps({"endpoint": endpoint, "keys": {"p256dh": "p", "auth": "a"}})
        return client.post(PAGE + "push/", body, content_type="application/json").status_code

    assert subscribe("https://fcm.googleapis.com/wp/abc") == 201
    assert ContactPoint.objects.get().secret == {"p256dh": "p", "auth": "a"}
    for elsewhere in (
        "https://evil.example/",
        "http://fcm.googleapis.com/wp/abc",
        "https://fcm.googleapis.com.evil.example/",
        "http://169.254.169.254/",
        "https://[bad",
    ):
        assert subscribe(elsewhere) == 422
    assert ContactPoint.objects.count() == 1


def test_a_webhook_is_a_professionals_and_its_secret_is_shown_once(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CORDEE_WEBHOOK_HOSTS", "alarms.hospital.example")
    address = {"address": "https://alarms.hospital.example/cordee"}
    client = circle.client_of(circle.bob)
    shown = client.post(PAGE + "webhook/", address).content.decode()
    secret = ContactPoint.objects.get().secret["secret"]
    assert secret in shown
    assert secret not in client.get(PAGE).content.decode()
    assert client.post(PAGE + "webhook/", {"address": "https://elsewhere.example/"}).status_code == 422
    assert circle.client_of(circle.ines).post(PAGE + "webhook/", address).status_code == 422
    assert ContactPoint.objects.count() == 1


def test_the_watch_is_for_operators(circle: Circle, django_assert_max_num_queries):
    Finding.objects.create(invariant="alert-overdue", subject="x", found_at=NOW)
    assert circle.client_of(circle.alice).get("/watch/").status_code == 404
    assert Client().get("/watch/").status_code == 302
    circle.charlie.is_staff = True
    circle.charlie.save()
    for language in ("en", "fr"):
        client = circle.client_of(circle.charlie, language)
        with django_assert_max_num_queries(20):
            shown = client.get("/watch/")
        assert "alert-overdue" in shown.content.decode()
        assert circle.person.family_name not in shown.content.decode()


def test_the_worker_is_at_the_root(client: Client):
    answer = client.get("/worker.js")
    assert answer.headers["Content-Type"] == "text/javascript"
    assert b"showNotification" in answer.content
