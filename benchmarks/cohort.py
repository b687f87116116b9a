"""The figures of a whole cohort: from Parquet to pairs, leaves, trees, memory, and how they grow."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.main_job import Figure
from benchmarks.scaling_plot import scaling_plot

ROOT = Path(__file__).parents[1]
PLOT = ROOT / "docs" / "benchmarks-cohort.svg"
_BEGIN, _END = "<!-- a whole cohort: begin -->", "<!-- a whole cohort: end -->"
_TREES = (10, 100, 1000, 10_000)


def cohort_figures(*, big: bool = True) -> list[Figure]:
    """Every figure, measured now; several minutes. Draws the plot anew. Not `big`: up to 100,000 people and 1,000 trees."""
    people = (1000, 10_000, 100_000, 1_000_000) if big else (1000, 10_000, 100_000)
    trees = _TREES if big else _TREES[:-1]
    results = [_process(count, *trees) for count in people]
    runs = [run for result in results for run in result["runs"]]
    PLOT.write_text(
        scaling_plot([(r["people"], r["trees"], r["answers"] + r["planes"] + r["tree"]) for r in runs]),
        encoding="utf-8",
    )
    last = results[-1]
    return [
        _from_parquet(),
        *_of_trees(last),
        _of_leaves(last),
        _memory(last),
        _linear(results),
        _by_leaves(last),
    ]


def _process(people: int, *trees: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.cohort_run", str(people), *map(str, trees)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _of_trees(result: dict[str, Any]) -> list[Figure]:
    run = result["runs"][-1]
    size = f"{run['people']:,} people × {run['trees']:,} criteria"
    rate = run["people"] * run["trees"] / run["tree"]
    bandwidth = run["bytes"] / run["tree"]
    share = bandwidth / result["in_cache"]
    return [
        Figure(
            f"trees, {size}",
            f"{rate / 1e9:.2f} × 10⁹ pairs/s ({run['tree']:.1f} s)",
            f"plain loop of the reference {result['loop'] / 1e3:,.0f} × 10³ pairs/s",
            "≥ 2 × 10⁹",
            rate >= 2e9,
        ),
        Figure(
            f"trees, bytes moved, {size}",
            f"{share:.0%} ({bandwidth / 1e9:.0f} GB/s)",
            f"bitwise_and of 32 KiB in cache {result['in_cache'] / 1e9:.0f} GB/s, streaming one core "
            f"{result['streaming'] / 1e9:.0f} GB/s",
            "≥ 50 %",
            share >= 0.5,
        ),
    ]


def _of_leaves(result: dict[str, Any]) -> Figure:
    run = result["runs"][-1]
    rate = run["leaves"] / (run["answers"] + run["planes"])
    return Figure(
        f"distinct leaves, {run['people']:,} people, one core",
        f"{rate:,.0f} leaves/s ({run['leaves']:,} leaves: answers {run['answers']:.1f} s, planes {run['planes']:.1f} s)",
        f"value → people index made once: {sum(r['index'] for r in result['runs']):.1f} s",
        "≥ 2,000",
        rate >= 2000,
    )


def _memory(result: dict[str, Any]) -> Figure:
    memory = max(run["memory"] for run in result["runs"])
    run = result["runs"][-1]
    what = f"memory of that sweep, {run['people']:,} × {run['trees']:,}"
    return Figure(
        what, f"{memory / 1e9:.2f} GB", "the whole process, cohort made in it", "≤ 4 GB", memory <= 4e9
    )


def _linear(results: list[dict[str, Any]]) -> Figure:
    smaller, larger = (result["runs"][-1] for result in results[-2:])
    growth = (larger["planes"] + larger["tree"]) / (smaller["planes"] + smaller["tree"])
    times = larger["people"] / smaller["people"]
    return Figure(
        "planes and trees, ten times the people",
        f"{growth:.1f} × the time",
        f"{smaller['people']:,} people: {smaller['planes'] + smaller['tree']:.2f} s",
        f"≤ {1.3 * times:.0f} ×",
        growth <= 1.3 * times,
    )


def _by_leaves(result: dict[str, Any]) -> Figure:
    """Time by distinct leaves, at the most people. What was found out for the fewer leaves helps a little with the more."""
    fewer, more = result["runs"][-2:]
    seconds = [run["answers"] + run["planes"] for run in (fewer, more)]
    growth, times = seconds[1] / seconds[0], more["leaves"] / fewer["leaves"]
    return Figure(
        f"leaves, {times:.1f} times as many, {more['people']:,} people",
        f"{growth:.1f} × the time",
        f"{fewer['leaves']:,} leaves: {seconds[0]:.2f} s",
        f"≤ {1.3 * times:.1f} ×",
        growth <= 1.3 * times,
    )


def _from_parquet() -> Figure:
    """Load, sweep and write the pairs, in this process: first of a cohort just built, which keeps its index beside the
    tables, then again, the median of three."""
    from benchmarks.cohort_run import ON
    from benchmarks.invented_cohort import invented_cohort
    from cordee.cohort.asked_of import AskedOf
    from cordee.cohort.match import match
    from cordee.cohort.store import load, save
    from cordee.terms import load_terms

    terms = load_terms()
    asked, source = _hundred_trials()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        save(invented_cohort(100_000, ON, terms), folder)
        taken = []
        for _ in range(4):
            start = time.perf_counter()
            named = [AskedOf("trial", str(i), "", tree) for i, tree in enumerate(asked)]
            rows = match(load(folder), named, terms, folder / "out.parquet")
            taken.append(time.perf_counter() - start)
    first, *again = taken
    seconds = sorted(again)[1]
    return Figure(
        f"100 trials ({len(asked)} {source}) × 100,000 people, Parquet to pairs",
        f"{seconds:.2f} s ({rows:,} pairs, written)",
        f"the first time, the index being made: {first:.2f} s; {os.cpu_count()} cores",
        "≤ 1 s",
        seconds <= 1.0,
    )


def _hundred_trials() -> tuple[list[Any], str]:
    from benchmarks.varied_trials import shared_trials
    from cordee.terms import load_terms

    trees, source = shared_trials(load_terms(), most=100)
    return trees, source


def section(table: str) -> str:
    """What stands in docs/benchmarks.md."""
    return f"""{_BEGIN}
## A whole cohort

Measured by `python -m benchmarks --only cohort --write`, which also draws the picture anew. People and their facts are
invented (`benchmarks/invented_cohort.py`); criteria are those of the shared trials, repeated and varied
(`benchmarks/varied_trials.py`). Leaves are asked of each distinct slice and spread to people on one core. Trees are the
bitwise operations alone, on as many cores as have 128 KiB of each plane to work on (with these: one): a few trees at a time,
right after the leaves they are the first to ask, their results handed over while still in cache. Three planes count as moved
in each operation, as in the yardstick, wherever they come from; leaves asked before come back from memory, which holds this share
under what a loop over the same three planes reaches. The value → people index is made once for a cohort, kept beside its
tables, and told apart.

{table}

![Seconds of a sweep by people and criteria, the index being made](benchmarks-cohort.svg)
{_END}
"""


def with_section(page: str, made: str) -> str:
    """`page` with its section on cohorts in place of the former, or at the end."""
    before, found, rest = page.partition(_BEGIN)
    after = rest.partition(_END)[2].lstrip("\n") if found else ""
    return f"{before.rstrip()}\n\n{made}{after}"


def kept_section(page: str) -> str:
    """The section as it stands in `page`; empty when there is none."""
    _, found, rest = page.partition(_BEGIN)
    return f"{_BEGIN}{rest.partition(_END)[0]}{_END}\n" if found else ""
