"""The two bit-planes of every distinct leaf, for one chunk of people after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cordee.cohort.aspects import aspect
from cordee.cohort.cohort import Cohort
from cordee.cohort.index import NO, UNKNOWN, YES, Index, index
from cordee.cohort.postings import Spread
from cordee.criteria.leaf import Leaf
from cordee.terms import Terms

Planes = NDArray[np.uint8]


class LeafPlanes:
    """Asks each leaf once per distinct slice of its aspect, when made; writes the planes of a chunk when told to."""

    def __init__(self, cohort: Cohort, leaves: Sequence[Leaf], terms: Terms) -> None:
        self.cohort = cohort
        self.found = [_Asked.of(index(cohort, aspect(leaf), terms), leaf) for leaf in leaves]

    def write(self, chunk: int, planes: Planes, row: Mapping[int, int], leaves: range) -> None:
        """Write the planes of `leaves` for the chunk with this number: of each into its `row` of `planes` (rows, 2, bytes)."""
        low, high = self.cohort.chunks()[chunk]
        width = (high - low + 7) // 8
        for leaf in leaves:
            here = planes[row[leaf]]
            self.found[leaf].write(chunk, here[0, :width], here[1, :width])


class _Asked(NamedTuple):
    """A leaf's answers: which slices say yes, no, not known, and which of the three most of them say."""

    spreads: list[Spread]
    said: tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]
    most: int

    @classmethod
    def of(cls, made: Index, leaf: Leaf) -> _Asked:
        answers = made.answers(leaf)
        counts = np.bincount(answers, minlength=3)
        return cls(
            made.spreads,
            (answers == YES, answers == NO, answers == UNKNOWN),
            (YES, NO, UNKNOWN).index(counts.argmax()),
        )

    def write(self, chunk: int, yes: Planes, no: Planes) -> None:
        """Everybody has one of three answers: the two that fewer slices give are looked up, and the third is the rest."""
        spread = self.spreads[chunk]
        if self.most == 2:
            spread.write(self.said[0], yes)
            spread.write(self.said[1], no)
            return
        rest, found = (yes, no) if self.most == 0 else (no, yes)
        spread.write(self.said[1 - self.most], found)
        spread.write(self.said[2], rest)
        np.bitwise_or(rest, found, out=rest)
        np.invert(rest, out=rest)
