"""Claims of one text that can't all be asked of one person: they are of different arms, or alternatives, so none stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cordee.criteria import Criterion
from cordee.criteria.leaf import Leaf
from cordee.criteria.leaves.disease import CancerLeaf, StageLeaf
from cordee.criteria.leaves.marker import MarkerLeaf
from cordee.criteria.leaves.person import AgeLeaf, EcogLeaf, KarnofskyLeaf
from cordee.criteria.tree import All
from cordee.terms import Terms


def contradicted(claims: list[tuple[int, Criterion]], terms: Terms) -> set[int]:
    """The places (first of each pair) whose claim must be given up. `claims` are those of inclusions."""
    asked: list[tuple[int, Leaf]] = [(i, leaf) for i, claim in claims for leaf in _musts(claim)]
    out: set[int] = set()
    for family, apart in _APART:
        of_family = [(i, leaf) for i, leaf in asked if isinstance(leaf, family)]
        for n, (i, one) in enumerate(of_family):
            for j, other in of_family[n + 1 :]:
                if i != j and apart(one, other, terms):
                    out |= {i, j}
    return out


def _musts(tree: Criterion) -> Iterable[Leaf]:
    if isinstance(tree, All):
        for part in tree.of:
            yield from _musts(part)
    elif isinstance(tree, Leaf):
        yield tree


def _cancers(one: Leaf, other: Leaf, terms: Terms) -> bool:
    assert isinstance(one, CancerLeaf)
    assert isinstance(other, CancerLeaf)
    return not any(
        terms.is_a("cancer", a, b) or terms.is_a("cancer", b, a) for a in one.cancer for b in other.cancer
    )


def _stages(one: Leaf, other: Leaf, terms: Terms) -> bool:
    assert isinstance(one, StageLeaf)
    assert isinstance(other, StageLeaf)
    return set(one.stage) != set(other.stage)


def _ages(one: Leaf, other: Leaf, terms: Terms) -> bool:
    assert isinstance(one, AgeLeaf)
    assert isinstance(other, AgeLeaf)
    a, b = one.age, other.age
    both_low, both_high = a.low >= 0 and b.low >= 0, a.high < 200 and b.high < 200
    return (
        (both_low and a.low != b.low) or (both_high and a.high != b.high) or a.low > b.high or b.low > a.high
    )


def _markers(one: Leaf, other: Leaf, terms: Terms) -> bool:
    assert isinstance(one, MarkerLeaf)
    assert isinstance(other, MarkerLeaf)
    return one.marker == other.marker and one != other


def _differ(one: Leaf, other: Leaf, terms: Terms) -> bool:
    return one != other


_APART: tuple[tuple[type[Leaf], Callable[[Leaf, Leaf, Terms], bool]], ...] = (
    (CancerLeaf, _cancers),
    (StageLeaf, _stages),
    (AgeLeaf, _ages),
    (EcogLeaf, _differ),
    (KarnofskyLeaf, _differ),
    (MarkerLeaf, _markers),
)
