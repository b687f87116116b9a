"""Whether an engine turned since it was asked, and the chain in numbers for who may read them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from cordee.service.chain.engine import cycle, turn
from cordee.service.chain.health import engine_health, has_turned
from cordee.service.chain.models import ChannelState, ContactPoint, Delivery, EngineBeat
from cordee.service.chain.outage import outage
from tests.service.chain.test_escalation import Post, amber, red
from tests.service.conftest import NOW, Circle


def test_only_a_cycle_that_ends_after_the_question_counts(circle: Circle):
    cycle(NOW, through=Post())
    asked = iter([True, True, True, False])
    assert not has_turned(lambda: next(asked))

    def one_turns() -> bool:
        cycle(NOW, engine="another", through=Post())
        return True

    assert has_turned(one_turns)


def test_the_answer_is_503_when_nothing_turns(db: None):
    stopped = engine_health(wait=lambda: False)
    assert (stopped.status_code, stopped.content) == (503, b"stopped\n")


def test_while_one_waits_others_are_told_at_once(circle: Circle):
    cycle(timezone.now(), through=Post())
    second = []

    def ask_as_well() -> bool:
        second.append(engine_health(wait=lambda: pytest.fail("it waited")))
        return False

    assert engine_health(wait=ask_as_well).status_code == 503
    assert second[0].status_code == 200


def test_the_address_needs_neither_host_nor_https(circle: Circle, settings, monkeypatch: pytest.MonkeyPatch):
    settings.SECURE_SSL_REDIRECT = True
    monkeypatch.setattr("cordee.service.chain.health.PATIENCE", 0.0)
    assert Client(headers={"host": "elsewhere"}).get("/health/engine").status_code == 503


def test_the_figures(circle: Circle, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries):
    red(circle, at=timezone.now() - timedelta(minutes=5))
    amber(circle, at=timezone.now())
    ChannelState.objects.create(channel="sms", failures=4, failing_since=NOW)
    EngineBeat.objects.create(engine="e", started_at=NOW, finished_at=timezone.now(), cycles=7)
    with django_assert_max_num_queries(10):
        said = Client().get("/metrics").content.decode()
    assert 'cordee_alerts_open{held="no",level="red"} 1.0' in said
    assert 'cordee_alerts_open{held="yes",level="amber"} 0.0' in said
    assert 'cordee_channel_failures{channel="sms"} 4.0' in said
    assert "cordee_engine_cycles 7.0" in said
    oldest = next(
        row for row in said.splitlines() if row.startswith('cordee_alerts_oldest_seconds{level="red"}')
    )
    assert 299 < float(oldest.split()[1]) < 400
    for word in ("Moreau", "fever", str(circle.person.id), "example.org"):
        assert word not in said


def test_who_may_read_the_figures(db: None, monkeypatch: pytest.MonkeyPatch):
    client = Client()
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", headers={"x-forwarded-for": "127.0.0.1"}).status_code == 404
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.9").status_code == 404
    monkeypatch.setenv("CORDEE_METRICS_TOKEN", "a token")
    for token, status in (("a token", 200), ("another", 404), ("", 404)):
        asked = client.get("/metrics", REMOTE_ADDR="10.0.0.9", headers={"authorization": f"Bearer {token}"})
        assert asked.status_code == status


def test_every_page_says_when_no_engine_turns(circle: Circle, monkeypatch: pytest.MonkeyPatch):
    at = timezone.now()
    assert "phone" in outage(at)
    cycle(at, through=Post())
    assert outage(at) == ""
    assert "phone" in outage(at + timedelta(seconds=61))

    def away(at: object) -> bool:
        raise OperationalError

    monkeypatch.setattr("cordee.service.chain.outage.is_turning", away)
    assert "phone" in outage(at)


def test_who_has_named_no_way_is_written_to_where_a_mail_server_is_set(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CORDEE_MAIL_URL", "smtp://mail.example.org")
    ContactPoint.objects.create(account=circle.bob, channel="sms", address="+33", made_at=NOW)
    red(circle)
    owed = {(d.account.full_name, d.channel) for d in Delivery.objects.select_related("account")}
    assert owed == {
        ("Alice Martin", "app"),
        ("Alice Martin", "email"),
        ("Bob Petit", "app"),
        ("Bob Petit", "sms"),
    }


def test_a_database_that_is_away_is_asked_less_and_less_often(db: None, monkeypatch: pytest.MonkeyPatch):
    def away(*asked: object, **more: object) -> None:
        raise OperationalError

    monkeypatch.setattr("cordee.service.chain.engine.cycle", away)
    pauses: list[float] = []
    said: list[str] = []

    def wait(pause: timedelta) -> bool:
        pauses.append(pause.total_seconds())
        return len(pauses) == 7

    turn(engine="e", now=lambda: NOW, wait=wait, say=said.append)
    assert pauses == [1, 2, 4, 8, 15, 15, 15]
    assert len(said) == 7
