"""A program run over the bit-planes of one chunk of people, on all cores."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from cordee.cohort.aligned import aligned_zeros
from cordee.cohort.batches import layout
from cordee.cohort.program import Program
from cordee.cohort.steps import Step, Steps

_WORDS_WORTH_A_THREAD = 1 << 14
"""128 KiB of a plane: with less, two threads hand the interpreter's lock to and fro and are slower than one (0014)."""

_BATCH_BYTES = 1 << 18
"""Planes of new leaves, and of results, at a time: together they take a part of a core's own cache of 2 MiB, in
which what trees have in common is to stay."""


class Run:
    """The planes of one chunk: `planes` (rows, 2, words) uint64, yes then no, people from the lowest bit up. `row`: where
    the planes of a place stand, from the batch that writes them to the last that reads them.

    The steps are made once and run for every chunk, batch after batch: the planes of a batch's leaves have to be
    written, then `trees` answers it, and the planes of its trees are to be read before the next. Cores share the words
    where there are enough of them.
    """

    def __init__(self, program: Program, words: int, cores: int | None = None) -> None:
        self.program = program
        parts = max(1, min(cores or os.cpu_count() or 1, words // _WORDS_WORTH_A_THREAD))
        everything = len(program.leaves) + len(program.nodes) + 1
        laid = layout(program, max(1, _BATCH_BYTES // (16 * words)) if parts == 1 else everything)
        self.row, self.batches = laid.row, laid.batches
        self.planes = aligned_zeros(laid.rows, 2, words)
        borders = [words * i // parts for i in range(parts + 1)]
        shares = [Steps(program, self.row, self.planes[:, :, low:high]) for low, high in pairwise(borders)]
        self.steps = [[share.of(batch.made) for share in shares] for batch in self.batches]

    def trees(self, batch: int) -> None:
        """Answer the trees of the batch with this number from the planes of the leaves."""
        parts = self.steps[batch]
        if len(parts) == 1:
            _run(parts[0])
            return
        with ThreadPoolExecutor(len(parts)) as pool:
            list(pool.map(_run, parts))


def _run(steps: list[Step]) -> None:
    for operation, first, second, out in steps:
        operation(first, second, out)
