"""A round of the watchman, beside a history of check-ins that grows: processor time, statements and their plans.

Run as `python -m benchmarks.watchman_round [--database postgresql] [--check-ins 1000,30000,100000] [--plans]`. The history
is invented: a check-in a minute until a day ago, of ten people; one in eleven began an alert that somebody closed; 26
messages to ten check-ins, as in the simulated year. Nothing of it breaks a promise of the chain.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

_BATCH = 2000
_ROUNDS = 15


def main() -> None:
    """Measure, and print a line for each length of history."""
    parser = argparse.ArgumentParser(prog="benchmarks.watchman_round")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--check-ins", default="1000,30000,100000")
    parser.add_argument(
        "--plans", action="store_true", help="print the plan of each statement that takes a millisecond"
    )
    asked = parser.parse_args()
    from chaos import database

    database.start(asked.database)
    from chaos.scene import people

    made, stored, at = people(10), 0, datetime.now(UTC)
    for wanted in map(int, asked.check_ins.split(",")):
        past(made, stored, wanted, at)
        stored = wanted
        _analyze()
        print(f"{asked.database}, {stored:,} check-ins: {_measured(at, plans=asked.plans)}", flush=True)


def past(people: list[UUID], start: int, end: int, at: datetime) -> None:
    """Check-ins `start` to `end` (the higher, the longer ago), with what came of them, all before the day before `at`."""
    from cordee.service.people.models import Person

    whom = list(Person.objects.filter(pk__in=people).select_related("coordination"))
    for first in range(start, end, _BATCH):
        rows: list[Any] = []
        for number in range(first, min(first + _BATCH, end)):
            rows += _one(whom[number % len(whom)], number, at - timedelta(days=1, minutes=number))
        for model in dict.fromkeys(type(row) for row in rows):
            model.objects.bulk_create([row for row in rows if type(row) is model], batch_size=_BATCH)


def _one(person: Any, number: int, when: datetime) -> Iterator[Any]:
    from cordee.service.chain.models import Alert, AlertEvent, Concern, Delivery, ExpectedReport, Report
    from cordee.service.record.models import Resource

    random = Random(number)

    def key() -> UUID:
        return UUID(int=random.getrandbits(128), version=4)

    carer = person.coordination.account_id
    due = ExpectedReport(pk=10_000_000 + number, person=person, due_at=when, state="answered")
    yield due
    logical = f"past-{number}"
    yield Resource(
        id=key(),
        person=person,
        type="QuestionnaireResponse",
        logical_id=logical,
        version=1,
        body={},
        door="api",
        facts_version=1,
        recorded_at=when,
    )
    said = "amber" if number % 11 == 0 else "green"
    report = Report(
        id=key(),
        person=person,
        at=when,
        once=logical,
        body={},
        level=said,
        assessment={},
        told={"call": {"en": ""}},
    )
    report.resource, report.expected = logical, due
    yield report
    alert = None
    if said == "amber":
        alert = Alert(id=key(), person=person, team_id=person.team_id, cause=logical, level=1, opened_at=when)
        alert.acknowledged_by_id = alert.closed_by_id = carer
        alert.acknowledged_at, alert.closed_at, alert.outcome = when, when + timedelta(hours=1), "called"
        yield alert
        yield Report.alerts.through(report_id=report.id, alert_id=alert.id)
        for what in ("opened", "escalated", "acknowledged", "closed"):
            yield AlertEvent(alert=alert, at=when, what=what, about={"level": 1})
    for n in range(26 if number % 10 == 0 else 0):
        message = Delivery(
            id=key(), key=f"{logical}-{n}", account_id=carer, channel="sms", level=1, owed_at=when
        )
        message.kind, message.attempts, message.receipt = "alert" if alert else "check-in", 1, "taken"
        message.state, message.sent_at = ("needless", None) if n % 4 == 3 else ("sent", when)
        yield message
        if alert:
            yield Concern(delivery=message, alert=alert)


def _analyze() -> None:
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _measured(at: datetime, *, plans: bool) -> str:
    from django.db import connection

    from cordee.service.chain.watchman import watch

    times = []
    for n in range(_ROUNDS + 1):
        with statements() as asked:
            begun, wall = time.process_time(), time.perf_counter()
            done = watch(at + timedelta(seconds=20 * n), whole=n == 0)
            times.append((1000 * (time.process_time() - begun), 1000 * (time.perf_counter() - wall)))
    if plans:
        for took, sql, values in sorted(asked, key=lambda one: -one[0]):
            if took >= 0.001:
                print(f"  {1000 * took:.1f} ms: {sql[:200]}")
                print("".join(f"      {line}\n" for line in plan(connection, sql, values)), end="")
    (whole, _), *others = times
    rounds = sorted(cpu for cpu, _ in others)
    waits = sorted(wait for _, wait in others)
    found = sorted({name for name, _ in done.found})
    return (
        f"a round {rounds[len(rounds) // 2]:.0f} ms of processor ({waits[len(waits) // 2]:.0f} ms in all), "
        f"a whole look {whole:.0f} ms ({times[0][1]:.0f} ms), {len(asked)} statements; found {', '.join(found)}"
    )


@contextmanager
def statements() -> Iterator[list[tuple[float, str, Any]]]:
    """Every statement that is asked meanwhile: seconds, text, values."""
    from django.db import connection

    asked: list[tuple[float, str, Any]] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, values, many, context)
        finally:
            asked.append((time.perf_counter() - begun, sql, values))

    with connection.execute_wrapper(note):
        yield asked


def plan(connection: Any, sql: str, values: Any) -> list[str]:
    """How the database answers a statement, a line for each step."""
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute(explain + sql, values)
        return [str(row[-1]) for row in cursor.fetchall()]


if __name__ == "__main__":
    main()
