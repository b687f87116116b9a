"""A cohort from a bulk FHIR export: lines sorted by person, then people read, both by all cores and piece by piece.

What is finished is kept beside `out` until the cohort stands: a build that was stopped, however, goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from cordee import __version__
from cordee.cohort.build_input import Unit, bytes_of, fingerprint, units_of
from cordee.cohort.build_join import join
from cordee.cohort.build_part import Part, PartTask, load_part, read_part, splits_in
from cordee.cohort.build_people import PersonFault
from cordee.cohort.build_report import Report, Step, Tell, added, deaths
from cordee.cohort.build_split import Split, split
from cordee.cohort.build_work import Work, working
from cordee.cohort.build_workers import cores, run_all
from cordee.cohort.cohort import Cohort
from cordee.files.fault import BadInput
from cordee.terms import Words

BUCKET_BYTES = 32 * 2**20
"""About how much of the export one bucket holds: what a process has in memory at a time, besides one person."""
FEWEST, MOST = 8, 4096
IN_THIS_PROCESS = 8 * 2**20
"""Bytes: less is read before other processes would have started."""

_SORTING = Words("tri des lignes par personne", "sorting lines by person")
_READING = Words("lecture des personnes", "reading people")
_MIB = Words("Mio", "MiB")
_BUCKETS = Words("paquets", "buckets")


class SplitTask(msgspec.Struct, frozen=True):
    """Sort the lines of one unit."""

    export: Path
    unit: Unit
    buckets: int
    folder: Path


def cohort_from_fhir(
    export: Path,
    out: Path,
    finish: Callable[[Cohort, Report], None],
    *,
    on: date,
    today: date,
    jobs: int | None = None,
    tell: Tell = lambda step: None,
) -> Report:
    """Read every person of the export (a folder of NDJSON files, or one) and hand the cohort to `finish`, which writes
    it to `out`. The work is kept beside `out`, and found again by the next call until `finish` returned.

    The order of people depends on the export alone, not on `jobs`. Raises BadInput when there is nobody to be read, a
    file can't be read to its end, or the cohort is being built by another process.
    """
    units = units_of(export)
    size = bytes_of(export)
    buckets = min(MOST, max(FEWEST, -(-size // BUCKET_BYTES)))
    jobs = jobs or (cores() if size > IN_THIS_PROCESS else 1)
    stamp = fingerprint(export, __version__, on.isoformat(), today.isoformat(), str(buckets), _code_stamp())
    with working(out, stamp) as work:
        splits = _sorted(export, units, buckets, work, jobs, tell)
        parts = _read(units, buckets, work, on, today, jobs, tell)
        if not any(part.people for part, _ in parts):
            refused = [f.fault for s in splits for f in _of_lines(s)] + [
                f.fault for p, _ in parts for f in p.faults
            ]
            raise (
                BadInput(refused)
                if refused
                else BadInput.at(
                    str(export),
                    "",
                    "no Patient among its resources.",
                    "Expected the export of people's records.",
                )
            )
        report = _report(splits, [part for part, _ in parts])
        finish(join([cohort for _, cohort in parts], on), report)
    return report


def _sorted(export: Path, units: list[Unit], buckets: int, work: Work, jobs: int, tell: Tell) -> list[Split]:
    tasks = [
        SplitTask(export, unit, buckets, work.lines)
        for unit in units
        if not (work.lines / f"{unit.number:06}.json").exists()
    ]
    weights = {unit.number: max(1, (unit.end - unit.start) // 2**20) for unit in units}
    total = sum(weights.values())
    done = total - sum(weights[task.unit.number] for task in tasks)
    tell(Step(_SORTING, done, total, _MIB))
    for task, _ in run_all(split_unit, tasks, jobs):
        done += weights[task.unit.number]
        tell(Step(_SORTING, done, total, _MIB))
    splits_in.cache_clear()
    return splits_in(work.lines)


def split_unit(task: SplitTask) -> int:
    """Sort one unit; how many lines it had."""
    return split(task.export, task.unit, task.buckets, task.folder).lines


def _read(
    units: list[Unit], buckets: int, work: Work, on: date, today: date, jobs: int, tell: Tell
) -> list[tuple[Part, Cohort]]:
    files = tuple(unit.file for unit in units)
    outs = [work.parts / f"{bucket:04}" for bucket in range(buckets)]
    tasks = [
        PartTask(work.lines, files, bucket, buckets, on, today, out)
        for bucket, out in enumerate(outs)
        if not out.exists()
    ]
    done = buckets - len(tasks)
    tell(Step(_READING, done, buckets, _BUCKETS))
    for _ in run_all(read_part, tasks, jobs):
        done += 1
        tell(Step(_READING, done, buckets, _BUCKETS))
    return [load_part(out, on) for out in outs]


def _report(splits: list[Split], parts: list[Part]) -> Report:
    faults = [fault for done in splits for fault in _of_lines(done)]
    faults += sorted((f for part in parts for f in part.faults), key=lambda f: (f.person, f.fault.where))
    return Report(
        people=sum(part.people for part in parts),
        resources=sum(part.resources for part in parts),
        unused=sum(part.unused for part in parts),
        nobody=sum(done.nobody for done in splits),
        notes=deaths(sum(part.died for part in parts)),
        types=added(done.types for done in splits),
        faults=tuple(faults),
    )


def _of_lines(done: Split) -> list[PersonFault]:
    """Faults of lines that could be given to nobody."""
    return [PersonFault("", False, fault) for fault in done.faults]


def _code_stamp() -> str:
    """Changes with the code that reads: what an older version has kept is not gone on from."""
    rooms = ("terms", "terms/data", "case", "fhir", "fhir/observation", "cohort")
    package = Path(__file__).parent.parent
    return str(max(f.stat().st_mtime_ns for room in rooms for f in (package / room).iterdir() if f.is_file()))
