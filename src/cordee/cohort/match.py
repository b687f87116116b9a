"""Who may enter which trial, in a whole cohort: patient × way in × verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from cordee.cohort.answers import Answers, indices
from cordee.cohort.asked_of import AskedOf
from cordee.cohort.cohort import Cohort
from cordee.cohort.died import alive_plane
from cordee.cohort.fingerprint import mark_of_criterion, mark_of_meaning, marks_of
from cordee.cohort.matched import FORMAT, Made, Pairs, rows_of, write
from cordee.cohort.sweep import sweep_chunks
from cordee.terms import Terms


def match(cohort: Cohort, asked: Sequence[AskedOf], terms: Terms, out: Path, *, unknown: bool = False) -> int:
    """Write to `out`, whole or not at all, a row for everyone who meets one of `asked`, and with `unknown` for everyone
    of whom that is not known yet, but for those who have died; how many rows. Raises OSError. `out` also holds what `watch`
    needs tomorrow."""
    made = made_of(cohort, asked, terms, unknown=unknown)
    ids, people = marks_of(cohort)
    return write(out, made, ids, people, matched_rows(cohort, asked, terms, unknown))


def made_of(cohort: Cohort, asked: Sequence[AskedOf], terms: Terms, *, unknown: bool) -> Made:
    """What a result of these would be made from."""
    criteria = tuple((a.kind, a.id, a.arm, mark_of_criterion(a.criterion)) for a in asked)
    return Made(FORMAT, cohort.on, unknown, mark_of_meaning(terms), criteria)


def matched_rows(cohort: Cohort, asked: Sequence[AskedOf], terms: Terms, unknown: bool) -> Iterator[pa.Table]:
    """The rows, for some people after others. Nobody who has died has one: no trial is for them."""
    people = pa.array(cohort.people, pa.string())
    alive = alive_plane(cohort)
    swept = sweep_chunks(cohort, [a.criterion for a in asked], terms)
    for first, parts in groupby(swept, key=lambda answers: answers.first):
        low = first // 8
        found = [
            pairs_of(answers, alive[low : low + (answers.people + 7) // 8], unknown=unknown)
            for answers in parts
        ]
        # One table for all criteria: each table that is written repeats the ids of everybody.
        yield rows_of(Pairs(*(np.concatenate(column) for column in zip(*found, strict=True))), people, asked)


def pairs_of(answers: Answers, alive: NDArray[np.uint8], *, unknown: bool) -> Pairs:
    """The pairs that are met, and with `unknown` those that are not known yet, of who is in the bit-plane `alive`."""
    person, tree, open_, leaves = (
        [np.zeros(0, np.int64)],
        [0],
        [np.zeros(0, np.bool_)],
        [np.zeros(0, np.int32)],
    )
    lengths = [0]
    for number in answers.trees:
        for verdict in (False, True) if unknown else (False,):
            found = indices((answers.unknown(number) if verdict else answers.yes(number)) & alive)
            if len(found):
                person.append(found + answers.first)
                tree.append(number)
                lengths.append(len(found))
                open_.append(np.full(len(found), verdict))
                leaves.append(answers.unknown_leaves(number, found))
    return Pairs(
        np.concatenate(person).astype(np.int32),
        np.repeat(np.array(tree, np.int32), lengths),
        np.concatenate(open_),
        np.concatenate(leaves).astype(np.int16),
    )
