"""The same condition said shorter. Kleene's logic is a distributive lattice: none of these steps changes an answer."""

from __future__ import annotations

from cordee.criteria.leaves.disease import CancerLeaf
from cordee.criteria.tree import All, AnyOf, AtLeast, Criterion, NoneOf


def simplify(tree: Criterion) -> Criterion:
    """`tree` with nested `all` and `any` joined, repeats dropped, and what all alternatives share said once.

    Forty diagnoses each beside the same age become one age and one list of diagnoses.
    """
    match tree:
        case All(of):
            return _all([simplify(part) for part in of])
        case AnyOf(of):
            return _any([simplify(part) for part in of])
        case NoneOf(of):
            return _none([simplify(part) for part in of])
        case AtLeast(count, of):
            return AtLeast(count, tuple(simplify(part) for part in of))
    return tree


def conjuncts(tree: Criterion | None) -> tuple[Criterion, ...]:
    """The conditions that must all hold: what a reader would count."""
    if tree is None:
        return ()
    return tree.of if isinstance(tree, All) else (tree,)


def _all(parts: list[Criterion]) -> Criterion:
    flat: list[Criterion] = []
    for part in parts:
        flat.extend(part.of if isinstance(part, All) else [part])
    unique = tuple(dict.fromkeys(flat))
    return unique[0] if len(unique) == 1 else All(unique)


def _none(parts: list[Criterion]) -> Criterion:
    """`none` of several is a list of separate exclusions; `none` of a `none` of one is that one."""
    flat: list[Criterion] = []
    for part in parts:
        flat.extend(part.of if isinstance(part, AnyOf) else [part])
    apart: list[Criterion] = []
    for part in dict.fromkeys(flat):
        apart.extend(part.of if isinstance(part, NoneOf) and len(part.of) == 1 else [NoneOf((part,))])
    return _all(apart)


def _any(parts: list[Criterion]) -> Criterion:
    flat: list[Criterion] = []
    for part in parts:
        flat.extend(part.of if isinstance(part, AnyOf) else [part])
    flat = list(dict.fromkeys(flat))
    if len(flat) < 2:
        return flat[0] if flat else AnyOf()
    shared = _shared(flat)
    if shared:
        rest = [_without(part, shared) for part in flat]
        if any(part == All() for part in rest):  # one alternative asks nothing more than all do
            return _all(list(shared))
        return _all([*shared, _any(rest)])
    return _joined_cancers(_absorbed(flat))


def _absorbed(alternatives: list[Criterion]) -> list[Criterion]:
    """Without the alternatives that ask all that another one asks, and more."""
    alone = set(alternatives)
    cancers = {id for part in alternatives if isinstance(part, CancerLeaf) for id in part.cancer}

    def covered(part: Criterion) -> bool:
        return isinstance(part, All) and any(
            inner in alone or (isinstance(inner, CancerLeaf) and set(inner.cancer) <= cancers)
            for inner in part.of
        )

    return [part for part in alternatives if not covered(part)]


def _shared(alternatives: list[Criterion]) -> tuple[Criterion, ...]:
    """What every alternative asks, in the order of the first."""
    first, *others = [conjuncts(part) for part in alternatives]
    return tuple(part for part in first if all(part in other for other in others))


def _without(tree: Criterion, shared: tuple[Criterion, ...]) -> Criterion:
    left = [part for part in conjuncts(tree) if part not in shared]
    return left[0] if len(left) == 1 else All(tuple(left))


def _joined_cancers(alternatives: list[Criterion]) -> Criterion:
    cancers = [part for part in alternatives if isinstance(part, CancerLeaf)]
    if len(alternatives) == 1:
        return alternatives[0]
    if len(cancers) < 2:
        return AnyOf(tuple(alternatives))
    joined = CancerLeaf(tuple(dict.fromkeys(id for leaf in cancers for id in leaf.cancer)))
    others = [part for part in alternatives if not isinstance(part, CancerLeaf)]
    return AnyOf((joined, *others)) if others else joined
