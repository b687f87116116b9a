"""Short marks of what a person's row holds and of what a criterion asks: equal when nothing changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version

import msgspec
import numpy as np
from numpy.typing import NDArray

from cordee.cohort.cohort import Cohort
from cordee.cohort.store import written
from cordee.criteria.tree import Criterion
from cordee.terms import Terms

Marks = NDArray[np.uint64]
_KEPT = "marks"
_RULES = 2
"""One more whenever results made before would not be made so now. 2: nobody who has died."""


def marks_of(cohort: Cohort) -> tuple[Marks, Marks]:
    """`marks_of_ids` and `marks_of_people`, from beside the tables where they are kept."""
    kept = cohort.beside.read(_KEPT) if cohort.beside is not None else None
    if kept is not None:
        ids, people = np.frombuffer(kept, np.uint64).reshape(2, -1)
        return ids, people
    ids, people = marks_of_ids(cohort.people), marks_of_people(cohort)
    if cohort.beside is not None:
        cohort.beside.write(_KEPT, np.concatenate([ids, people]).tobytes())
    return ids, people


def marks_of_people(cohort: Cohort) -> Marks:
    """One 64-bit mark a person, uint64 (people,), of all facts the cohort keeps of them. Not a secret: it protects nothing,
    it only tells that something changed."""
    marks = np.zeros(len(cohort), np.uint64)
    tables = sorted(cohort.tables.items())  # read before the calendar: tables that are read bring its dates
    dates = np.array([0, *(_mark(iso) for iso in cohort.calendar.isos)], np.uint64)
    for field, table in tables:
        if not len(table):
            continue
        texts = table.texts if table.texts is not None else map(written, table.facts)
        facts = np.array([_mark(f"{field}{text}") for text in texts], np.uint64)
        rows = facts[table.code]
        for name, days in sorted(table.days.items()):
            rows = _mixed(rows ^ np.uint64(_mark(name))) + dates[days]
        for name, numbers in sorted(table.numbers.items()):
            rows = _mixed(rows ^ np.uint64(_mark(name))) + np.ascontiguousarray(numbers).view(np.uint64)
        starts = np.flatnonzero(np.diff(table.person, prepend=-1))
        # Facts of one day may stand in any order: a sum has none.
        marks[table.person[starts]] += np.add.reduceat(_mixed(rows), starts)
    return marks


def marks_of_ids(people: Sequence[str]) -> Marks:
    """One 64-bit mark of each id."""
    return np.array([_mark(id) for id in people], np.uint64)


def mark_of_criterion(criterion: Criterion) -> str:
    """Of what a criterion asks, not how it came about."""
    return hashlib.blake2b(msgspec.json.encode(criterion, order="sorted"), digest_size=12).hexdigest()


@lru_cache(maxsize=8)
def mark_of_meaning(terms: Terms) -> str:
    """Of all that gives criteria their meaning besides themselves: this version and its terms."""
    digest = hashlib.blake2b(f"{version('cordee')} {_RULES}".encode(), digest_size=12)
    for kind in ("cancer", "histology", "site", "gene", "alteration_class", "drug", "marker", "lab", "condition",
                 "symptom", "toxicity", "judgement"):  # fmt: skip
        for term in terms.all(kind):
            digest.update(
                msgspec.msgpack.encode((kind, term.id, sorted(terms.ancestors(kind, term.id)), term))
            )
    return digest.hexdigest()


def _mark(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def _mixed(rows: Marks) -> Marks:
    rows = (rows ^ (rows >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)  # splitmix64, public domain
    rows = (rows ^ (rows >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return rows ^ (rows >> np.uint64(31))
