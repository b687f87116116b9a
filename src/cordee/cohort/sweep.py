"""The answers of many conditions for many people, with the meaning of `cordee.criteria.answer`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cordee.cohort.answers import Answers
from cordee.cohort.batches import Batch
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
    (distinct leaves + distinct criteria) × 2 × ceil(people / 8) bytes at the end; where that is too much,
    `sweep_chunks` gives the same piece by piece. `cores`: how many to use (default all).
    """
    program = compiled(criteria)
    leaves = len(program.leaves)
    made = {place for place, _ in program.roots if place >= leaves}
    rows = {place: row for row, place in enumerate((*range(leaves), *sorted(made)))}
    whole = np.empty((len(rows), 2, (len(cohort) + 7) // 8), np.uint8)
    for part in _swept(cohort, program, whole_terms(terms), cores):
        low = part.answers.first // 8
        width = (part.answers.people + 7) // 8
        for leaf in part.batch.leaves:
            whole[leaf, :, low : low + width] = part.planes[part.rows[leaf], :, :width]
        for place in {program.roots[tree][0] for tree in part.batch.trees}:
            whole[rows[place], :, low : low + width] = part.planes[part.rows[place], :, :width]
    return Answers(program, rows, whole, len(cohort))


def sweep_chunks(
    cohort: Cohort, criteria: Sequence[Criterion], terms: Terms | None = None, cores: int | None = None
) -> Iterator[Answers]:
    """The same, for `cohort.chunk` people and some criteria (`Answers.trees`) at a time: each criterion once for every
    part of the people, in no set order. An answers' planes are gone when the next is asked for."""
    for part in _swept(cohort, compiled(criteria), whole_terms(terms), cores):
        yield part.answers


class _Part:
    def __init__(self, run: Run, batch: Batch, people: int, first: int) -> None:
        self.batch = batch
        self.rows = run.row
        self.planes = run.planes.view(np.uint8)
        width = (people + 7) // 8
        self.answers = Answers(run.program, self.rows, self.planes[:, :, :width], people, first, batch.trees)


def _swept(cohort: Cohort, program: Program, terms: Terms, cores: int | None) -> Iterator[_Part]:
    chunks = cohort.chunks()
    if not chunks:
        return
    leaves = LeafPlanes(cohort, program.leaves, terms)
    run = Run(program, -(-max(high - low for low, high in chunks) // 64), cores)
    planes = run.planes.view(np.uint8)
    for number, (low, high) in enumerate(chunks):
        for place, batch in enumerate(run.batches):
            leaves.write(number, planes, run.row, batch.leaves)
            run.trees(place)
            yield _Part(run, batch, high - low, low)
