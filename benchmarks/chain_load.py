"""The chain under load: 10,000 reports due in one minute, and the cost of a cycle among a million open alerts.

Run as `python -m benchmarks.chain_load [--database postgresql] [--reports N] [--open N]`. As many people as reports, each
with the record of an example, on chemotherapy; each is expected to check in when the minute begins, so that the engine asks
them meanwhile, and answers all that is asked. Reports are invented and seeded: 3 in 100 are red, 12 amber, the others tell of
nothing. They arrive evenly over a minute of the real clock; a report that finds everybody busy waits, and its wait counts. Two
processes take reports in by the function that the page calls, one engine turns; sending is a function that notes the time. The
people have no account of their own: the engine takes each step of asking them, and sends the team's messages alone.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

SEED = 20261120
TAKERS, PEOPLE = 2, 1000
_RED, _AMBER = ({"pain": 4}, {"breathlessness": 4}, {"vomiting": 4}), ({"nausea": 3}, {"sleep": 3})


def main() -> None:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(prog="benchmarks.chain_load")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--open", type=int, default=1_000_000, help="the most open alerts (0: none of this)")
    asked = parser.parse_args()
    from chaos import database

    folder = database.start(asked.database)
    from benchmarks.many_people import many_people

    made = many_people(max(PEOPLE, asked.reports), datetime.now(UTC))
    if asked.reports:
        _minute(folder, made, asked.reports, asked.seconds, asked.database)
    if asked.open:
        _cycles(asked.open, asked.database)


def _answers(questions: Any, worry: dict[str, Any]) -> Any:
    """Every question put answered: nothing is wrong but for `worry`."""
    from cordee.followup import Answers, next_question

    well = {"steps": 0, "scale": 0, "yes-no": False, "ticks": ()}
    answers = Answers({})
    while (question := next_question(questions, answers)) is not None:
        answers = answers.to(question.id, worry.get(question.id, well.get(question.kind)))
    return answers


def _minute(folder: Path, people: list[Any], reports: int, seconds: float, database: str) -> None:
    from django.db import connections

    connections.close_all()
    world = folder / "sent.txt"
    world.touch()
    start = time.time() + 2
    engine = _fork(lambda: _engine(world, folder / "stop"))
    takers = [_fork(lambda n=n: _take(n, people, reports, seconds, start)) for n in range(TAKERS)]  # type: ignore[misc]
    for taker in takers:
        os.waitpid(taker, 0)
    taken = time.time() - start
    time.sleep(3)
    (folder / "stop").touch()
    os.waitpid(engine, 0)
    waits, inverted = _waits(world)
    print(
        f"{database}: {reports} reports due in {seconds:.0f} s, taken in {taken:.1f} s ({reports / taken:.0f}/s); "
        f"{len(waits)} reds: due → first send median {statistics.median(waits):.2f} s, "
        f"p99 {statistics.quantiles(waits, n=100)[98]:.2f} s, most {max(waits):.2f} s; {inverted} ambers before a red",
        flush=True,
    )


def _take(number: int, people: list[Any], reports: int, seconds: float, start: float) -> None:
    from cordee.followup import Report
    from cordee.followup.choose import questions_for
    from cordee.service.chain.ingest import receive
    from cordee.service.people.models import Person
    from cordee.service.record.current import current_case

    asked, said = None, {}
    for n in range(number, reports, TAKERS):
        due = start + n * seconds / reports
        time.sleep(max(0.0, due - time.time()))
        random = Random(SEED + n)
        at = datetime.fromtimestamp(due, UTC)
        draw = random.random()
        worry = random.choice(_RED) if draw < 0.03 else random.choice(_AMBER) if draw < 0.15 else {}
        person = Person.objects.select_related("team").get(pk=people[n])
        if asked is None:  # what a page has asked and a browser has filled in before the report is sent
            asked = questions_for(current_case(person, at.date()), at.date())
            said = {str(w): _answers(asked, w) for w in ({}, *_RED, *_AMBER)}
        report = Report(
            id=str(UUID(int=random.getrandbits(128), version=4)),
            at=at,
            set_id=asked.id,
            set_version=asked.version,
            asked=asked.ids,
            answers=said[str(worry)],
        )
        receive(person=person, report=report, questions=asked, by=None, once=f"load-{n}")


def _engine(world: Path, stop: Path) -> None:
    from cordee.service.chain.clock import Forward
    from cordee.service.chain.engine import turn

    def send(message: Any) -> str:
        with world.open("a") as file:
            file.write(f"{time.time()} {int(message.urgent)} {' '.join(map(str, message.alerts))}\n")
        return "taken"

    def wait(pause: timedelta) -> bool:
        time.sleep(pause.total_seconds() / 4)
        return stop.exists()

    turn(engine="load", now=Forward(), wait=wait, through=send)


def _waits(world: Path) -> tuple[list[float], int]:
    """Seconds from each red's due time to the first message about it; ambers sent while a red that was stored waited."""
    from cordee.service.chain.models import Alert

    first: dict[str, float] = {}
    for line in world.read_text().splitlines():
        at, _, *alerts = line.split()
        for alert in alerts:
            first.setdefault(alert, float(at))
    reds = list(Alert.objects.filter(level=0).values_list("id", "opened_at"))
    missing = [id for id, _ in reds if str(id) not in first]
    assert not missing, f"{len(missing)} reds of which nobody was told"
    from cordee.service.chain.invariants_deliveries import red_behind_an_amber

    return [first[str(id)] - at.timestamp() for id, at in reds], len(
        list(red_behind_an_amber(datetime.now(UTC)))
    )


def _cycles(most: int, database: str) -> None:
    """One cycle with 100 alerts due, among ever more that are open and not due."""
    from django.db import connection

    from cordee.service.chain.engine import cycle
    from cordee.service.chain.models import Alert, ExpectedReport

    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    later = at + timedelta(days=400)
    Alert.objects.update(next_action_at=later)
    # Nobody's silence is due meanwhile: a cycle would open a hundred alerts more.
    ExpectedReport.objects.filter(state=ExpectedReport.State.WAITING).update(next_action_at=later)
    for size in [n for n in (10_000, 100_000, 1_000_000) if n <= most]:
        _grow(size, at)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for level, name in ((1, "ambers"), (0, "reds")):
            taken = []
            for n in range(9):
                ids = list(
                    Alert.objects.filter(cause__startswith="load-", level=1).values_list("id", flat=True)[
                        :100
                    ]
                )
                now = at + timedelta(days=n)
                cycle(now, through=lambda message: "taken")
                Alert.objects.filter(id__in=ids).update(next_action_at=now, level=level, step=0)
                start = time.perf_counter()
                done = cycle(now, through=lambda message: "taken")
                taken.append(1000 * (time.perf_counter() - start))
                assert done.escalated == 100
                Alert.objects.filter(id__in=ids).update(next_action_at=later, level=1)
            print(
                f"{database}: a cycle with 100 {name} due among {size:,} open alerts: median "
                f"{statistics.median(taken):.0f} ms, least {min(taken):.0f} ms; {done.deliveries.sent} messages sent in it",
                flush=True,
            )


def _grow(size: int, at: datetime) -> None:
    from django.db import connection

    from cordee.service.chain.models import Alert

    have = Alert.objects.count()
    vendor = connection.vendor
    series = (
        f"(WITH RECURSIVE n(i) AS (SELECT {have} UNION ALL SELECT i + 1 FROM n WHERE i < {size - 1}) SELECT i FROM n)"
        if vendor == "sqlite"
        else f"(SELECT generate_series({have}, {size - 1}) AS i)"
    )
    new_id = "lower(hex(randomblob(16)))" if vendor == "sqlite" else "gen_random_uuid()"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO chain_alert (id, person_id, team_id, cause, level, opened_at, version, step, round,"
            " next_action_at, snooze_reason, outcome, outcome_words) "
            f"SELECT {new_id}, p.id, p.team_id, 'load-' || n.i, 1, %s, 1, 0, 0, %s, '', '', '' "  # nosec B608
            f"FROM {series} n JOIN (SELECT id, team_id, row_number() OVER (ORDER BY id) - 1 AS k FROM people_person) p"
            f" ON p.k = n.i %% {PEOPLE}",
            [at, at + timedelta(days=400)],
        )


def _fork(work: Any) -> int:
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return pid


if __name__ == "__main__":
    main()
