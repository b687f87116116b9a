"""The speed of building a cohort from a bulk FHIR export, on one core, beside decoding the same lines and no more."""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from benchmarks.main_job import ON, ROOT, Figure

DATA = Path(os.environ.get("CORDEE_TEST_DATA", ROOT.parent / "shared" / "data")) / "fhir" / "synthea"
ASKED = 20_000  # resources a second, per core
COPIES = 25
"""Of everybody in the examples: 14 000 resources, nearly all of which become a fact."""


def build_figures(runs: int = 5) -> list[Figure]:
    """Resources a second from NDJSON files to a cohort on disk: invented people, dense in facts; and, where the public data
    is there, thirteen whole lives of which most is not about cancer."""
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "export"
        _write(export)
        figures = [_figure("FHIR NDJSON → cohort, one core: invented people", export, runs)]
        if DATA.is_dir():
            figures.append(_figure("FHIR NDJSON → cohort, one core: a public bulk export", DATA, runs))
    return figures


def _figure(what: str, export: Path, runs: int) -> Figure:
    from cordee.cohort.build import build_cohort

    lines = [line for file in sorted(export.iterdir()) for line in file.read_bytes().splitlines()]
    decoder = msgspec.json.Decoder()

    def decode() -> None:
        for line in lines:
            decoder.decode(line)

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"

        def build() -> None:
            shutil.rmtree(out, ignore_errors=True)
            build_cohort(export, out, on=ON, today=max(ON, date(2026, 11, 20)), jobs=1)

        bare, built = _core_seconds([decode, build], runs)
    rate = len(lines) / built
    return Figure(
        what,
        f"{rate:,.0f} resources/s ({built / bare:.1f} ×)",
        f"JSON decode of the same lines {len(lines) / bare:,.0f}/s",
        f"≥ {ASKED:,} resources/s",
        rate >= ASKED,
    )


def _core_seconds(works: Sequence[Callable[[], None]], runs: int) -> list[float]:
    """The median seconds of one core that each work takes, run in turn: what others do on the machine is not counted."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(runs + 1):
        for times, work in zip(taken, works, strict=True):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
    return [statistics.median(times[1:]) for times in taken]


def _write(folder: Path) -> None:
    """The examples' resources as a bulk export: one file a type, `COPIES` people for each person."""
    folder.mkdir()
    files: dict[str, list[bytes]] = {}
    for path in sorted((ROOT / "examples").glob("*.json")):
        resources = list(_resources(path))
        ids = [r["id"] for r in resources if r["resourceType"] == "Patient"]
        if len(ids) != 1:
            continue
        for copy in range(COPIES):
            for resource in resources:
                content = msgspec.json.encode(resource)
                renamed = content.replace(f'{ids[0]}"'.encode(), f'{ids[0]}-{copy}"'.encode())
                files.setdefault(resource["resourceType"], []).append(renamed)
    for kind, lines in files.items():
        (folder / f"{kind}.000.ndjson").write_bytes(b"\n".join(lines) + b"\n")


def _resources(path: Path) -> Iterator[dict[str, str]]:
    document = msgspec.json.decode(path.read_bytes())
    for entry in document.get("entry", []) if isinstance(document, dict) else []:
        if "resource" in entry:
            yield entry["resource"]
