"""Engine, watchman and channels as commands; telling the operators by ways that need no engine; the daily try."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.db import OperationalError

from cordee.cli.parser import parser
from cordee.service.chain import operators, watchman
from cordee.service.chain.channels.signing import SIGNATURE, TIME, signature
from cordee.service.chain.deliver import Sent
from cordee.service.chain.engine import Cycle, cycle
from cordee.service.chain.log_lines import line, say_cycle
from cordee.service.chain.models import ContactPoint, Delivery, EngineBeat
from cordee.service.chain.running import run_engine, run_watchman
from cordee.service.chain.try_now import try_now
from cordee.service.chain.trying import LATE_AFTER, owe_daily_tries
from cordee.service.chain.watchman import Round
from cordee.service.people.models import Account, Notice
from tests.service.chain.servers import web
from tests.service.chain.test_escalation import Post, red
from tests.service.conftest import NOW, Circle

FOUND = Round(
    (("alert-overdue", "a"), ("alert-overdue", "b")), (("alert-overdue", "a"), ("alert-overdue", "b"))
)


@pytest.fixture
def operator(circle: Circle) -> Account:
    circle.charlie.is_staff = True
    circle.charlie.save()
    return circle.charlie


def test_one_cycle_from_the_command_line(circle: Circle):
    red(circle)
    run_engine(once=True)
    assert EngineBeat.objects.get().cycles == 1
    assert Notice.objects.filter(account=circle.alice, kind="chain.alert").exists()


def test_one_round_from_the_command_line_says_what_it_found(circle: Circle):
    done = run_watchman(once=True)
    assert done is not None
    assert ("engine-not-turning", "every engine") in done.found


def test_the_commands_are_there():
    for words in (
        ["engine", "--once"],
        ["watchman", "--once"],
        ["channels", "test", "sms"],
        ["channels", "keys"],
    ):
        assert callable(parser().parse_args(words).run)


def test_operators_are_told_by_mail_webhook_and_the_chain(
    circle: Circle, operator: Account, monkeypatch: pytest.MonkeyPatch
):
    ContactPoint.objects.create(account=operator, channel="sms", address="+33", made_at=NOW)
    with web() as there:
        monkeypatch.setenv("CORDEE_WATCHMAN_URL", there.address)
        monkeypatch.setenv("CORDEE_WATCHMAN_SECRET", "its secret")
        monkeypatch.setenv("CORDEE_WATCHMAN_MAIL", "duty@example.org")
        operators.tell_operators(FOUND, NOW)
    (got,) = there.got
    assert json.loads(got.body) == {"kind": "watchman", "found": {"alert-overdue": 2}}
    assert got.headers[SIGNATURE] == signature(
        "its secret", got.headers[TIME], got.headers["Idempotency-Key"], got.body
    )
    assert set(mail.outbox[0].to) == {"charlie@example.org", "duty@example.org"}
    assert mail.outbox[0].body == "2 × alert-overdue"
    owed = Delivery.objects.filter(kind="watchman", state="owed", level=0)
    assert set(owed.values_list("account", "channel")) == {(operator.pk, "app"), (operator.pk, "sms")}
    post = Post()
    cycle(NOW, through=post)
    assert [message.kind for message in post.sent] == ["watchman", "watchman"]


def test_when_the_database_is_away_operators_are_still_told_and_once(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
):
    def away(*asked: object, **more: object) -> None:
        raise OperationalError

    monkeypatch.setattr(watchman, "watch", away)
    told, pings, stops = [], [], iter([False, False, True])
    watchman.turn(
        now=lambda: NOW,
        wait=lambda: next(stops),
        tell=lambda done, at: told.append(done.new),
        ping=lambda: pings.append(1),
    )
    assert told == [(("database-does-not-answer", "all"),)]
    assert pings == []
    monkeypatch.setattr(operators, "_operators", away)
    monkeypatch.setenv("CORDEE_WATCHMAN_MAIL", "duty@example.org")
    operators.tell_operators(Round(told[0], told[0]), NOW)
    assert mail.outbox[0].to == ["duty@example.org"]


def test_the_switch_outside_is_pinged(monkeypatch: pytest.MonkeyPatch):
    with web() as there:
        monkeypatch.setenv("CORDEE_DEADMAN_URL", there.address)
        operators.ping()
        there.status = 500
        operators.ping()  # told in the log; the watchman goes on
    assert [got.method for got in there.got] == ["GET", "GET"]


def test_every_channel_is_tried_once_a_day(circle: Circle, operator: Account):
    ContactPoint.objects.create(account=operator, channel="sms", address="+33", made_at=NOW)
    ContactPoint.objects.create(account=circle.bob, channel="email", address="b", made_at=NOW)
    assert owe_daily_tries(NOW) == 2
    assert owe_daily_tries(NOW + timedelta(hours=23)) == 0
    cycle(NOW, through=Post())
    assert owe_daily_tries(NOW + timedelta(hours=25)) == 2
    assert {d.channel for d in Delivery.objects.filter(kind="test")} == {"app", "sms"}


def test_a_try_that_stays_unsent_is_found(circle: Circle, operator: Account):
    ContactPoint.objects.create(account=operator, channel="sms", address="+33", made_at=NOW)
    owe_daily_tries(NOW)
    late = NOW + LATE_AFTER + timedelta(seconds=1)
    for at in (NOW, late):
        cycle(at, through=Post("sms"))
    assert ("channel-try-failed", "sms") in watchman.look(late)
    assert ("channel-try-failed", "app") not in watchman.look(late)


def test_channels_are_tried_now_without_an_engine(circle: Circle, monkeypatch: pytest.MonkeyPatch):
    ContactPoint.objects.create(account=circle.bob, channel="sms", address="+33", made_at=NOW)
    tried = {one.channel: one for one in try_now(to="BOB@example.org")}
    assert tried["email"].receipt.startswith("<")
    assert mail.outbox[0].to == ["bob@example.org"]
    assert tried["sms"].trouble == "no gateway is set (CORDEE_SMS_URL)"
    assert list(try_now()) == []  # there is no operator


def test_a_demo_writes_to_the_outbox_of_this_machine(circle: Circle, settings, monkeypatch, tmp_path):
    from cordee.service.chain.channels.outbox import messages_to

    settings.DEMO = True
    monkeypatch.setenv("CORDEE_HOME", str(tmp_path))
    ContactPoint.objects.create(account=circle.bob, channel="sms", address="+33", made_at=NOW)
    assert [one.receipt for one in try_now(only="sms", to="bob@example.org")] == ["outbox"]
    ((channel, title, text),) = messages_to(circle.bob)
    assert channel == "sms"
    assert title.startswith("Cordée")
    assert "http" in text
    assert messages_to(circle.alice) == []
    assert mail.outbox == []


def test_log_lines_are_json_with_numbers_only(monkeypatch: pytest.MonkeyPatch, capsys):
    assert json.loads(line(NOW, "engine.cycle", sent=3)) == {
        "at": "2026-11-20T09:30:00.000+00:00",
        "event": "engine.cycle",
        "sent": 3,
    }
    monkeypatch.setenv("CORDEE_LOG", "json")
    say_cycle(NOW, Cycle(0, 0, Sent()))
    say_cycle(NOW, Cycle(1, 2, Sent(sent=3)))
    assert [json.loads(one)["alerts"] for one in capsys.readouterr().err.splitlines()] == [2]
