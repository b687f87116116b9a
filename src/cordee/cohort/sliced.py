"""The distinct slices of a cohort and who has which: found once, then kept beside the tables."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from cordee.case import Fact
from cordee.cohort.aspect import Slice, cut
from cordee.cohort.cohort import Cohort
from cordee.cohort.fingerprint import mark_of_meaning
from cordee.cohort.grouping import groups
from cordee.cohort.kept import kind_of
from cordee.cohort.kinds import Column, Cut
from cordee.terms import Terms

Ints = NDArray[np.int64]


class Sliced(NamedTuple):
    """`people` (touched,) int64: who has any fact of the slice, ascending. `group` (touched,) int64: the place in `cuts`
    of what each has. `columns`: the same cuts, field by field."""

    people: Ints
    group: Ints
    cuts: list[Cut]
    columns: dict[str, Column]


class _Field(msgspec.Struct, array_like=True):
    """Of one field: its distinct facts (and those that one cut holds twice, again); how many each cut holds, and
    which, int32."""

    facts: msgspec.Raw
    counts: bytes
    places: bytes


class _Packed(msgspec.Struct, array_like=True):
    """`people`: a bit for each person of the cohort; `group`: little-endian numbers of `size` bytes."""

    people: bytes
    group: bytes
    size: int
    cuts: int
    fields: dict[str, _Field]


def sliced(cohort: Cohort, what: Slice, terms: Terms) -> Sliced:
    """The distinct slices `what` of everybody, from beside the tables where they are kept, and kept there otherwise."""
    beside = cohort.beside
    name = _name(what, terms) if beside is not None else ""
    if beside is not None and (kept := beside.read(name)) is not None:
        return unpacked(kept, len(cohort))
    found = groups(cohort, what, terms)
    fields = [part.field for part in what.parts]
    cuts = [cut(cohort.case(p, fields), what, cohort.on, terms) for p in found.first.tolist()]
    columns = {field: Column.of([one.get(field, ()) for one in cuts]) for field in fields}
    made = Sliced(found.people, found.group, cuts, columns)
    if beside is not None:
        beside.write(name, packed(made, len(cohort)))
    return made


def _name(what: Slice, terms: Terms) -> str:
    asked = msgspec.json.encode(what) + mark_of_meaning(terms).encode()
    return hashlib.blake2b(asked, digest_size=16).hexdigest()


def packed(made: Sliced, people: int) -> bytes:
    """`made` as bytes."""
    here = np.zeros(people, np.bool_)
    here[made.people] = True
    size = 1 if len(made.cuts) <= 1 << 8 else 2 if len(made.cuts) <= 1 << 16 else 4
    return msgspec.msgpack.encode(
        _Packed(
            np.packbits(here, bitorder="little").tobytes(),
            made.group.astype(f"<u{size}").tobytes(),
            size,
            len(made.cuts),
            {field: _packed(column) for field, column in made.columns.items()},
        )
    )


def _packed(column: Column) -> _Field:
    return _Field(
        msgspec.Raw(msgspec.msgpack.encode(column.facts)),
        column.counts.astype("<i4").tobytes(),
        column.places.astype("<i4").tobytes(),
    )


def unpacked(held: bytes, people: int) -> Sliced:
    """What `packed` made, for a cohort of so many people."""
    whole = msgspec.msgpack.decode(held, type=_Packed)
    here = np.unpackbits(np.frombuffer(whole.people, np.uint8), bitorder="little", count=people)
    group = np.frombuffer(whole.group, f"<u{whole.size}").astype(np.int64)
    columns = {field: _column(field, one) for field, one in whole.fields.items()}
    rows = zip(*map(_rows, columns.values()), strict=True)
    cuts = [dict(zip(columns, row, strict=True)) for row in rows]
    return Sliced(np.flatnonzero(here), group, cuts, columns)


def _column(field: str, held: _Field) -> Column:
    kind: Any = list[kind_of(field)]  # type: ignore[misc]
    facts: list[Fact] = msgspec.msgpack.decode(held.facts, type=kind)
    counts, places = (np.frombuffer(one, "<i4").astype(np.int64) for one in (held.counts, held.places))
    return Column(facts, counts, places)


def _rows(column: Column) -> list[tuple[Fact, ...]]:
    row = [column.facts[place] for place in column.places.tolist()]
    ends = np.cumsum(column.counts).tolist()
    return [tuple(row[low:high]) for low, high in zip([0, *ends], ends, strict=False)]
