"""The answers of many conditions for many people, with the meaning of `cordee.criteria.answer`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cordee.cohort.answers import Answers
from cordee.cohort.cohort import Cohort, whole_terms
from cordee.cohort.leaf_planes import LeafPlanes
from cordee.cohort.program import Program, compiled
from cordee.cohort.run import Run
from cordee.criteria.tree import Criterion
from cordee.terms import Terms


def sweep(
    cohort: Cohort, criteria: Sequence[Criterion], terms: Terms | None = None, cores: int | None = None
) -> Answers:
    """The answer of every criterion for every person of `cohort`, as known on its day.

    Equal to `answer(criterion, CaseView(case, cohort.on, terms))` for each pair. Holds
    (distinct leaves + criteria + shared parts) × 2 × ceil(people / 8) bytes at the end; where that is too much,
    `sweep_chunks` gives the same piece by piece. `cores`: how many to use (default all).
    """
    program = compiled(criteria)
    whole: np.ndarray[tuple[int, ...], np.dtype[np.uint8]] | None = None
    rows: dict[int, int] = {}
    for part in _swept(cohort, program, whole_terms(terms), cores):
        if len(part.planes) and whole is None:
            whole = np.empty((len(part.planes), 2, (len(cohort) + 7) // 8), np.uint8)
        rows = part.rows
        if whole is not None:
            low = part.answers.first // 8
            width = (part.answers.people + 7) // 8
            whole[:, :, low : low + width] = part.planes[:, :, :width]
    if whole is None:
        whole = np.zeros((len(program.leaves) + len(program.nodes), 2, 0), np.uint8)
        rows = {place: place for place in range(len(whole))}
    return Answers(program, rows, whole, len(cohort))


def sweep_chunks(
    cohort: Cohort, criteria: Sequence[Criterion], terms: Terms | None = None, cores: int | None = None
) -> Iterator[Answers]:
    """The same, for `cohort.chunk` people at a time. Each answers' planes are gone when the next is asked for."""
    for part in _swept(cohort, compiled(criteria), whole_terms(terms), cores):
        yield part.answers


class _Part:
    def __init__(self, run: Run, people: int, first: int) -> None:
        self.rows = run.kept
        self.planes = run.planes.view(np.uint8)
        self.answers = Answers(run.program, run.kept, self.planes[:, :, : (people + 7) // 8], people, first)


def _swept(cohort: Cohort, program: Program, terms: Terms, cores: int | None) -> Iterator[_Part]:
    chunks = cohort.chunks()
    if not chunks:
        return
    leaves = LeafPlanes(cohort, program.leaves, terms)
    run = Run(program, -(-max(high - low for low, high in chunks) // 64), cores)
    for number, (low, high) in enumerate(chunks):
        leaves.write(number, run.planes.view(np.uint8))
        run.trees()
        yield _Part(run, high - low, low)
