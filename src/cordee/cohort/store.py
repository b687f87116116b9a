"""A cohort as a folder of Parquet tables. The schema is in docs/cohort.md."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from cordee.case import Fact
from cordee.cohort.beside import Beside, mark_of
from cordee.cohort.calendar import Calendar
from cordee.cohort.cohort import CHUNK, Cohort
from cordee.cohort.kept import KEPT
from cordee.cohort.table import FactTable
from cordee.cohort.tables_read import TablesRead, read_bytes, read_parquet
from cordee.files.fault import BadInput

FORMAT = 1
_SHEET = "cohort.json"
_PEOPLE = "people.parquet"
_READ = "read"
"""Kept once every table was read: from then on each is read when it is asked for."""


class Sheet(msgspec.Struct, frozen=True):
    """What a cohort says of itself: the form of its tables, the day as of which it is known, how many people."""

    format: int
    on: date
    people: int


def save(cohort: Cohort, folder: Path) -> None:
    """Write the tables of `cohort` into `folder`, which exists. Raises OSError."""
    pq.write_table(pa.table({"id": pa.array(cohort.people, pa.string())}), folder / _PEOPLE)
    tables = {field: cohort.tables[field] for field in KEPT}  # read before the calendar: they bring its dates
    isos = np.array(["", *cohort.calendar.isos], object)
    for field in KEPT:
        _write(tables[field], isos, folder / f"{field}.parquet")
    sheet = Sheet(FORMAT, cohort.on, len(cohort))
    (folder / _SHEET).write_bytes(msgspec.json.format(msgspec.json.encode(sheet)) + b"\n")


def _write(table: FactTable, isos: NDArray[np.object_], path: Path) -> None:
    columns: dict[str, Any] = {"person": pa.array(table.person, pa.int32())}
    content = pa.array([written(fact) for fact in table.facts], pa.string())
    columns["fact"] = pa.DictionaryArray.from_arrays(pa.array(table.code, pa.int32()), content)
    for name, days in table.days.items():
        used, place = np.unique(days, return_inverse=True)
        # A date that is not recorded is a null, in the column and so for any reader.
        numbers = pa.array(place.astype(np.int32), pa.int32(), mask=days == 0)
        columns[name] = pa.DictionaryArray.from_arrays(numbers, pa.array(isos[used], pa.string()))
    for name, figures in table.numbers.items():
        columns[name] = pa.array(figures, pa.float64(), mask=np.isnan(figures))
    pq.write_table(pa.table(columns), path, compression="zstd", compression_level=1)


def written(fact: Fact) -> str:
    """A fact without dates and numbers as JSON, null fields left out, keys in order: equal facts, equal texts."""
    plain = msgspec.to_builtins(fact)
    kept = {k: v for k, v in plain.items() if v is not None and k != "source"}
    return msgspec.json.encode(kept, order="sorted").decode()


def load(folder: Path, chunk: int = CHUNK) -> Cohort:
    """The cohort in `folder`. Raises BadInput when there is none, or when a table can't be read."""
    try:
        sheet = msgspec.json.decode((folder / _SHEET).read_bytes(), type=Sheet)
    except FileNotFoundError:
        raise BadInput.at(
            str(folder), "", "is not a cohort.", "Make one with `cordee cohort build`."
        ) from None
    except (OSError, msgspec.MsgspecError) as error:
        raise BadInput.at(str(folder / _SHEET), "", f"can't be read: {error}.") from None
    if sheet.format != FORMAT:
        raise BadInput.at(
            str(folder), "", f"a cohort of form {sheet.format}, expected {FORMAT}.", "Build it again."
        )
    names = [_SHEET, _PEOPLE, *(f"{field}.parquet" for field in KEPT)]
    marks = {name: mark_of(read_bytes(folder / name)) for name in names}
    beside = Beside(folder, mark_of(*(mark.encode() for mark in marks.values())))
    people = read_parquet(folder / _PEOPLE, marks[_PEOPLE]).column("id").to_pylist()
    if len(people) != sheet.people:
        raise BadInput.at(str(folder / _PEOPLE), "", f"{len(people)} people, expected {sheet.people}.")
    calendar = Calendar()
    tables = TablesRead(folder, marks, calendar, len(people))
    if beside.read(_READ) is None:
        for field in tables:
            tables[field]  # a table that can't be read is told now
        beside.write(_READ, b"")
    return Cohort(people, sheet.on, tables, calendar, chunk, beside)
