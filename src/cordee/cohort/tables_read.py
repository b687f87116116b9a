"""The tables of a cohort's folder, each read and checked when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from cordee.case import Fact
from cordee.cohort.beside import mark_of
from cordee.cohort.calendar import Calendar
from cordee.cohort.kept import KEPT, NOWHERE, kind_of
from cordee.cohort.table import FactTable
from cordee.files.fault import BadInput


class TablesRead(Mapping[str, FactTable]):
    """The tables by field. `marks`: of each file, by name, what it held when the cohort was opened: a table is never taken
    from a cohort that was put in its place since. Asking for one raises BadInput when it can't be read."""

    def __init__(self, folder: Path, marks: Mapping[str, str], calendar: Calendar, people: int) -> None:
        self.folder, self.marks, self.calendar, self.people = folder, marks, calendar, people
        self._read: dict[str, FactTable] = {}

    def __getitem__(self, field: str) -> FactTable:
        found = self._read.get(field)
        if found is None:
            if field not in KEPT:
                raise KeyError(field)
            path = self.folder / f"{field}.parquet"
            found = _table(path, self.marks[path.name], field, self.calendar, self.people)
            self._read[field] = found
        return found

    def asked(self) -> set[str]:
        """The tables that were read so far."""
        return set(self._read)

    def __iter__(self) -> Iterator[str]:
        return iter(KEPT)

    def __len__(self) -> int:
        return len(KEPT)


def read_bytes(path: Path) -> bytes:
    """A file of a cohort as it is. Raises BadInput."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput.at(str(path), "", f"can't be read: {error.strerror}.") from None


def read_parquet(path: Path, mark: str, dictionaries: tuple[str, ...] = ()) -> pa.Table:
    """The table in a file whose contents had this mark. Raises BadInput when it has another by now, or can't be read."""
    content = read_bytes(path)
    if mark_of(content) != mark:
        raise BadInput.at(str(path), "", "changed while the cohort was in use.", "Run it again.")
    try:
        table = pq.read_table(pa.BufferReader(content), read_dictionary=list(dictionaries))
    except (OSError, pa.ArrowException) as error:
        raise BadInput.at(str(path), "", f"can't be read: {str(error).splitlines()[0]}.") from None
    return table.unify_dictionaries().combine_chunks()


def _table(path: Path, mark: str, field: str, calendar: Calendar, people: int) -> FactTable:
    kept = KEPT[field]
    table = read_parquet(path, mark, ("fact", *kept.days))
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
    return FactTable(field, shaped, person, code, days, numbers, [fact or "" for fact in facts])


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
