"""What is new since yesterday's result: only changed people and changed criteria are swept again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cordee.cohort.asked_of import AskedOf
from cordee.cohort.cohort import Cohort
from cordee.cohort.fingerprint import marks_of
from cordee.cohort.match import made_of, matched_rows
from cordee.cohort.matched import SCHEMA, Made, Matched
from cordee.cohort.part import only
from cordee.terms import Terms

_PAIR = ["person", "kind", "id", "arm"]


class Watched(NamedTuple):
    """`rows`: the whole result of today. `new`: those of its rows that were not there before, or whose verdict was
    'unknown' and is 'yes'. `people`, `criteria`: how many were swept again. `whole`: everything was, and why."""

    rows: pa.Table
    new: pa.Table
    made: Made
    people: int
    criteria: int
    whole: str


def watch(before: Matched, cohort: Cohort, asked: Sequence[AskedOf], terms: Terms) -> Watched:
    """Today's result, from yesterday's and what changed since. Equal to matching anew."""
    made = made_of(cohort, asked, terms, unknown=before.made.unknown)
    whole = _why_whole(before.made, made)
    if whole:
        rows = _together(list(matched_rows(cohort, asked, terms, made.unknown)))
        return Watched(rows, _new(before.rows, rows), made, len(cohort), len(asked), whole)
    known = set(before.made.criteria)
    same = [mark in known for mark in made.criteria]
    changed = _changed(before, *marks_of(cohort))
    parts = [_kept(before.rows, cohort, changed, asked, same)]
    if changed.any():
        parts += matched_rows(only(cohort, np.flatnonzero(changed)), asked, terms, made.unknown)
    others = [a for a, kept in zip(asked, same, strict=True) if not kept]
    if others and not changed.all():
        rest = cohort if not changed.any() else only(cohort, np.flatnonzero(~changed))
        parts += matched_rows(rest, others, terms, made.unknown)
    rows = _together(parts)
    return Watched(rows, _new(before.rows, rows), made, int(changed.sum()), len(others), "")


def _why_whole(before: Made, now: Made) -> str:
    if before.on != now.on:
        return "day"  # ages and the age of results change for everybody
    return "meaning" if before.meaning != now.meaning else ""


def _changed(before: Matched, ids: NDArray[np.uint64], people: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Who is new, or of whom anything recorded is not as it was."""
    order = np.argsort(before.ids)
    place = np.searchsorted(before.ids[order], ids)
    place[place == len(order)] = 0
    if not len(order):
        return np.ones(len(ids), np.bool_)
    found = order[place]
    other: NDArray[np.bool_] = (before.ids[found] != ids) | (before.people[found] != people)
    return other


def _kept(
    rows: pa.Table, cohort: Cohort, changed: NDArray[np.bool_], asked: Sequence[AskedOf], same: list[bool]
) -> pa.Table:
    """Yesterday's rows of unchanged people and unchanged criteria."""
    people = {id for id, other in zip(cohort.people, changed.tolist(), strict=True) if not other}
    criteria = {(a.kind, a.id, a.arm) for a, kept in zip(asked, same, strict=True) if kept}
    person = _in(rows, "person", people)
    asked_too = [c in criteria for c in zip(*(rows.column(n).to_pylist() for n in _PAIR[1:]), strict=True)]
    return rows.filter(pa.array(person & np.array(asked_too, np.bool_)))


def _in(rows: pa.Table, name: str, wanted: set[str]) -> NDArray[np.bool_]:
    column = rows.column(name).combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        return np.zeros(0, np.bool_)
    known = np.array([word in wanted for word in column.dictionary.to_pylist()], np.bool_)
    codes: NDArray[np.int64] = column.indices.to_numpy(zero_copy_only=False)
    held: NDArray[np.bool_] = known[codes]
    return held


def _together(parts: Sequence[pa.Table]) -> pa.Table:
    parts = [part.cast(SCHEMA) for part in parts]
    return pa.concat_tables(parts).unify_dictionaries() if parts else SCHEMA.empty_table()


def _new(before: pa.Table, now: pa.Table) -> pa.Table:
    old = dict(zip(_keys(before), before.column("verdict").to_pylist(), strict=True))
    verdicts = now.column("verdict").to_pylist()
    new = [
        key not in old or (old[key] == "unknown" and verdict == "yes")
        for key, verdict in zip(_keys(now), verdicts, strict=True)
    ]
    return now.filter(pa.array(new, pa.bool_()))


def _keys(rows: pa.Table) -> list[tuple[str, ...]]:
    return list(zip(*(rows.column(name).to_pylist() for name in _PAIR), strict=True))
