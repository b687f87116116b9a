"""Trees of conditions in one form: combinations within combinations of their kind are one, and 'none' stands on parts alone.

Exchanging yes and no of every part of `all` gives `any` with its answer exchanged, in three answers as in two; so a
combination and its counterpart are one, and what is the same is found to be the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cordee.criteria.leaf import Leaf
from cordee.criteria.tree import All, AnyOf, AtLeast, Combination, Criterion, NoneOf

ALL, ANY, AT_LEAST = "all", "any", "at_least"
_OTHER = {ALL: ANY, ANY: ALL}

Literal = tuple[int, bool]
"""A number, and whether yes and no are exchanged there. Sorted, leaves come before combinations."""


class Shape(NamedTuple):
    """A combination of literals, ascending. The first of `all` and `any` is never exchanged. `least` is for `at_least`."""

    op: str
    parts: tuple[Literal, ...]
    least: int = 0


class Literals:
    """Numbers for trees, the same for the same. `leaves`: the numbers of leaves, 0 … len - 1; the combinations
    in `shapes` have those after, parts before wholes."""

    def __init__(self, leaves: Mapping[Leaf, int]) -> None:
        self.leaves = leaves
        self.shapes: dict[Shape, int] = {}

    def of(self, tree: Criterion, swapped: bool = False) -> Literal:
        """The literal of `tree`, or of its opposite."""
        if isinstance(tree, Leaf):
            return self.leaves[tree], swapped
        op, opposite, parts = _read(tree)
        swapped ^= opposite
        if op == AT_LEAST:
            assert isinstance(tree, AtLeast)
            return self._number(Shape(op, tuple(sorted(map(self.of, parts))), tree.count)), swapped
        op = _OTHER[op] if swapped else op
        found = (literal for part in parts for literal in self._within(part, op, swapped))
        distinct = tuple(sorted(set(found)))
        if len(distinct) == 1:
            return distinct[0]
        if distinct and distinct[0][1]:
            turned = tuple((number, not exchanged) for number, exchanged in distinct)
            return self._number(Shape(_OTHER[op], turned)), True
        return self._number(Shape(op, distinct)), False

    def _within(self, tree: Criterion, op: str, swapped: bool) -> Iterator[Literal]:
        """What `tree` is as part of a combination by `op`: one literal, or its own parts where it is of the same kind."""
        if not isinstance(tree, Leaf):
            own, opposite, parts = _read(tree)
            exchanged = swapped ^ opposite
            if own != AT_LEAST and parts and (_OTHER[own] if exchanged else own) == op:
                for part in parts:
                    yield from self._within(part, op, exchanged)
                return
        yield self.of(tree, swapped)

    def _number(self, shape: Shape) -> int:
        return self.shapes.setdefault(shape, len(self.leaves) + len(self.shapes))


def _read(tree: Combination) -> tuple[str, bool, tuple[Criterion, ...]]:
    """The operation, whether its answer is exchanged, and its parts. 'At least one' is `any`, 'at least all' is `all`."""
    match tree:
        case All():
            return ALL, False, tree.of
        case AnyOf():
            return ANY, False, tree.of
        case NoneOf():
            return ANY, True, tree.of
        case AtLeast(count, of):
            if count <= 1 or count > len(of):
                return ANY, False, of if count <= len(of) else ()
            return (AT_LEAST if count < len(of) else ALL), False, of
    raise TypeError(f"not a condition: {type(tree).__name__}")
