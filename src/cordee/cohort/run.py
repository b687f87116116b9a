"""A program run over the bit-planes of one chunk of people, on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cordee.cohort.program import ALL, AT_LEAST, Node, Program

Words = NDArray[np.uint64]
Step = tuple[Callable[..., Any], Words, Words, Words]
_AND, _OR = np.bitwise_and, np.bitwise_or

_WORDS_WORTH_A_THREAD = 1 << 14
"""128 KiB of a plane: with less, two threads hand the interpreter's lock to and fro and are slower than one (0014)."""


class Run:
    """The planes of one chunk: `planes` (places kept, 2, words) uint64, yes then no, people from the lowest bit up.

    Kept are the leaves, the trees, and what several trees share; everything else lives in a few planes that are used
    over and over. The steps are made once and run for every chunk; cores share the words where there are enough of them.
    """

    def __init__(self, program: Program, words: int, cores: int | None = None) -> None:
        self.program = program
        cores = cores or os.cpu_count() or 1
        self.kept = _kept(program)
        self.planes = np.empty((len(self.kept), 2, words), np.uint64)
        self.planes.fill(
            0
        )  # touched once here: memory first met in the middle of a sweep is several times slower
        parts = max(1, min(cores, words // _WORDS_WORTH_A_THREAD))
        borders = [words * i // parts for i in range(parts + 1)]
        self.steps = [
            _Steps(program, self.kept, self.planes[:, :, low:high]).made for low, high in pairwise(borders)
        ]

    def trees(self) -> None:
        """Answer every tree from the planes of the leaves."""
        if len(self.steps) == 1:
            _run(self.steps[0])
            return
        with ThreadPoolExecutor(len(self.steps)) as pool:
            list(pool.map(_run, self.steps))


def _run(steps: list[Step]) -> None:
    for operation, first, second, out in steps:
        operation(first, second, out)


def _kept(program: Program) -> dict[int, int]:
    """The row of each place that is kept: leaves, trees, and what more than one place uses."""
    uses: dict[int, int] = {}
    for node in program.nodes:
        for part in node.parts:
            uses[part] = uses.get(part, 0) + 1
    rows = {place: place for place in range(len(program.leaves))}
    roots = {place for place, _ in program.roots}
    for i in range(len(program.nodes)):
        place = len(program.leaves) + i
        if place in roots or uses.get(place, 0) > 1:
            rows[place] = len(rows)
    return rows


class _Steps:
    """Writes the steps of a program over `planes`, the parts before the wholes."""

    def __init__(self, program: Program, kept: dict[int, int], planes: Words) -> None:
        self.program = program
        self.planes = planes
        self.kept = kept
        self.scratch: list[Words] = []
        self.free: list[int] = []
        self.made: list[Step] = []
        self.ones = np.full(planes.shape[2], ~np.uint64(0))
        self.zeros = np.zeros(planes.shape[2], np.uint64)
        for i, node in enumerate(program.nodes):
            place = len(program.leaves) + i
            if place in kept:
                self._node(node, planes[kept[place]])

    def _take(self) -> int:
        if not self.free:
            self.scratch.append(np.zeros((2, self.planes.shape[2]), np.uint64))
            self.free.append(len(self.scratch) - 1)
        return self.free.pop()

    def _part(self, place: int, taken: list[int]) -> Words:
        row = self.kept.get(place)
        if row is not None:
            kept: Words = self.planes[row]
            return kept
        slot = self._take()
        self._node(self.program.nodes[place - len(self.program.leaves)], self.scratch[slot])
        taken.append(slot)
        return self.scratch[slot]

    def _node(self, node: Node, out: Words) -> None:
        taken: list[int] = []
        parts = [self._part(place, taken) for place in node.parts]
        yes = [part[1] if s else part[0] for part, s in zip(parts, node.swapped, strict=True)]
        no = [part[0] if s else part[1] for part, s in zip(parts, node.swapped, strict=True)]
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
        self.made += [(operation, out, part, out) for part in parts[2:]]

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
