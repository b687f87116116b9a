"""Fifty faults, each a small named mutation of what is stored or of the engine, and the invariant that must report it.

Stored faults need a database that has stopped refusing them (`unguarded`), as after a hand-made repair or a lost disk
page. Engine faults are the classic mistakes of alerting tools.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cordee.service.chain import deliver, escalate, ingest, silence, trying
from cordee.service.chain.models import (
    Alert,
    AlertEvent,
    ChannelState,
    ContactPoint,
    Delivery,
    EngineBeat,
    EscalationPolicy,
    ExpectedReport,
    Report,
)
from cordee.service.people.models import AccessEntry, Account, Membership, Person, Team
from tests.service.conftest import NOW, Circle

DAY = timedelta(days=1)
FAR = NOW + 60 * DAY


def rows(model: Any, where: dict[str, Any] | None = None, **values: Any) -> Callable[[Circle], None]:
    """A fault that writes `values` over the rows of a model."""

    def plant(circle: Circle) -> None:
        changed = model.objects.filter(**(where or {})).update(**values)
        assert changed, "the fault changed nothing"

    return plant


RED = {"cause": "pain"}
AMBER = {"cause": "amber-cause"}
HELD = {"cause": "held-cause"}
CLOSED = {"cause": "closed-cause"}


def _twin(circle: Circle) -> None:
    alert = Alert.objects.get(**RED)
    alert.pk = None
    alert.id = escalate.delivery_id("twin")
    alert.save(force_insert=True)
    AlertEvent.objects.create(alert=alert, at=NOW, what="opened", about={})


def _second_policy(circle: Circle) -> None:
    policy = EscalationPolicy.objects.get()
    policy.pk = escalate.delivery_id("second")
    policy.version += 1
    policy.save(force_insert=True)


def _broken_point(circle: Circle) -> None:
    ContactPoint.objects.create(
        account=circle.alice, channel="sms", address="+33", made_at=NOW, broken_at=NOW
    )


def _failed_try(circle: Circle) -> None:
    Account.objects.filter(pk=circle.alice.pk).update(is_staff=True)
    owed = trying.owe_try(account=circle.alice, channel="sms", at=NOW, key="try")
    Delivery.objects.filter(pk=owed.pk).update(state="failed", next_attempt_at=None, trouble="refused")


def _no_words(circle: Circle) -> None:
    for report in Report.objects.all():
        report.told = {}
        report.save()


def _bad_policy(circle: Circle) -> None:
    policy = EscalationPolicy.objects.get()
    policy.ladders = {"red": [], "amber": []}
    policy.save()


def _tampered(circle: Circle) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='people_accessentry'"
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE people_accessentry DISABLE TRIGGER USER")
    assert AccessEntry.objects.filter(what="receive_report").update(by_name="Somebody else")


STORED: dict[str, tuple[Callable[[Circle], None], str]] = {
    "an open alert loses its next step": (
        rows(Alert, RED, next_action_at=None),
        "open-alert-without-next-step",
    ),
    "a red sleeps for two months": (rows(Alert, RED, next_action_at=FAR), "red-waits-too-long"),
    "an amber sleeps for two months": (rows(Alert, AMBER, next_action_at=FAR), "alert-waits-too-long"),
    "an alert is forgotten": (rows(Alert, RED, next_action_at=NOW - DAY), "alert-overdue"),
    "taken, by nobody": (rows(Alert, HELD, acknowledged_by=None), "acknowledged-by-nobody"),
    "taken, at no time": (rows(Alert, HELD, acknowledged_at=None), "acknowledged-by-nobody"),
    "held by somebody who left": (
        rows(Account, {"email": "bob@example.org"}, is_active=False),
        "held-by-a-closed-account",
    ),
    "closed by nobody": (rows(Alert, CLOSED, closed_by=None), "closed-by-nobody"),
    "closed without an outcome": (rows(Alert, CLOSED, outcome=""), "closed-by-nobody"),
    "closed before it opened": (rows(Alert, CLOSED, closed_at=NOW - DAY), "closed-before-it-opened"),
    "put off without saying why": (rows(Alert, RED, snoozed_at=NOW), "put-off-without-a-reason"),
    "put off while somebody has it": (
        rows(Alert, HELD, snoozed_at=NOW, snooze_reason="x"),
        "taken-and-put-off-at-once",
    ),
    "a level nobody looks for": (rows(Alert, AMBER, level=7), "unknown-level"),
    "the same worry open twice": (_twin, "two-open-alerts-of-one-cause"),
    "an alert with another team's ladder": (
        lambda circle: Alert.objects.filter(**RED).update(team=Team.objects.create(name="Other")),
        "alert-of-another-team",
    ),
    "an alert without a beginning": (
        lambda circle: AlertEvent.objects.filter(alert__cause="pain").delete(),
        "alert-without-a-beginning",
    ),
    "taken, and its history is silent": (
        lambda circle: AlertEvent.objects.filter(what="acknowledged").delete(),
        "taken-without-an-event",
    ),
    "closed, and its history is silent": (
        lambda circle: AlertEvent.objects.filter(what="closed").delete(),
        "closed-without-an-event",
    ),
    "raised, and its history is silent": (rows(Alert, AMBER, level=0), "raised-without-an-event"),
    "a red is lowered": (rows(Alert, RED, level=1), "lowered"),
    "what was owed is gone": (
        lambda circle: Delivery.objects.filter(alerts__cause="pain").delete(),
        "climbed-without-telling-anybody",
    ),
    "a delivery loses its next try": (
        rows(Delivery, {"state": "owed"}, next_attempt_at=None),
        "delivery-without-next-step",
    ),
    "a delivery is forgotten": (
        rows(Delivery, {"state": "owed"}, next_attempt_at=NOW - DAY),
        "delivery-overdue",
    ),
    "a failing delivery sleeps": (
        rows(Delivery, {"state": "owed"}, attempts=3, next_attempt_at=NOW + DAY),
        "delivery-put-off-too-far",
    ),
    "a red delivery waits for the morning": (
        rows(Delivery, {"state": "owed"}, level=0, next_attempt_at=NOW + DAY),
        "red-delivery-put-off",
    ),
    "an amber delivery waits for next year": (
        rows(Delivery, {"state": "owed"}, next_attempt_at=FAR),
        "delivery-put-off-beyond-any-opening",
    ),
    "a lease of a day": (
        rows(Delivery, {"state": "owed"}, lease=escalate.delivery_id("l"), leased_until=NOW + DAY),
        "lease-too-long",
    ),
    "sent, at no time": (rows(Delivery, {"state": "sent"}, sent_at=None), "sent-at-no-time"),
    "sent, and nobody tried": (rows(Delivery, {"state": "sent"}, attempts=0), "sent-without-a-try"),
    "sent, and nobody took it": (rows(Delivery, {"state": "sent"}, receipt=""), "sent-without-a-receipt"),
    "sent before it was owed": (
        rows(Delivery, {"state": "sent"}, sent_at=NOW - DAY),
        "sent-before-it-was-owed",
    ),
    "a state nobody looks for": (rows(Delivery, {"state": "owed"}, state="pending"), "unknown-state"),
    "a check-in loses its next step": (
        rows(ExpectedReport, {"state": "waiting"}, next_action_at=None),
        "check-in-without-next-step",
    ),
    "a silence is forgotten": (
        rows(ExpectedReport, {"state": "waiting"}, next_action_at=NOW - DAY),
        "check-in-overdue",
    ),
    "the dead are asked": (rows(Person, None, died_on=(NOW - 3 * DAY).date()), "check-in-waits-for-the-dead"),
    "nobody is expected any more": (
        lambda circle: ExpectedReport.objects.filter(state="waiting").delete(),
        "nobody-is-expected",
    ),
    "the next check-in is next year": (
        rows(ExpectedReport, {"state": "waiting"}, due_at=NOW + 300 * DAY, next_action_at=NOW + 300 * DAY),
        "check-in-expected-too-far-ahead",
    ),
    "a missed check-in that nobody was told of": (
        lambda circle: ExpectedReport.objects.create(person=circle.person, due_at=NOW - DAY, state="missed"),
        "missed-without-an-alert",
    ),
    "an answered one without its report": (
        lambda circle: ExpectedReport.objects.create(
            person=circle.person, due_at=NOW - DAY, state="answered"
        ),
        "answered-without-a-report",
    ),
    "a red report loses its alert": (
        lambda circle: Report.alerts.through.objects.all().delete(),
        "worrying-report-without-an-alert",
    ),
    "a report without words for the person": (_no_words, "report-without-words"),
    "a report the record does not hold": (
        rows(Report, None, resource="gone"),
        "report-that-is-not-in-the-record",
    ),
    "a policy of another shape": (_bad_policy, "policy-that-cannot-be-read"),
    "two current policies": (_second_policy, "two-current-policies"),
    "no current policy": (rows(EscalationPolicy, None, current=False), "no-current-policy"),
    "a clock a day ahead": (rows(Report, None, at=NOW + DAY), "times-to-come"),
    "a channel that fails for an hour": (
        lambda circle: ChannelState.objects.update_or_create(
            channel="sms", defaults={"failing_since": NOW - timedelta(hours=1), "failures": 9}
        ),
        "channel-down",
    ),
    "the daily try of a channel fails": (_failed_try, "channel-try-failed"),
    "a coordinator whose term is over": (
        rows(Membership, {"role": "coordinator"}, ends_at=NOW - DAY),
        "coordinator-is-not-a-member",
    ),
    "a coordinator nobody can reach": (_broken_point, "coordinator-unreachable"),
    "a team of closed accounts": (
        rows(Account, {"team__isnull": False}, is_active=False),
        "team-with-nobody",
    ),
    "a team without a telephone": (
        rows(Team, None, phone_day="", phone_night=""),
        "team-without-a-telephone",
    ),
    "the access log is changed": (_tampered, "access-log-broken"),
    "no engine turns": (
        rows(EngineBeat, None, started_at=NOW - DAY, finished_at=NOW - DAY),
        "engine-not-turning",
    ),
    "an engine is stuck in a cycle": (
        rows(EngineBeat, None, started_at=NOW - timedelta(minutes=5), finished_at=NOW - timedelta(minutes=6)),
        "engine-stuck-in-a-cycle",
    ),
}


@dataclass(frozen=True)
class EngineFault:
    """A mistake in the code: `where.name` is replaced; `after` is when, by the engine's own turning, it must show."""

    where: Any
    name: str
    instead: Any
    reports: str
    after: timedelta = timedelta(minutes=11)


def _marks_then_fails(delivery: Delivery, at: Any, *rest: Any) -> deliver.Sent:
    """Mark sent, then send: and the process dies in between."""
    deliver._finish(delivery, state="sent", sent_at=at)
    return deliver.Sent(sent=1)


def _joins_without_raising(real: Any) -> Any:
    def open_or_join_all(**asked: Any) -> list[Alert]:
        alerts: list[Alert] = real(**asked)
        Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).update(level=1)
        return alerts

    return open_or_join_all


ENGINE: dict[str, EngineFault] = {
    "escalation never runs": EngineFault(
        "cordee.service.chain.engine", "escalate_due", lambda at: 0, "alert-overdue"
    ),
    "delivery never runs": EngineFault(
        "cordee.service.chain.engine",
        "deliver_due",
        lambda at, send, **kept: deliver.Sent(),
        "delivery-overdue",
    ),
    "silence never runs": EngineFault(
        "cordee.service.chain.engine", "silence_due", lambda at: 0, "check-in-overdue", timedelta(days=8)
    ),
    "sent is written before sending": EngineFault(
        deliver, "_deliver", _marks_then_fails, "sent-without-a-receipt"
    ),
    "every delivery is found needless": EngineFault(
        deliver, "_is_needed", lambda alerts: False, "needless-though-nobody-has-it"
    ),
    "the next check-in is not written ahead": EngineFault(
        silence, "expect_next", lambda *asked: None, "nobody-is-expected", timedelta(days=9)
    ),
    "an alert climbs and owes nobody": EngineFault(
        escalate, "_owe", lambda *asked: None, "climbed-without-telling-anybody", timedelta(seconds=50)
    ),
    "a report opens nothing": EngineFault(
        ingest, "judge", None, "worrying-report-without-an-alert", timedelta(seconds=10)
    ),
    "a red joins an amber without raising it": EngineFault(
        ingest,
        "open_or_join_all",
        _joins_without_raising,
        "red-report-below-its-alert",
        timedelta(seconds=10),
    ),
}
