"""The people of one bucket as kept between the passes of a build: private to it, and gone when the cohort stands."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from cordee.cohort.build_people import PersonFault, Places, by_reference, people_of
from cordee.cohort.build_split import Split, bucket_of
from cordee.cohort.calendar import Calendar
from cordee.cohort.cohort import Cohort, CohortBuilder
from cordee.cohort.kept import KEPT, kind_of
from cordee.cohort.table import FactTable
from cordee.files.whole_write import write_whole
from cordee.terms import load_terms


class PartTask(msgspec.Struct, frozen=True):
    """Read the people of `bucket` (one of `buckets`) from the pieces in `lines`, as known on `on`; nothing dated after
    `today` is believed. `files`: the file of each unit. Kept as `out`."""

    lines: Path
    files: tuple[str, ...]
    bucket: int
    buckets: int
    on: date
    today: date
    out: Path


class Part(msgspec.Struct, frozen=True):
    """What came of one bucket. `unused`: resources that became no fact; `died`: people said to have died, without a day."""

    people: int
    resources: int
    unused: int
    faults: tuple[PersonFault, ...]
    died: int


class _Table(msgspec.Struct, frozen=True):
    facts: msgspec.Raw
    person: bytes
    code: bytes
    days: dict[str, bytes]
    numbers: dict[str, bytes]


class _Whole(msgspec.Struct, frozen=True):
    part: Part
    people: list[str]
    dates: list[str]
    tables: dict[str, _Table]


@lru_cache(maxsize=1)  # a worker reads bucket after bucket of the same build
def splits_in(lines: Path) -> list[Split]:
    """What the first pass left, by unit."""
    found = sorted(lines.glob("*.json"))
    return [msgspec.json.decode(path.read_bytes(), type=Split) for path in found]


def read_part(task: PartTask) -> Part:
    """Read one bucket and keep it."""
    with _no_collector():
        return _read_part(task)


def _read_part(task: PartTask) -> Part:
    splits = splits_in(task.lines)
    before: list[int] = []
    for unit, file in enumerate(task.files):
        same = unit > 0 and task.files[unit - 1] == file
        before.append(before[-1] + splits[unit - 1].lines if same else 0)
    shared = by_reference(bucket_of(task.lines, splits, task.buckets))
    builder = CohortBuilder(task.on)
    faults: list[PersonFault] = []
    resources = unused = died = 0
    entries = bucket_of(task.lines, splits, task.bucket)
    for read in people_of(entries, shared, Places(task.files, before), load_terms(), task.today):
        resources += read.resources
        unused += read.unused
        died += read.died
        faults.extend(read.faults)
        if read.case is not None:
            builder.add(read.person, read.case)
    cohort = builder.done()
    part = Part(len(cohort), resources, unused, tuple(faults), died)
    write_whole(task.out, msgspec.msgpack.encode(_packed(part, cohort)))
    return part


@contextmanager
def _no_collector() -> Iterator[None]:
    """A bucket is millions of small values, hardly one in a circle: looking for circles costs a tenth of the time. What
    there is of them goes between buckets."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(1)  # what is new only, not all that was loaded before
        if was:
            gc.enable()


def load_part(path: Path, on: date) -> tuple[Part, Cohort]:
    """A bucket that was read before."""
    whole = msgspec.msgpack.decode(path.read_bytes(), type=_Whole)
    tables = {field: _unpacked(field, table) for field, table in whole.tables.items()}
    return whole.part, Cohort(whole.people, on, tables, Calendar(whole.dates))


def _packed(part: Part, cohort: Cohort) -> _Whole:
    tables = {}
    for field in KEPT:
        table = cohort.tables[field]
        tables[field] = _Table(
            msgspec.Raw(msgspec.msgpack.encode(table.facts)),
            table.person.tobytes(),
            table.code.tobytes(),
            {name: days.tobytes() for name, days in table.days.items()},
            {name: numbers.tobytes() for name, numbers in table.numbers.items()},
        )
    return _Whole(part, list(cohort.people), cohort.calendar.isos, tables)


def _unpacked(field: str, table: _Table) -> FactTable:
    shape: Any = list[kind_of(field)]  # type: ignore[misc]
    return FactTable(
        field,
        msgspec.msgpack.decode(table.facts, type=shape),
        np.frombuffer(table.person, np.int32),
        np.frombuffer(table.code, np.int32),
        {name: np.frombuffer(days, np.int32) for name, days in table.days.items()},
        {name: np.frombuffer(numbers, np.float64) for name, numbers in table.numbers.items()},
    )
