"""The figures of the service: pages over 2,000 people of 300 resources each, and 50 users at once."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.main_job import Figure
from benchmarks.timing import plain_loop

PEOPLE, RESOURCES, USERS, SECONDS = 2000, 300, 50, 20
_BEGIN, _END = "<!-- the service: begin -->", "<!-- the service: end -->"

# (page, name, most milliseconds at the 95th percentile)
_PAGES = (
    ("today", "Today, the worklist of a coordinator of {many} people", 150.0),
    ("person", "a person's page, opened for the first time", 150.0),
    ("person, again", "a person's page, opened again", 150.0),
    ("people", "People, the first page of {many}", None),
    ("plan", "a person's plan, made for the first time", None),
    ("my today", "the person's own Today", None),
)


def service_figures() -> list[Figure]:
    """Make the database, open pages in one process, then let 50 users come to a real web server."""
    with tempfile.TemporaryDirectory(prefix="cordee-bench-") as folder:
        home = str(Path(folder) / "home")
        start = time.perf_counter()
        made = _run("benchmarks.service_people", home, str(PEOPLE), str(RESOURCES))
        building = time.perf_counter() - start
        pages = _run("benchmarks.service_pages", home)
        load = _run("benchmarks.service_load", home, str(USERS), str(SECONDS))
    loop = _loop()
    of = f"SQLite, {made['bytes'] / 1e9:.1f} GB, made in {building:.0f} s"
    return [*_of_pages(pages, loop, of), _of_load(load, loop)]


def _run(module: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, check=True)
    told: dict[str, Any] = msgspec.json.decode(done.stdout)
    return told


def _loop() -> float:
    """Milliseconds of a million additions, the least of three."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        plain_loop()
        taken.append(1000 * (time.perf_counter() - start))
    return min(taken)


def _of_pages(pages: dict[str, Any], loop: float, of: str) -> list[Figure]:
    found = []
    many = f"{pages['people_of_the_coordinator']:,}"
    for page, name, most in _PAGES:
        told = pages[page]
        size, queries = told["bytes"] / 1000, told["queries"]
        measured = (
            f"p95 {told['p95']:.0f} ms, of which the processor {told['processor']:.0f} ms; median {told['median']:.0f} ms; "
            f"{queries} queries; {size:.0f} KB"
        )
        well = queries <= 20 and size <= 100 and told["statuses"] == [200] and told["p95"] <= (most or 1e9)
        bound = (f"p95 ≤ {most:.0f} ms; " if most else "") + "≤ 20 queries; ≤ 100 KB"
        found.append(
            Figure(f"{name.format(many=many)} ({of})", measured, f"10⁶ additions {loop:.0f} ms", bound, well)
        )
    return found


def _of_load(load: dict[str, Any], loop: float) -> Figure:
    kinds = f" ({', '.join(load['kinds'])})" if load["kinds"] else ""
    return Figure(
        f"{load['users']} users at once for {SECONDS} s, granian with two processes",
        f"{load['errors']} errors{kinds} in {load['requests']:,} pages; {load['per_second']:.0f} pages/s; "
        f"median {load['median']:.0f} ms, p95 {load['p95']:.0f} ms",
        f"10⁶ additions {loop:.0f} ms",
        "no error",
        load["errors"] == 0,
    )


def service_section(table: str) -> str:
    """What stands in docs/benchmarks.md."""
    return f"""{_BEGIN}
## The service

Measured by `python -m benchmarks --only service --write`: the demo's people, padded to {RESOURCES} resources each and copied
until there are {PEOPLE:,} (`benchmarks/service_people.py`, seeded). Pages go through all of Django in one process
(`benchmarks/service_pages.py`); a first opening reads the whole record and makes the plan anew. The users
(`benchmarks/service_load.py`) read for about a second between two pages. The script that asks shares the two cores with
the server.

{table}
{_END}
"""


def with_service(page: str, made: str) -> str:
    """`page` with its section on the service in place of the former, or at the end."""
    before, found, rest = page.partition(_BEGIN)
    after = rest.partition(_END)[2].lstrip("\n") if found else ""
    return f"{before.rstrip()}\n\n{made}{after}" if made else page


def kept_service(page: str) -> str:
    """The section as it stands in `page`; empty when there is none."""
    _, found, rest = page.partition(_BEGIN)
    return f"{_BEGIN}{rest.partition(_END)[0]}{_END}\n" if found else ""
