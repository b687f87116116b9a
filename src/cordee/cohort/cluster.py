"""The same sweep on an engine that is already there: Ray Data, one task a partition. Needs `cordee[cluster]`.

A partition is a saved cohort that every node can read by its path. Why Ray Data: `docs/decisions/0015`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cordee.cohort.build_join import slice_of
from cordee.cohort.cohort import Cohort
from cordee.cohort.store import load, save
from cordee.cohort.sweep import sweep
from cordee.criteria.tree import Criterion

SCHEMA = pa.schema(
    [
        ("part", pa.int32()),
        ("people", pa.int64()),
        ("criterion", pa.int32()),
        ("yes", pa.binary()),
        ("no", pa.binary()),
    ]
)
"""A row for each criterion of each part: `yes` and `no` hold ceil(people / 8) bytes, person i at bit i % 8 of byte i // 8;
who is in neither is *not known yet*. `part` and `criterion` are places in what was given."""


def write_partitions(cohort: Cohort, folder: Path, people: int) -> list[Path]:
    """Save `cohort` as partitions of at most `people` people each, and say where. Raises OSError, ValueError."""
    if people < 1:
        raise ValueError(f"{people} people a partition: expected one or more")
    paths: list[Path] = []
    for first in range(0, len(cohort), people):
        path = folder / f"part-{len(paths):05}"
        path.mkdir(parents=True)
        save(slice_of(cohort, first, min(first + people, len(cohort))), path)
        paths.append(path)
    return paths


def sweep_part(cohort: Cohort, criteria: Sequence[Criterion], part: int) -> pa.Table:
    """The answers of one partition, in `SCHEMA`, on one core: engines give each core its own partition."""
    answers = sweep(cohort, criteria, cores=1)
    trees = range(len(criteria))
    return pa.table(
        {
            "part": np.full(len(trees), part, np.int32),
            "people": np.full(len(trees), len(cohort), np.int64),
            "criterion": np.arange(len(trees), dtype=np.int32),
            "yes": [answers.yes(tree).tobytes() for tree in trees],
            "no": [answers.no(tree).tobytes() for tree in trees],
        },
        schema=SCHEMA,
    )


def sweep_on_cluster(parts: Sequence[str | Path], criteria: Sequence[Criterion]) -> Iterator[pa.Table]:
    """Every criterion for everybody in the saved cohorts `parts`, on the Ray cluster this process is connected to (or one
    on this machine, started now). Tables in `SCHEMA`, as parts are done, in no set order.

    Equal to `sweep` of the same people. Each node needs this version of `cordee[cluster]` and has to see the paths. Raises
    ModuleNotFoundError without Ray, and what a task raised.
    """
    import ray  # not when the module is imported: a second to load
    import ray.data

    rows = [{"part": i, "path": str(path)} for i, path in enumerate(parts)]
    if not rows:
        return
    if not ray.is_initialized():
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray would report its use to its makers
        ray.init(include_dashboard=False)
    given = ray.data.from_items(rows, override_num_blocks=len(rows))
    swept = given.map_batches(
        _sweep_rows,
        batch_size=1,
        batch_format="pyarrow",
        fn_kwargs={"criteria": tuple(criteria)},
        num_cpus=1,
    )
    for batch in swept.iter_batches(batch_size=None, batch_format="pyarrow"):
        yield batch.cast(SCHEMA)


def _sweep_rows(rows: pa.Table, criteria: Sequence[Criterion]) -> Iterator[Any]:
    for row in rows.to_pylist():
        yield sweep_part(load(Path(row["path"])), criteria, row["part"])


def codes_of(tables: Sequence[pa.Table], criterion: int) -> NDArray[np.uint8]:
    """One criterion's answers for everybody, in order of parts, uint8 (people,): 0 not known, 1 yes, 2 no."""
    rows = [row for table in tables for row in table.to_pylist() if row["criterion"] == criterion]
    found = [np.zeros(0, np.uint8)]
    for row in sorted(rows, key=lambda r: r["part"]):
        yes, no = (
            np.unpackbits(np.frombuffer(row[name], np.uint8), bitorder="little", count=row["people"])
            for name in ("yes", "no")
        )
        found.append(yes + 2 * no)
    return np.concatenate(found)
