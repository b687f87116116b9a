"""The bitwise operations of a program, written once for the planes they work on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cordee.cohort.aligned import aligned_zeros
from cordee.cohort.literals import ALL, AT_LEAST
from cordee.cohort.program import Node, Program

Words = NDArray[np.uint64]
Step = tuple[Callable[..., Any], Words, Words, Words]
_AND, _OR = np.bitwise_and, np.bitwise_or


class Steps:
    """Writes the steps of a program over `planes` (rows, 2, words), the parts before the wholes. `row`: of each
    place that has one; what else is needed on the way lives in a few planes that are used over and over."""

    def __init__(self, program: Program, row: Mapping[int, int], planes: Words) -> None:
        self.program = program
        self.planes = planes
        self.row = row
        self.scratch: list[Words] = []
        self.free: list[int] = []
        self.made: list[Step] = []
        self.zeros = aligned_zeros(planes.shape[2])
        self.ones = ~self.zeros

    def of(self, places: Sequence[int]) -> list[Step]:
        """The steps that make these nodes, in order, each into its row. Raises KeyError for a leaf."""
        self.made = []
        for place in places:
            self._node(self.program.nodes[place - len(self.program.leaves)], self.planes[self.row[place]])
        return self.made

    def _take(self) -> int:
        if not self.free:
            self.scratch.append(aligned_zeros(2, self.planes.shape[2]))
            self.free.append(len(self.scratch) - 1)
        return self.free.pop()

    def _part(self, place: int, taken: list[int]) -> Words:
        row = self.row.get(place)
        if row is not None:
            kept: Words = self.planes[row]
            return kept
        slot = self._take()
        self._node(self.program.nodes[place - len(self.program.leaves)], self.scratch[slot])
        taken.append(slot)
        return self.scratch[slot]

    def _node(self, node: Node, out: Words) -> None:
        taken: list[int] = []
        given = zip(node.parts, node.swapped, strict=True)
        parts = [(self._part(place, taken), swapped) for place, swapped in given]
        yes = [part[1] if swapped else part[0] for part, swapped in parts]
        no = [part[0] if swapped else part[1] for part, swapped in parts]
        if node.op == AT_LEAST:
            self._at_least(yes, node.count, out[0])
            self._at_least(no, len(no) - node.count + 1, out[1])
        else:
            all_ = node.op == ALL
            self._fold(_AND if all_ else _OR, yes, out[0], self.ones if all_ else self.zeros)
            self._fold(_OR if all_ else _AND, no, out[1], self.zeros if all_ else self.ones)
        self.free += taken

    def _fold(self, operation: Callable[..., Any], parts: list[Words], out: Words, empty: Words) -> None:
        if len(parts) < 2:
            only = parts[0] if parts else empty
            self.made.append((_OR, only, only, out))
            return
        self.made.append((operation, parts[0], parts[1], out))
        slot = self._take()
        for i in range(2, len(parts), 2):
            part = parts[i]
            if i + 1 < len(parts):  # two planes read at once come from memory faster than one after the other
                part = self.scratch[slot][0]
                self.made.append((operation, parts[i], parts[i + 1], part))
            self.made.append((operation, out, part, out))
        self.free.append(slot)

    def _at_least(self, parts: list[Words], count: int, out: Words) -> None:
        """Where `count` or more of `parts` hold: reached[j] says that j + 1 of those seen so far do."""
        slots = [self._take() for _ in range(count)]
        reached = [self.scratch[slot][0] for slot in slots]
        carry = [self.scratch[slot][1] for slot in slots]
        for plane in reached:
            self.made.append((_OR, self.zeros, self.zeros, plane))
        for part in parts:
            for j in range(count - 1, 0, -1):
                self.made.append((_AND, reached[j - 1], part, carry[j]))
                self.made.append((_OR, reached[j], carry[j], reached[j]))
            self.made.append((_OR, reached[0], part, reached[0]))
        self.made.append((_OR, reached[-1], reached[-1], out))
        self.free += slots
