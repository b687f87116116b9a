"""`python -m benchmarks [--write]`: measure, print, and with --write keep the result in docs/benchmarks.md."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from pathlib import Path

from benchmarks.cohort import cohort_figures, kept_section, section, with_section
from benchmarks.cohort_build import build_figures
from benchmarks.eligibility import eligibility_figures
from benchmarks.main_job import Figure, measure
from benchmarks.service import kept_service, service_figures, service_section, with_service
from benchmarks.trials_for import trials_figures

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def main() -> int:
    """Exit 1 when a figure misses what was asked: it is printed all the same."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks")
    arguments.add_argument("--runs", type=int, default=15, help="runs of each work (default 15)")
    arguments.add_argument("--write", action="store_true", help="keep the result in docs/benchmarks.md")
    arguments.add_argument("--only", choices=["eligibility", "cohort", "service"], help="measure this alone")
    options = arguments.parse_args()
    if options.only == "cohort":
        return _cohort(write=options.write)
    if options.only == "service":
        return _service(write=options.write)
    if options.only == "eligibility":
        figures = eligibility_figures()
    else:
        figures = [
            *measure(options.runs),
            *trials_figures(options.runs),
            *build_figures(max(3, options.runs // 3)),
            *eligibility_figures(),
        ]
    table = _table(figures)
    print(table)
    if options.write:
        before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        page = with_section(_page(table, options.runs), kept_section(before))
        PAGE.write_text(with_service(page, kept_service(before)), encoding="utf-8")
    return _end(figures)


def _cohort(*, write: bool) -> int:
    """Minutes of work and gigabytes of memory: apart from the rest."""
    figures = cohort_figures()
    table = _table(figures)
    print(table)
    if write:
        before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
        PAGE.write_text(with_section(before, section(table)), encoding="utf-8")
    return _end(figures)


def _service(*, write: bool) -> int:
    """A database of 2,000 people, made anew; a web server of its own. Two minutes on a machine with nothing else to do."""
    figures = service_figures()
    table = _table(figures)
    print(table)
    if write:
        before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
        PAGE.write_text(with_service(before, service_section(table)), encoding="utf-8")
    return _end(figures)


def _end(figures: list[Figure]) -> int:
    missed = [f.what for f in figures if not f.met]
    if missed:
        print(f"\nmissed: {', '.join(missed)}", file=sys.stderr)
    return 1 if missed else 0


def _table(figures: list[Figure]) -> str:
    rows = [("what", "measured", "yardstick in the same run", "asked", "")]
    rows += [(f.what, f.measured, f.against, f.bound, "kept" if f.met else "MISSED") for f in figures]
    widths = [max(len(row[i]) for row in rows) for i in range(5)]
    lines = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (w + 2) for w in widths) + "|")
    return "\n".join(lines)


def _page(table: str, runs: int) -> str:
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return f"""# Benchmarks

Measured by `make bench` (`python -m benchmarks --write` keeps the result here). Each figure is the median of {runs}
interleaved runs (fewer for the PDF and for validation) beside a yardstick taken in the same run, since ratios travel from
machine to machine better than times. Commands run with their bytecode compiled, as installed. Machine of this run: {machine}.

{table}
"""


raise SystemExit(main())
