"""The two bit-planes of every distinct leaf, for one chunk of people after another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cordee.cohort.aspects import aspect
from cordee.cohort.cohort import Cohort
from cordee.cohort.index import NO, YES, index
from cordee.criteria.leaf import Leaf
from cordee.terms import Terms


class LeafPlanes:
    """Asks each leaf once per distinct slice of its aspect, when made; writes the planes of a chunk when told to."""

    def __init__(self, cohort: Cohort, leaves: Sequence[Leaf], terms: Terms) -> None:
        self.cohort = cohort
        self.found = []
        for leaf in leaves:
            made = index(cohort, aspect(leaf), terms)
            answers = made.answers(leaf)
            self.found.append((made.spreads, answers == YES, answers == NO))

    def write(self, chunk: int, planes: NDArray[np.uint8]) -> None:
        """Write rows 0 … leaves - 1 of `planes` (rows, 2, bytes) for the chunk with this number."""
        low, high = self.cohort.chunks()[chunk]
        scratch = np.zeros(high - low, np.uint8)
        width = (high - low + 7) // 8
        for row, (spreads, yes, no) in enumerate(self.found):
            spreads[chunk].write(yes, planes[row, 0, :width], scratch)
            spreads[chunk].write(no, planes[row, 1, :width], scratch)
