"""Trees of conditions as short programs over bit-planes: equal leaves and equal subtrees are computed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from cordee.criteria.leaf import Leaf
from cordee.criteria.tree import All, AnyOf, AtLeast, Criterion, NoneOf

ALL, ANY, AT_LEAST = "all", "any", "at_least"


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
    have the places after. `roots`: the place of each tree, and whether its answer counts with yes and no exchanged."""

    leaves: list[Leaf] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    roots: list[tuple[int, bool]] = field(default_factory=list)
    leaves_of: list[tuple[int, ...]] = field(default_factory=list)


def compiled(trees: Sequence[Criterion]) -> Program:
    """The program of `trees`."""
    program = Program(roots=[(0, False)] * len(trees), leaves_of=[()] * len(trees))
    leaf_places: dict[Leaf, int] = {}
    order = _order(trees)
    for tree in order:
        _collect(trees[tree], leaf_places)
    program.leaves = list(leaf_places)
    known: dict[Node, int] = {}
    for tree in order:
        program.roots[tree] = _place(trees[tree], leaf_places, known)
        program.leaves_of[tree] = tuple(dict.fromkeys(_leaf_places(trees[tree], leaf_places)))
    program.nodes = list(known)
    return program


def _order(trees: Sequence[Criterion]) -> list[int]:
    """Trees that share leaves stand together, those that share the most used first: what one has read is still in cache
    for the next."""
    places: dict[Leaf, int] = {}
    for tree in trees:
        _collect(tree, places)
    held = [set(_leaf_places(tree, places)) for tree in trees]
    uses = Counter(place for leaves in held for place in leaves)
    rank = {place: i for i, (place, _) in enumerate(uses.most_common())}
    shared = [sorted(rank[p] for p in leaves if uses[p] > 1) for leaves in held]
    return sorted(range(len(trees)), key=shared.__getitem__)


def _collect(tree: Criterion, places: dict[Leaf, int]) -> None:
    if isinstance(tree, Leaf):
        places.setdefault(tree, len(places))
    else:
        for part in tree.of:
            _collect(part, places)


def _leaf_places(tree: Criterion, places: dict[Leaf, int]) -> list[int]:
    if isinstance(tree, Leaf):
        return [places[tree]]
    return [place for part in tree.of for place in _leaf_places(part, places)]


def _place(tree: Criterion, leaves: dict[Leaf, int], known: dict[Node, int]) -> tuple[int, bool]:
    """Where the answer of `tree` stands, and whether exchanged. `none` is `any` exchanged; `any` of one is that one."""
    if isinstance(tree, Leaf):
        return leaves[tree], False
    parts = [_place(part, leaves, known) for part in tree.of]
    match tree:
        case AtLeast(count, _):
            if 1 < count < len(parts):
                return _node(Node(AT_LEAST, *_columns(parts), count), leaves, known), False
            return (
                _plain(ANY if count <= 1 else ALL, parts, leaves, known)
                if count <= len(parts)
                else (_node(Node(ANY, (), ()), leaves, known), False)
            )
        case All():
            return _plain(ALL, parts, leaves, known)
        case AnyOf():
            return _plain(ANY, parts, leaves, known)
        case NoneOf():
            place, swapped = _plain(ANY, parts, leaves, known)
            return place, not swapped
    raise TypeError(f"not a condition: {type(tree).__name__}")


def _plain(
    op: str, parts: list[tuple[int, bool]], leaves: dict[Leaf, int], known: dict[Node, int]
) -> tuple[int, bool]:
    distinct = sorted(dict.fromkeys(parts))
    if len(distinct) == 1:
        return distinct[0]
    return _node(Node(op, *_columns(distinct)), leaves, known), False


def _columns(parts: list[tuple[int, bool]]) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    return tuple(p for p, _ in parts), tuple(s for _, s in parts)


def _node(node: Node, leaves: dict[Leaf, int], known: dict[Node, int]) -> int:
    return known.setdefault(node, len(leaves) + len(known))
