"""A cohort as a folder of Parquet tables. The schema is in docs/cohort.md."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from cordee.case import Fact
from cordee.cohort.calendar import Calendar
from cordee.cohort.cohort import CHUNK, Cohort
from cordee.cohort.kept import KEPT, NOWHERE, kind_of
from cordee.cohort.table import FactTable
from cordee.files.fault import BadInput

FORMAT = 1
_SHEET = "cohort.json"
_PEOPLE = "people.parquet"


class Sheet(msgspec.Struct, frozen=True):
    """What a cohort says of itself: the form of its tables, the day as of which it is known, how many people."""

    format: int
    on: date
    people: int


def save(cohort: Cohort, folder: Path) -> None:
    """Write the tables of `cohort` into `folder`, which exists. Raises OSError."""
    pq.write_table(pa.table({"id": pa.array(cohort.people, pa.string())}), folder / _PEOPLE)
    isos = np.array(["", *cohort.calendar.isos], object)
    for field in KEPT:
        _write(cohort.tables[field], isos, folder / f"{field}.parquet")
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
    calendar = Calendar()
    people = _read(folder / _PEOPLE).column("id").to_pylist()
    if len(people) != sheet.people:
        raise BadInput.at(str(folder / _PEOPLE), "", f"{len(people)} people, expected {sheet.people}.")
    tables = {field: _table(folder, field, calendar, len(people)) for field in KEPT}
    return Cohort(people, sheet.on, tables, calendar, chunk)


def _read(path: Path, dictionaries: list[str] | None = None) -> pa.Table:
    try:
        table = pq.read_table(path, read_dictionary=dictionaries or [])
    except (OSError, pa.ArrowException) as error:
        raise BadInput.at(str(path), "", f"can't be read: {str(error).splitlines()[0]}.") from None
    return table.unify_dictionaries().combine_chunks()


def _table(folder: Path, field: str, calendar: Calendar, people: int) -> FactTable:
    kept, path = KEPT[field], folder / f"{field}.parquet"
    table = _read(path, ["fact", *kept.days])
    try:
        person = _column(table, "person").to_numpy().astype(np.int32, copy=False)
        facts, code = _coded(table, "fact")
        days = {name: _dates(table, name, calendar) for name in kept.days}
        numbers = {
            name: _column(table, name).to_numpy(zero_copy_only=False).astype(np.float64)
            for name in kept.numbers
        }
        shaped = [_fact(field, fact) for fact in facts]
    except (KeyError, ValueError, TypeError, msgspec.MsgspecError) as error:
        raise BadInput.at(
            str(path), "", f"not a table of {field}: {error}.", "Build the cohort again."
        ) from None
    if len(person) and (person[0] < 0 or person[-1] >= people or (np.diff(person) < 0).any()):
        raise BadInput.at(str(path), "", "rows that are not in order of person.", "Build the cohort again.")
    return FactTable(field, shaped, person, code, days, numbers)


def _column(table: pa.Table, name: str) -> Any:
    return table.column(name).combine_chunks()


def _coded(table: pa.Table, name: str) -> tuple[list[str | None], NDArray[np.int32]]:
    column = _column(table, name)
    if isinstance(column, pa.ChunkedArray):  # a table without rows
        return [], np.zeros(0, np.int32)
    codes = column.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    return column.dictionary.to_pylist(), codes


def _dates(table: pa.Table, name: str, calendar: Calendar) -> NDArray[np.int32]:
    isos, codes = _coded(table, name)
    numbers = np.array(
        [*(_date_number(calendar, iso) for iso in isos), 0], np.int32
    )  # -1, no date, is the last
    return numbers[codes]


def _date_number(calendar: Calendar, iso: str | None) -> int:
    return calendar.number_of(iso) if iso else 0


@lru_cache
def _decoder(field: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind_of(field))


def _fact(field: str, text: str | None) -> Fact:
    fact: Fact = msgspec.structs.replace(_decoder(field).decode(text or ""), source=NOWHERE)
    return fact
