"""Cohorts that could be: drawn facts, dealt out to many people; drawn leaves, put together to many trees.

Drawing a whole case for each of thousands of people would take minutes; dealing drawn facts takes none, and makes
people who share slices, which is what a sweep lives on.
"""

from __future__ import annotations

from random import Random
from typing import Any

from generated_case import FACTS, persons
from generated_condition import LEAF_FORMS, parsed
from hypothesis import strategies as st
from msgspec.structs import replace

from cordee.case import Case
from cordee.criteria import All, AnyOf, AtLeast, Criterion, NoneOf
from cordee.criteria.leaf import Leaf

# The form of tests/criteria throws half of its draws away, and here each draw is dear.
FORMS: dict[str, st.SearchStrategy[Any]] = LEAF_FORMS | {
    "judged": st.builds(
        lambda answer: {"question": "liver-metastases-resectable", "is": answer}, st.booleans()
    )
}
DRAWN_FACTS = {name: st.lists(facts, min_size=2, max_size=7) for name, facts in FACTS.items()}


@st.composite
def people(draw: st.DrawFn, most: int) -> list[Case]:
    """Up to `most` people."""
    pools: dict[str, list[Any]] = {name: draw(facts) for name, facts in DRAWN_FACTS.items()}
    pool_of_persons = draw(st.lists(persons, min_size=1, max_size=6))
    rng = Random(draw(st.integers(0, 2**32)))
    return [_person(pools, pool_of_persons, rng) for _ in range(draw(st.integers(0, most)))]


def _person(pools: dict[str, list[Any]], persons: list[Any], rng: Random) -> Case:
    facts = {
        # A fact dealt twice is recorded twice: two facts that are equal, not one.
        name: tuple(replace(fact) for fact in rng.choices(pool, k=rng.choice((0, 0, 1, 1, 1, 2, 3))))
        for name, pool in pools.items()
    }
    return Case(person=rng.choice(persons), **facts)


@st.composite
def criteria(draw: st.DrawFn, most: int) -> list[Criterion]:
    """Up to `most` trees over leaves of every family."""
    pool = [parsed({key: draw(form)}) for key, form in FORMS.items()]
    rng = Random(draw(st.integers(0, 2**32)))
    return [tree(pool, rng, 3) for _ in range(draw(st.integers(0, most)))]


def tree(pool: list[Leaf], rng: Random, depth: int) -> Criterion:
    """A tree of at most so many levels of combinations."""
    if depth == 0 or rng.random() < 0.25:
        return rng.choice(pool)  # type: ignore[return-value]
    parts = tuple(tree(pool, rng, depth - 1) for _ in range(rng.choice((0, 1, 2, 2, 3, 4))))
    count = rng.randint(1, max(1, len(parts) + 1))
    return rng.choice((All(parts), AnyOf(parts), NoneOf(parts), AtLeast(count, parts)))
