"""The figures of the main job: start-up, the cold plan, the plan in memory, reading, the PDF."""

from __future__ import annotations

import sys
import tempfile
import warnings
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from benchmarks.timing import interleaved, plain_loop, process

ROOT = Path(__file__).parents[1]
CORDEE = str(Path(sys.executable).parent / "cordee")
EXAMPLE = ROOT / "examples" / "colorectal-kras-g12c.json"
ON = date(2026, 11, 20)


@dataclass(frozen=True)
class Figure:
    """One measured figure. `bound` is what was asked; `met` says whether this run kept it."""

    what: str
    measured: str
    against: str
    bound: str
    met: bool


def measure(runs: int = 15) -> list[Figure]:
    """Every figure of the main job, measured now."""
    return [*_start_up(runs), _in_memory(runs), _reading(max(3, runs // 3)), _pdf(max(3, runs // 3))]


def _start_up(runs: int) -> list[Figure]:
    bare, help_, plan = interleaved(
        [
            process(sys.executable, "-c", "pass"),
            process(CORDEE, "--help"),
            process(CORDEE, "plan", str(EXAMPLE), "--on", ON.isoformat(), "--lang", "fr"),
        ],
        runs,
    )
    yardstick = f"python -c pass {bare * 1000:.1f} ms"
    return [
        Figure(
            "cordee --help",
            f"{help_ / bare:.1f} × ({help_ * 1000:.0f} ms)",
            yardstick,
            "≤ 5 ×",
            help_ <= 5 * bare,
        ),
        Figure(
            "cordee plan, text, cold",
            f"{plan / bare:.1f} × ({plan * 1000:.0f} ms)",
            yardstick,
            "≤ 20 ×",
            plan <= 20 * bare,
        ),
    ]


def _in_memory(runs: int) -> Figure:
    from cordee import make_plan, read_case

    case = read_case(EXAMPLE, on=ON).case
    loop, plan = interleaved([plain_loop, lambda: make_plan(case, on=ON)], runs)
    against = f"a million additions {loop * 1000:.1f} ms"
    return Figure(
        "a plan from a case in memory",
        f"{plan * 1000:.1f} ms ({plan / loop:.2f} ×)",
        against,
        "≤ 10 ms",
        plan <= 0.010,
    )


def _reading(runs: int) -> Figure:
    """Our reader and full validation by fhir.resources on the same bundles: every example that there is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from fhir.resources.R4B.bundle import Bundle
    from cordee import read_case

    files = sorted(EXAMPLE.parent.glob("*.json"))
    contents = [file.read_bytes() for file in files]
    count = sum(len(msgspec.json.decode(content)["entry"]) for content in contents)
    ours, theirs = interleaved(
        [
            lambda: [read_case(file, on=ON) for file in files],
            lambda: [Bundle.model_validate_json(content) for content in contents],
        ],
        runs,
    )
    measured = f"{theirs / ours:.1f} × ({count / ours:,.0f} resources/s)"
    against = f"fhir.resources validation {count / theirs:,.0f} resources/s"
    return Figure(f"reading {len(files)} bundles into cases", measured, against, "≥ 5 ×", theirs >= 5 * ours)


def _pdf(runs: int) -> Figure:
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "plan.pdf")
        command = process(CORDEE, "plan", str(EXAMPLE), "--on", ON.isoformat(), "-o", out)
        bare, pdf = interleaved([process(sys.executable, "-c", "pass"), command], runs)
    against = f"python -c pass {bare * 1000:.1f} ms"
    return Figure("cordee plan, PDF, cold", f"{pdf:.2f} s ({pdf / bare:.0f} ×)", against, "≤ 1 s", pdf <= 1.0)
