"""E-mail against a real SMTP server: what is sent, and what refusing, hanging and bouncing mean."""

from __future__ import annotations

import json
from collections.abc import Iterator
from email import message_from_bytes, policy

import pytest
from django.test import Client
from django.utils import timezone

from cordee.service.chain.channels import ChannelTrouble, Message, Nobody, send
from cordee.service.chain.channels.email import transport
from cordee.service.chain.channels.signing import headers
from cordee.service.chain.deliver import deliver_due
from cordee.service.chain.engine import cycle
from cordee.service.chain.models import Alert, ContactPoint, Delivery
from tests.service.chain.servers import Mail, free_port, mail, silent
from tests.service.chain.test_escalation import red
from tests.service.conftest import NOW, Circle


@pytest.fixture
def server(settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mail]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = "127.0.0.1", False, ""
    monkeypatch.setenv("CORDEE_URL", "https://cordee.example.org")
    with mail() as told:
        settings.EMAIL_PORT = told.port
        yield told


def to(circle: Circle, *, alerts: tuple = (), named: bool = True, language: str = "en") -> Message:
    circle.alice.language = language
    points = ()
    if named:
        points = (
            ContactPoint.objects.create(
                account=circle.alice, channel="email", address="alice@mail.example.org", made_at=NOW
            ),
        )
    return Message(
        key="alert:1",
        kind="alert",
        urgent=True,
        account=circle.alice,
        channel="email",
        alerts=alerts,
        points=points,
    )


def test_the_mail_shows_the_rope_and_names_carers_only(circle: Circle, server: Mail):
    alert = red(circle)
    receipt = send(to(circle, alerts=(alert.id,)))
    (envelope,) = server.got
    assert envelope.rcpt_tos == ["alice@mail.example.org"]
    said = message_from_bytes(envelope.content, policy=policy.default)
    assert said["Message-ID"] == receipt == transport.message_id("alert:1")
    assert said["Auto-Submitted"] == "auto-generated"
    text = said.get_content()
    assert "https://cordee.example.org/today/" in text
    assert "○ Alice Martin, Bob Petit" in text
    assert "◌ " in text
    for word in ("Inès", "Ines", "Moreau", "fever", str(circle.person.id)):
        assert word not in envelope.content.decode()


def test_the_mail_is_in_the_language_of_who_reads_it(circle: Circle, server: Mail):
    send(to(circle, language="fr"))
    said = message_from_bytes(server.got[0].content, policy=policy.default)
    assert "alerte rouge" in said["Subject"]


def test_who_has_named_no_address_is_written_to_where_they_sign_in(circle: Circle, server: Mail):
    send(to(circle, named=False))
    assert server.got[0].rcpt_tos == ["alice@example.org"]


@pytest.mark.parametrize(
    ("answer", "permanent", "broken"),
    [
        ("450 4.2.0 greylisted", False, False),
        ("452 4.3.1 no space", False, False),
        ("550 5.1.1 no such user", True, True),
        ("550 no such user", True, True),
        ("552 5.2.2 mailbox full", True, False),
        ("554 5.7.1 relaying denied", True, False),
    ],
)
def test_what_a_refusal_of_the_recipient_means(
    circle: Circle, server: Mail, answer: str, permanent: bool, broken: bool
):
    server.at_recipient = answer
    with pytest.raises(ChannelTrouble) as trouble:
        send(to(circle))
    assert (trouble.value.permanent, isinstance(trouble.value, Nobody)) == (permanent, broken)
    assert (ContactPoint.objects.get().broken_at is not None) is broken


def test_a_refusal_of_the_message_itself_is_ours_to_mend(circle: Circle, server: Mail):
    server.at_data = "554 5.7.1 looks like spam"
    with pytest.raises(ChannelTrouble) as trouble:
        send(to(circle))
    assert not trouble.value.permanent


def test_nobody_at_the_address_of_sign_in_is_written_down(circle: Circle, server: Mail):
    server.at_recipient = "550 5.1.1 no such user"
    with pytest.raises(Nobody):
        send(to(circle, named=False))
    assert ContactPoint.objects.get().broken_at is not None
    server.at_recipient = "250 OK"
    with pytest.raises(ChannelTrouble, match="no address is left"):
        send(Message("k", "alert", True, circle.alice, "email"))


def test_no_server_is_for_now(circle: Circle, server: Mail, settings):
    settings.EMAIL_PORT = free_port()
    with pytest.raises(ChannelTrouble) as trouble:
        send(to(circle))
    assert (trouble.value.permanent, trouble.value.hung) == (False, False)


@pytest.mark.parametrize("drip", [b"", b"2"])
def test_a_server_that_hangs_or_drips_is_cut_off(
    circle: Circle, server: Mail, settings, monkeypatch: pytest.MonkeyPatch, drip: bytes
):
    monkeypatch.setattr(transport, "LONGEST", 0.3)
    with silent(drip) as port:
        settings.EMAIL_PORT = port
        with pytest.raises(ChannelTrouble) as trouble:
            send(to(circle))
    assert (trouble.value.permanent, trouble.value.hung) == (False, True)


def test_accepted_then_bounced_the_alert_does_not_wait(
    circle: Circle, server: Mail, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CORDEE_MAIL_HOOK_SECRET", "a secret of the mail server")
    for account in (circle.alice, circle.bob):
        ContactPoint.objects.create(
            account=account, channel="email", address=f"{account.id}@mail.example.org", made_at=NOW
        )
    alert = red(circle, at=timezone.now())
    cycle(alert.opened_at, through=send)
    assert len(server.got) == 2
    planned = Alert.objects.get(pk=alert.pk).next_action_at
    for delivery in Delivery.objects.filter(channel="email"):
        body = json.dumps({"id": delivery.receipt, "state": "bounced", "permanent": True}).encode()
        signed = headers("a secret of the mail server", timezone.now(), "b", body)
        answer = Client().post("/hooks/email/", body, content_type="application/json", headers=signed)
        assert answer.status_code == 204
    alert.refresh_from_db()
    assert alert.next_action_at is not None
    assert planned is not None
    assert alert.next_action_at < planned
    assert set(Delivery.objects.filter(channel="email").values_list("state", "sent_at")) == {("failed", None)}
    assert not ContactPoint.objects.filter(broken_at__isnull=True).exists()


def test_a_hook_without_a_true_signature_changes_nothing(circle: Circle, monkeypatch: pytest.MonkeyPatch):
    red(circle)
    ContactPoint.objects.create(account=circle.alice, channel="sms", address="+33", made_at=NOW)
    deliver_due(NOW, lambda message: "gw-1")
    body = json.dumps({"id": "gw-1", "state": "failed"}).encode()
    before = list(Delivery.objects.values_list("id", "state"))
    for secret in ("", "wrong"):
        signed = headers(secret, timezone.now(), "b", body)
        for path in ("/hooks/sms/", "/hooks/email/"):
            assert (
                Client().post(path, body, content_type="application/json", headers=signed).status_code == 404
            )
    monkeypatch.setenv("CORDEE_SMS_SECRET", "the right one, long enough")
    signed = headers("the right one, long enough", timezone.now(), "b", b"nonsense")
    answer = Client().post("/hooks/sms/", b"nonsense", content_type="application/json", headers=signed)
    assert answer.status_code == 400
    assert list(Delivery.objects.values_list("id", "state")) == before
