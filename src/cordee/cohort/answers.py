"""What a sweep answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cordee.case.answer import Answer
from cordee.cohort.program import Program

Plane = NDArray[np.uint8]


class Answers:
    """The answers of the criteria `trees` for `people` people, as bit-planes: person i is bit i % 8 of byte i // 8.

    `planes` uint8 (rows, 2, ceil(people / 8)): yes then no, a row for each distinct leaf and tree; bits past the last
    person mean nothing there. Use `yes`, `no`, `unknown`, which know which row is whose.
    """

    def __init__(
        self,
        program: Program,
        rows: Mapping[int, int],
        planes: Plane,
        people: int,
        first: int = 0,
        trees: Sequence[int] | None = None,
    ) -> None:
        self.program = program
        self.people = people
        self.first = first  # the index in the cohort of person 0 of these answers
        self.trees = range(len(program.roots)) if trees is None else trees  # which criteria, by number
        self._rows = rows
        self._planes = planes
        self._tail = np.uint8(0xFF if people % 8 == 0 else (1 << people % 8) - 1)

    def __len__(self) -> int:
        """How many criteria were answered."""
        return len(self.trees)

    def yes(self, tree: int) -> Plane:
        """Who meets criterion `tree`: uint8 (ceil(people / 8),), zero past the last person."""
        place, swapped = self.program.roots[tree]
        return self._plane(self._rows[place], int(swapped))

    def no(self, tree: int) -> Plane:
        """Who does not meet it, in the same shape. Who is in neither is *not known yet*."""
        place, swapped = self.program.roots[tree]
        return self._plane(self._rows[place], 1 - int(swapped))

    def unknown(self, tree: int) -> Plane:
        """Of whom it is not known yet, in the same shape."""
        return self._cut(~(self.yes(tree) | self.no(tree)))

    def answer(self, tree: int, person: int) -> Answer:
        """One answer, `person` counted from `first`."""
        if not 0 <= person < self.people:
            raise IndexError(f"person {person} of {self.people}")
        byte, bit = person >> 3, person & 7
        if self.yes(tree)[byte] >> bit & 1:
            return Answer.YES
        return Answer.NO if self.no(tree)[byte] >> bit & 1 else Answer.UNKNOWN

    def codes(self, tree: int) -> Plane:
        """Every answer of one criterion, uint8 (people,): 0 not known, 1 yes, 2 no."""
        yes = np.unpackbits(self.yes(tree), bitorder="little", count=self.people)
        no = np.unpackbits(self.no(tree), bitorder="little", count=self.people)
        return yes + 2 * no

    def pairs(self, *, unknown: bool = False) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """For each criterion its number and the indices in the cohort of who meets it; with `unknown`, of those too of
        whom it is not known."""
        for tree in self.trees:
            plane = self._cut(~self.no(tree)) if unknown else self.yes(tree)
            yield tree, indices(plane) + self.first

    def unknown_leaves(self, tree: int, people: NDArray[np.int64]) -> NDArray[np.int32]:
        """How many distinct leaves of `tree` are not known for each of `people` (counted from `first`), int32."""
        byte, bit = people >> 3, (people & 7).astype(np.uint8)
        count = np.zeros(len(people), np.int32)
        for place in self.program.leaves_of[tree]:
            yes, no = self._planes[self._rows[place]]
            count += (((yes[byte] | no[byte]) >> bit) & 1) == 0
        return count

    def _plane(self, row: int, which: int) -> Plane:
        return self._cut(self._planes[row, which])

    def _cut(self, plane: Plane) -> Plane:
        if self._tail == 0xFF:
            return plane
        cut = plane.copy()
        cut[-1] &= self._tail
        return cut


def indices(plane: Plane) -> NDArray[np.int64]:
    """The places of the bits that are set, ascending."""
    bytes_ = np.flatnonzero(plane)  # few bytes hold any: unpack only those
    bits = np.unpackbits(plane[bytes_], bitorder="little").reshape(-1, 8)
    byte, bit = np.nonzero(bits)
    return bytes_[byte] * 8 + bit
