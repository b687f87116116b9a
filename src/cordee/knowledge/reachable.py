"""Can a condition hold for anybody at all? Catches contradictions that make an option unreachable."""

from __future__ import annotations

from itertools import combinations, product

from cordee.case.answer import Answer, all_of, any_of, at_least, none_of
from cordee.criteria.bounds import Bound
from cordee.criteria.leaf import Leaf
from cordee.criteria.leaves.disease import CancerLeaf
from cordee.criteria.leaves.person import AgeLeaf, EcogLeaf, KarnofskyLeaf, SexLeaf
from cordee.criteria.tree import All, AnyOf, AtLeast, Criterion, NoneOf, leaves
from cordee.terms import Terms

MAX_LEAVES = 14
"""Above this many distinct leaves only the pairwise contradictions of the outer `all` are looked for."""


def why_unreachable(tree: Criterion, terms: Terms) -> str | None:
    """Why no case can ever satisfy `tree`; None when one can (or when it can't be told)."""
    if isinstance(tree, AnyOf) and not tree.of:
        return "an empty 'any' is never met"
    required = list(tree.of) if isinstance(tree, All) else [tree]
    for a, b in combinations([leaf for leaf in required if isinstance(leaf, Leaf)], 2):
        reason = _exclude_each_other(a, b, terms)
        if reason:
            return reason
    return None if _satisfiable(tree) else "its own parts contradict each other"


def _satisfiable(tree: Criterion) -> bool:
    """Whether some answers of its leaves, taken as free of each other, make `tree` hold."""
    distinct = list(dict.fromkeys(leaves(tree)))
    if len(distinct) > MAX_LEAVES:
        return True
    choices = (Answer.YES, Answer.NO)
    return any(
        value_with(tree, dict(zip(distinct, picked, strict=True))) is Answer.YES
        for picked in product(choices, repeat=len(distinct))
    )


def value_with(tree: Criterion, given: dict[Leaf, Answer]) -> Answer:
    """The answer of `tree` when its leaves answer as `given`."""
    match tree:
        case All(of):
            return all_of(value_with(p, given) for p in of)
        case AnyOf(of):
            return any_of(value_with(p, given) for p in of)
        case NoneOf(of):
            return none_of(value_with(p, given) for p in of)
        case AtLeast(count, of):
            return at_least(count, (value_with(p, given) for p in of))
    assert isinstance(tree, Leaf)
    return given[tree]


def _exclude_each_other(a: Leaf, b: Leaf, terms: Terms) -> str | None:
    if isinstance(a, SexLeaf) and isinstance(b, SexLeaf) and a.sex != b.sex:
        return "both sexes are required"
    if isinstance(a, CancerLeaf) and isinstance(b, CancerLeaf):
        related = any(
            terms.is_a("cancer", x, y) or terms.is_a("cancer", y, x) for x in a.cancer for y in b.cancer
        )
        return None if related else f"{'/'.join(a.cancer)} and {'/'.join(b.cancer)} exclude each other"
    for family, field in ((AgeLeaf, "age"), (EcogLeaf, "ecog"), (KarnofskyLeaf, "karnofsky")):
        if isinstance(a, family) and isinstance(b, family):
            x, y = getattr(a, field), getattr(b, field)
            return f"{field} {x.text} and {y.text} exclude each other" if _disjoint(x, y) else None
    return None


def _disjoint(x: Bound, y: Bound) -> bool:
    first, second = (x, y) if x.high <= y.high else (y, x)
    return first.high < second.low or (first.high == second.low and (first.high_open or second.low_open))
