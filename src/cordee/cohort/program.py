"""Trees of conditions as short programs over bit-planes: equal leaves and equal subtrees are computed once, and so is what
several combinations begin with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cordee.cohort.literals import AT_LEAST, Literal, Literals, Shape
from cordee.criteria.leaf import Leaf
from cordee.criteria.tree import Criterion, leaves


@dataclass(frozen=True)
class Node:
    """A combination of earlier places. `swapped[i]` tells that part i counts with yes and no exchanged."""

    op: str
    parts: tuple[int, ...]
    swapped: tuple[bool, ...]
    count: int = 0


@dataclass
class Program:
    """`leaves`: the distinct leaves, which have places 0 … len(leaves) - 1. `nodes`: the distinct combinations, which
    have the places after. `roots`: the place of each tree, and whether its answer counts with yes and no exchanged.
    `leaves_of`: the places of each tree's distinct leaves."""

    leaves: list[Leaf] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    roots: list[tuple[int, bool]] = field(default_factory=list)
    leaves_of: list[tuple[int, ...]] = field(default_factory=list)


def compiled(trees: Sequence[Criterion]) -> Program:
    """The program of `trees`. Those that begin alike stand together: what one has read is still in cache for the next."""
    held = [tuple(dict.fromkeys(leaves(tree))) for tree in trees]
    uses = Counter(leaf for found in held for leaf in found).most_common()
    shared = sum(count > 1 for _, count in uses)
    literals = Literals({leaf: number for number, (leaf, _) in enumerate(uses)})  # the most used come first
    roots = [literals.of(tree) for tree in trees]
    numbers = [[literals.leaves[leaf] for leaf in found] for found in held]
    shapes = list(literals.shapes)

    def beginning(tree: int) -> tuple[list[int], list[int]]:
        root = roots[tree][0] - len(uses)
        first = [number for number, _ in shapes[root].parts] if root >= 0 else [roots[tree][0]]
        return [n for n in first if n < shared], sorted(n for n in numbers[tree] if n < shared)

    writer = _Writer(shapes, len(uses))
    program = Program(roots=[(0, False)] * len(trees), leaves_of=[()] * len(trees))
    for tree in sorted(range(len(trees)), key=beginning):
        program.roots[tree] = writer.place(roots[tree][0]), roots[tree][1]
        program.leaves_of[tree] = tuple(map(writer.place, numbers[tree]))
    program.leaves = [uses[number][0] for number in writer.leaves]
    program.nodes = list(writer.nodes)
    return program


class _Writer:
    """Gives places to what trees are made of, in the order in which it is asked for."""

    def __init__(self, shapes: Sequence[Shape], leaves: int) -> None:
        self.shapes = shapes
        self.size = leaves
        self.leaves: dict[int, int] = {}
        self.nodes: dict[Node, int] = {}
        self._known: dict[int, int] = {}
        self._begin = Counter(
            (shape.op, shape.parts[:end])
            for shape in shapes
            if shape.op != AT_LEAST
            for end in range(2, len(shape.parts) + 1)
        )

    def place(self, number: int) -> int:
        """The place of a leaf or combination with this number."""
        if number < self.size:
            return self.leaves.setdefault(number, len(self.leaves))
        if number not in self._known:
            self._known[number] = self._combined(self.shapes[number - self.size])
        return self._known[number]

    def _combined(self, shape: Shape) -> int:
        """In pieces, each up to where others go on differently: a beginning that several have is one node for all."""
        op, parts, least = shape
        many = [self._begin[op, parts[:end]] for end in range(len(parts) + 1)]
        ends = [end for end in range(2, len(parts)) if many[end] > max(1, many[end + 1])]
        given: list[Literal] = []
        for start, end in pairwise([0, *ends, len(parts)]):
            given += [(self.place(number), swapped) for number, swapped in parts[start:end]]
            node = Node(op, tuple(p for p, _ in given), tuple(s for _, s in given), least)
            given = [(self.nodes.setdefault(node, self.size + len(self.nodes)), False)]
        return given[0][0]
