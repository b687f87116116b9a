"""A round of the watchman does not read the past again, and misses nothing of it: what is old, late or was away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

import pytest
from benchmarks.watchman_round import past, plan, statements
from django.db import DatabaseError, connection
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from cordee.service.chain import history
from cordee.service.chain.history import CIRCLE, OVERLAP, PAST, WHOLE_WITHIN, Place, look_back
from cordee.service.chain.models import Alert, AlertEvent, Delivery, ExpectedReport, Finding, Looked, Report
from cordee.service.chain.watchman import UNKNOWN, watch
from tests.service.conftest import NOW, Circle

ROUND = timedelta(seconds=20)
LONG_AGO = NOW - timedelta(days=100)
HISTORY = (Alert, AlertEvent, Delivery, ExpectedReport, Report)
NOT_HISTORY = (
    "people_",
    "chain_rota",
    "chain_enginebeat",
    "chain_channelstate",
    "chain_looked",
    "chain_finding",
)
NOT_HISTORY += ("chain_checkinplan", "chain_escalationpolicy", "chain_shift", "chain_contactpoint")


def _of_few_rows() -> set[str]:
    """The indexes that hold what is open, recent or wrong, never all there has been."""
    kept = [each for model in HISTORY for each in (*model._meta.indexes, *model._meta.constraints)]
    few = {each.name for each in kept if getattr(each, "condition", None) is not None}
    return few - {"alerts_by_closing", "deliveries_by_sending", "escalations_by_time"}


def _ready() -> None:
    """On PostgreSQL a few hundred rows are read in one go, whatever the indexes: here they stand for millions."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            cursor.execute("SET LOCAL enable_seqscan = off")


def test_no_statement_of_a_round_goes_through_the_past(circle: Circle):
    past([circle.person.id], 0, 500, LONG_AGO)
    watch(NOW)
    _ready()
    with statements() as asked:
        watch(NOW + ROUND, whole=False)
    few, wrong = _of_few_rows(), []
    for _, sql, values in asked:
        for line in plan(connection, sql, values) if sql.startswith("SELECT") else ():
            words = line.replace("->", " ").split()
            if connection.vendor == "sqlite":
                by_few = "INDEX" in words and words[words.index("INDEX") + 1] in few
                scanned = words[1] if words[0] == "SCAN" and not by_few and "CONSTANT" not in words else ""
            else:
                scanned = words[words.index("on") + 1] if words[:2] == ["Seq", "Scan"] else ""
            if scanned and not scanned.startswith(NOT_HISTORY):
                wrong.append((line, sql))
    assert len(asked) > 60
    assert wrong == []


def _work(at: datetime) -> int:
    """What a round costs: steps of SQLite's machine, or rows that PostgreSQL reads."""
    if connection.vendor == "sqlite":
        steps = [0]

        def step() -> int:
            steps[0] += 10
            return 0

        connection.connection.set_progress_handler(step, 10)
        try:
            watch(at, whole=False)
        finally:
            connection.connection.set_progress_handler(None, 10)
        return steps[0]
    before = _read()
    watch(at, whole=False)
    return _read() - before


def _read() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables"
            " WHERE relname LIKE 'chain_%' OR relname LIKE 'record_%'"
        )
        return int(cursor.fetchone()[0])


def test_a_round_does_ten_times_the_past_at_no_more_work(circle: Circle):
    past([circle.person.id], 0, 200, LONG_AGO)
    _ready()
    watch(NOW)
    little = _work(NOW + ROUND)
    past([circle.person.id], 200, 2000, LONG_AGO)
    _ready()
    watch(NOW + ROUND)
    # Of what is old a round reads a thousandth: some rows. A check that reads all reads 1,800 more.
    assert _work(NOW + 2 * ROUND) <= 1.25 * little + 50


def _old(number: int = 0) -> Report:
    return Report.objects.get(once=f"past-{number}")


def _unsaid(*kinds: str) -> Callable[[], object]:
    """Alert 0 with these taken out of its history."""
    return lambda: AlertEvent.objects.filter(alert__cause="past-0", what__in=kinds).delete()


BREAK: dict[str, Callable[[], object]] = {
    "alert-without-a-beginning": _unsaid("opened"),
    "closed-without-an-event": _unsaid("closed"),
    "needless-though-nobody-has-it": _unsaid("acknowledged", "closed"),
    "sent-without-a-try": lambda: Delivery.objects.filter(key="past-0-0").update(attempts=0),
    "answered-without-a-report": lambda: Report.objects.filter(once="past-1").update(expected=None),
    "missed-without-an-alert": lambda: ExpectedReport.objects.filter(report=_old(1)).update(state="missed"),
    "worrying-report-without-an-alert": lambda: Report.objects.filter(once="past-1").update(level="red"),
    "report-without-words": lambda: Report.objects.filter(once="past-1").update(told={}),
    "report-that-is-not-in-the-record": lambda: Report.objects.filter(once="past-1").update(resource="gone"),
}
"""How each check of the past is broken in rows that are a hundred days old."""

OF_ANY_AGE: dict[str, Callable[[], object]] = {
    "closed-before-it-opened": lambda: Alert.objects.update(closed_at=LONG_AGO - timedelta(days=9)),
    "closed-by-nobody": lambda: Alert.objects.update(acknowledged_by=None, acknowledged_at=None),
    "sent-before-it-was-owed": lambda: Delivery.objects.filter(key="past-0-0").update(
        sent_at=LONG_AGO - timedelta(days=9)
    ),
    "sent-without-a-receipt": lambda: Delivery.objects.filter(key="past-0-0").update(receipt=""),
    "unknown-state": lambda: Delivery.objects.filter(key="past-0-3").update(state="lost"),
}
"""What has an index of the rows that break it: seen by the next round, however old."""


@pytest.fixture
def unguarded(circle: Circle):
    """The database refuses one of these; let it not."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute('ALTER TABLE chain_alert DROP CONSTRAINT "alert_closed_after_it_opened"')
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_every_check_of_the_past_is_broken_here():
    assert set(BREAK) == set(PAST)


@pytest.mark.parametrize("invariant", BREAK)
def test_what_breaks_long_ago_is_found_within_the_turn_and_stands_until_it_is_mended(
    circle: Circle, invariant: str
):
    past([circle.person.id], 0, 12, LONG_AGO)
    assert {name for name, _ in watch(NOW).found} <= {"engine-not-turning"}
    BREAK[invariant]()
    at, found = NOW, []
    while at < NOW + WHOLE_WITHIN:
        at += timedelta(minutes=11)
        found.append(invariant in {name for name, _ in watch(at, whole=False).found})
    assert found[-1]
    assert found == sorted(found), "it was lost sight of while it stood"
    assert Finding.objects.filter(invariant=invariant, gone_at__isnull=False).count() == 0


@pytest.mark.parametrize("invariant", OF_ANY_AGE)
@pytest.mark.usefixtures("unguarded")
def test_what_one_row_tells_is_found_at_once_however_old(circle: Circle, invariant: str):
    past([circle.person.id], 0, 12, LONG_AGO)
    watch(NOW)
    OF_ANY_AGE[invariant]()
    assert invariant in {name for name, _ in watch(NOW + ROUND, whole=False).found}


def test_a_finding_of_the_past_is_gone_when_it_is_mended(circle: Circle):
    past([circle.person.id], 0, 12, LONG_AGO)
    Report.objects.filter(once="past-1").update(told={})
    assert ("report-without-words", str(_old(1).id)) in watch(NOW).new
    Report.objects.filter(once="past-1").update(told={"call": {}})
    watch(NOW + ROUND, whole=False)
    assert Finding.objects.get(invariant="report-without-words").gone_at == NOW + ROUND


def _sees(at: datetime, *, after: Place, of: datetime) -> bool:
    """Whether a round at `at` sees a report of `of` as recent; the place on the circle is as far from it as can be."""
    Report.objects.filter(once="past-1").update(told={}, at=of)
    where = (_old(1).id.int >> 96) + 1
    return (
        str(_old(1).id) in look_back(PAST["report-without-words"], at, Place(after.until, where % CIRCLE))[0]
    )


def test_what_is_committed_late_is_seen_by_the_next_round(circle: Circle):
    past([circle.person.id], 0, 2, LONG_AGO)
    before = Place(NOW)
    assert _sees(NOW + ROUND, after=before, of=NOW + ROUND)
    assert _sees(NOW + ROUND, after=before, of=NOW - OVERLAP + ROUND)
    assert not _sees(NOW + ROUND, after=before, of=NOW - OVERLAP - ROUND), "this is old: the circle's turn"


def test_a_watchman_who_was_away_goes_on_from_where_it_was(circle: Circle):
    past([circle.person.id], 0, 2, LONG_AGO)
    assert _sees(NOW + timedelta(hours=4), after=Place(NOW), of=NOW + timedelta(minutes=1))
    assert _sees(NOW + WHOLE_WITHIN, after=Place(NOW), of=LONG_AGO), "away for a whole turn: everything"


def test_a_clock_that_was_set_back_is_a_place_not_known(circle: Circle):
    past([circle.person.id], 0, 2, LONG_AGO)
    assert _sees(NOW, after=Place(NOW + timedelta(days=400)), of=LONG_AGO)
    assert look_back(PAST["report-without-words"], NOW, Place(NOW + timedelta(days=400)))[1] == Place(NOW)


def test_the_place_is_stored_and_stays_when_a_check_fails(circle: Circle, monkeypatch: pytest.MonkeyPatch):
    watch(NOW)
    watch(NOW + timedelta(hours=1), whole=False)
    kept = Looked.objects.get(invariant="report-without-words")
    assert (kept.until, kept.place) == (NOW + timedelta(hours=1), -(-CIRCLE // 6))
    assert Looked.objects.count() == len(PAST)
    Finding.objects.create(invariant="report-without-words", subject=str(UUID(int=7)), found_at=NOW)

    def away() -> None:
        raise DatabaseError("gone")

    monkeypatch.setitem(PAST, kept.invariant, history.Past(away, lambda since: Q(), "pk"))
    done = watch(NOW + timedelta(hours=2), whole=False)
    assert (UNKNOWN, "report-without-words") in done.found
    kept.refresh_from_db()
    assert kept.until == NOW + timedelta(hours=1)
    assert Finding.objects.get(invariant="report-without-words").gone_at is None


def test_as_much_as_may_be_told_is_not_gone_past(circle: Circle, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(history, "MOST", 2)
    past([circle.person.id], 0, 4, LONG_AGO)
    Report.objects.update(told={})
    check, came = PAST["report-without-words"], Place(NOW)
    found, place = look_back(check, NOW + WHOLE_WITHIN, came)
    assert len(found) >= 2
    assert place == came
    again, place = look_back(check, NOW + WHOLE_WITHIN, came, found)
    assert (sorted(again), place) == (sorted(found), came)


@given(st.integers(0, CIRCLE - 1), st.lists(st.floats(0, 0.7), min_size=1, max_size=9), st.uuids())
def test_the_circle_is_whole_when_its_time_has_passed(start: int, shares: list[float], row: UUID):
    place, seen, passed = start, False, 0.0
    for share in (*shares, 1 - min(1.0, sum(shares))):
        end = place + min(CIRCLE, ceil(CIRCLE * share))
        seen = seen or any(_lies_in(row, part) for part in history._stretch("pk", place, end))
        place, passed = end % CIRCLE, passed + share
    assert seen or passed < 1 - 1e-9


def _lies_in(row: UUID, part: Q) -> bool:
    bounds = dict(part.children)
    return bounds["pk__gte"] <= row and ("pk__lt" not in bounds or row < bounds["pk__lt"])
