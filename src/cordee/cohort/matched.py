"""The result of matching a cohort, as one Parquet file: a row for each pair, and what it was made from in its metadata."""

from __future__ import annotations

import os
import tempfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from cordee.cohort.asked_of import AskedOf
from cordee.cohort.fingerprint import Marks
from cordee.files.fault import BadInput

FORMAT = 1
_KEY = b"cordee"
_PEOPLE = b"cordee-people"
_WORDS = pa.array(["yes", "unknown"])
SCHEMA = pa.schema(
    [
        ("person", pa.dictionary(pa.int32(), pa.string())),
        ("kind", pa.dictionary(pa.int32(), pa.string())),
        ("id", pa.dictionary(pa.int32(), pa.string())),
        ("arm", pa.dictionary(pa.int32(), pa.string())),
        ("verdict", pa.dictionary(pa.int32(), pa.string())),
        ("unknown_leaves", pa.int16()),
    ]
)
"""`verdict` is 'yes' or 'unknown' (a pair that is 'no' has no row); `unknown_leaves` counts the distinct conditions of the
criterion that are not known for this person."""


class Pairs(NamedTuple):
    """Columns of equal length: `person` and `asked` are places in the lists they were made from, int32; `unknown` is
    bool, the verdict; `leaves` int16."""

    person: NDArray[np.int32]
    asked: NDArray[np.int32]
    unknown: NDArray[np.bool_]
    leaves: NDArray[np.int16]


class Made(msgspec.Struct, frozen=True):
    """What a result was made from. `criteria` gives the mark of each criterion by kind, id and arm."""

    format: int
    on: date
    unknown: bool
    meaning: str
    criteria: tuple[tuple[str, str, str, str], ...]


class Matched(NamedTuple):
    """A result that was read: its rows as a table in `SCHEMA`, what it was made from, marks of ids and of people."""

    rows: pa.Table
    made: Made
    ids: Marks
    people: Marks


def write(
    path: Path,
    made: Made,
    ids: Marks,
    people: Marks,
    tables: Iterable[pa.Table],
) -> int:
    """Write a result whole or not at all; how many rows. Raises OSError."""
    held = zlib.compress(
        np.concatenate([ids, people]).tobytes(), 0
    )  # marks are as good as random: nothing to gain
    schema = SCHEMA.with_metadata({_KEY: msgspec.json.encode(made), _PEOPLE: held})
    handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.", suffix=".part")
    os.close(handle)
    rows = 0
    try:
        # The least and the greatest of opaque ids tell nothing and take half of the writing.
        told = [column for column in schema.names if column != "person"]
        with pq.ParquetWriter(
            name, schema, compression="zstd", compression_level=1, write_statistics=told
        ) as writer:
            for table in tables:
                writer.write_table(table.replace_schema_metadata(schema.metadata))
                rows += len(table)
        with open(name, "rb") as done:
            os.fsync(done.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return rows


def rows_of(pairs: Pairs, people: pa.Array, asked: Sequence[AskedOf]) -> pa.Table:
    """`pairs` as rows in `SCHEMA`. `people`: the ids, as Arrow strings."""
    columns = [pa.DictionaryArray.from_arrays(pa.array(pairs.person), people)]
    for attribute in ("kind", "id", "arm"):
        words = pa.array([getattr(one, attribute) for one in asked], pa.string()).dictionary_encode()
        columns.append(
            pa.DictionaryArray.from_arrays(words.indices.to_numpy()[pairs.asked], words.dictionary)
        )
    columns.append(pa.DictionaryArray.from_arrays(pa.array(pairs.unknown.astype(np.int32)), _WORDS))
    columns.append(pa.array(pairs.leaves))
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def read(path: Path) -> Matched:
    """A result written before. Raises BadInput when the file is none."""
    try:
        rows = pq.read_table(path, read_dictionary=["person", "kind", "id", "arm", "verdict"])
        given = rows.schema.metadata or {}
        made = msgspec.json.decode(given[_KEY], type=Made)
        held = np.frombuffer(zlib.decompress(given[_PEOPLE]), np.uint64)
    except (OSError, KeyError, pa.ArrowException, msgspec.MsgspecError, zlib.error):
        raise BadInput.at(
            str(path), "", "not a result of `cordee match`.", "Run `cordee match` first."
        ) from None
    if made.format != FORMAT:
        raise BadInput.at(str(path), "", f"a result of form {made.format}, expected {FORMAT}.")
    half = len(held) // 2
    return Matched(rows.replace_schema_metadata(None), made, held[:half], held[half:])
