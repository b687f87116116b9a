"""`python -m chaos --year`: a year passes, is counted, drawn, and judged."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from chaos.year.picture import picture
from chaos.year.scene import live
from chaos.year.tally import count
from chaos.year.words import holds, tables, verdict

PLOT = Path(__file__).resolve().parents[2] / "docs" / "reliability-year.svg"
WHOLE, SHORT = 365, 21
"""Days."""


def run_year(seed: int, people: int, reports: int, short: bool) -> bool:
    """The whole year, drawn to `PLOT`; `short`: three weeks of twelve people, and no picture."""
    if short:
        return run(seed, 12, 140, SHORT, None)
    return run(seed, people, reports, WHOLE, PLOT)


def run(seed: int, people: int, reports: int, days: int, plot: Path | None) -> bool:
    """Live a year, print its tables and the verdict, draw it to `plot`; whether the promise was kept."""
    _spare_the_disk()
    began, used = time.monotonic(), time.process_time()
    year = live(seed, people, reports, days)
    tally = count(days, year.clock.at)
    print(tables(year, tally))
    if plot is not None:
        plot.write_text(picture(tally), encoding="utf-8")
    print(
        f"\n{days} days in {time.monotonic() - began:.0f} s ({time.process_time() - used:.0f} s of processor), "
        f"{year.clock.moments:,} moments, {year.clock.cycles:,} cycles of the engine"
    )
    print(verdict(year, tally), flush=True)
    if not holds(year, tally):
        for name, n in year.clock.found.items():
            print(f"  the watchman: {name}, {n} times", file=sys.stderr)
        for story in tally.lost:
            print(f"  lost: {story}", file=sys.stderr)
        return False
    return True


def _spare_the_disk() -> None:
    """Nothing is killed and no power is cut in this year: SQLite need not wait for the disk at every commit."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
