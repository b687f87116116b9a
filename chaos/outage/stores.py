"""A disk that is full, and a PostgreSQL that is stopped and started every few seconds. On real databases."""

from __future__ import annotations

import time
from random import Random
from typing import Any

from chaos.outage.street import neighbours
from chaos.scene import START, check_in


def disk_full(rounds: int = 40) -> tuple[bool, str]:
    """SQLite may not grow by one page more, again and again: a check-in is all there or refused, none half."""
    from django.db import DatabaseError, connection

    from cordee.service.chain.engine import cycle
    from cordee.service.chain.ingest import receive
    from cordee.service.chain.models import Alert, Report

    if connection.vendor != "sqlite":
        return True, "only for SQLite"
    people, random = neighbours(START, 4), Random(1)
    promised, refused, turned = set(), 0, 0
    for n in range(rounds):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (pages,) = cursor.execute("PRAGMA page_count").fetchone()
            cursor.execute(f"PRAGMA max_page_count = {pages + n % 8 * 6}")
        for attempt in range(4):
            once = f"full-{n}-{attempt}"
            report, questions = check_in(once, START, random)
            try:
                receive(person=people[n % 4], report=report, questions=questions, by=None, once=once)
                promised.add(once)
            except DatabaseError:
                refused += 1
            try:
                cycle(START, through=lambda message: "taken")
            except DatabaseError:
                turned += 1
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    stored = set(Report.objects.values_list("once", flat=True))
    half = Report.objects.filter(level="red", alerts__isnull=True).count()
    silent = Alert.objects.filter(closed_at__isnull=True, events__isnull=True).count()
    cycle(START, through=lambda message: "taken")
    good = promised == stored and not half and not silent and refused > 0
    return good, (
        f"{len(promised)} check-ins taken, {refused} refused to the sender, {turned} cycles broken off; "
        f"{len(promised - stored)} lost, {half + silent} half"
    )


def postgresql_restarts(server: Any, times: int = 12) -> tuple[bool, str]:
    """Stopped at once and started again every few seconds, while check-ins come and an engine turns."""
    from threading import Event, Thread

    from django.db import DatabaseError, connections

    from cordee.service.chain.clock import Forward
    from cordee.service.chain.engine import turn
    from cordee.service.chain.ingest import receive
    from cordee.service.chain.models import Alert, Delivery, Report

    people, random = neighbours(START, 4), Random(1)
    stop, now = Event(), Forward()
    engine = Thread(
        target=lambda: turn(
            engine="restarts",
            now=now,
            wait=lambda pause: stop.wait(max(pause.total_seconds(), 0.05)),
            through=lambda message: "taken",
        ),
        daemon=True,
    )
    engine.start()
    promised, refused = set(), 0
    restarts, n = 0, 0

    def restarting() -> None:
        nonlocal restarts
        for _ in range(times):
            stop.wait(2 + random.random())
            server.restart()
            restarts += 1

    restarter = Thread(target=restarting, daemon=True)
    restarter.start()
    while restarter.is_alive():
        n += 1
        once = f"restart-{n}"
        for _ in range(20):
            try:
                for connection in connections.all():
                    connection.close_if_unusable_or_obsolete()
                report, questions = check_in(once, now(), random)
                receive(person=people[n % 4], report=report, questions=questions, by=None, once=once)
                promised.add(once)
                break
            except DatabaseError:
                refused += 1
                connections.close_all()
                time.sleep(0.2)
        time.sleep(0.01)
    back = time.monotonic()
    while Delivery.objects.filter(state="owed", level=0).exists() and time.monotonic() < back + 120:
        time.sleep(0.2)
    waited = time.monotonic() - back
    stop.set()
    engine.join(30)
    lost = len(promised - set(Report.objects.values_list("once", flat=True)))
    untold = Alert.objects.filter(level=0, deliveries__isnull=True).count()
    return lost == 0 and untold == 0 and waited <= 60, (
        f"{restarts} restarts, {len(promised)} check-ins taken, {refused} tries refused to the sender; {lost} lost, "
        f"{untold} reds without a message; nothing owed {waited:.1f} s after the last"
    )
