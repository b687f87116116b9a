"""What to find out next, against counting every world: all the ways the open questions could turn out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product
from typing import ClassVar

import pytest
from example_plans import EXAMPLES, every_plan, plan_of
from hypothesis import given
from hypothesis import strategies as st

from cordee.case import Case
from cordee.case.answer import Answer
from cordee.criteria import All, AnyOf, AtLeast, CaseView, Criterion, NoneOf, Settle, answer
from cordee.criteria.finding import Finding, no, unknown, yes
from cordee.criteria.leaf import Leaf
from cordee.criteria.tree import leaves
from cordee.knowledge import Option
from cordee.plan.find_out import GROUPS, chance, residual, settles, to_find_out
from cordee.plan.model import ToFindOut
from cordee.terms import Terms, Words

VIEW = CaseView(Case(), date(2026, 11, 20), Terms({}))
HALF = Fraction(1, 2)


class Asked(Leaf, frozen=True, tag="asked"):
    """A condition whose answer is written on it; `key` is what would settle it."""

    KEY: ClassVar = "asked"
    FIELDS: ClassVar = {}
    number: int
    key: str
    known: bool | None = None

    def words(self, terms: Terms, negated: bool = False) -> Words:
        return Words.same(f"{self.number}")

    def find(self, view: CaseView) -> Finding:
        if self.known is None:
            return unknown(Settle(self.key, Words(f"question\u202f: {self.key}", f"question: {self.key}")))
        return yes() if self.known else no()


_LEAF = st.tuples(
    st.sampled_from([None, None, True, False]), st.sampled_from(["a", "b", "c", "gene:K", "gene:N"])
)


@st.composite
def trees(draw: st.DrawFn) -> Criterion:
    """A tree of at most eight leaves, each in one place."""
    drawn = draw(st.lists(_LEAF, min_size=1, max_size=8))
    parts: list[Criterion] = [Asked(number=i, key=key, known=known) for i, (known, key) in enumerate(drawn)]
    while len(parts) > 1:
        take = draw(st.integers(1, min(4, len(parts))))
        group, parts = parts[:take], parts[take:]
        kind = draw(st.sampled_from(["all", "any", "none", "at_least"]))
        of = tuple(group)
        made: dict[str, Criterion] = {
            "all": All(of), "any": AnyOf(of), "none": NoneOf(of),
            "at_least": AtLeast(draw(st.integers(0, len(of) + 1)), of),
        }  # fmt: skip
        parts.append(made[kind])
        if take == 1 and draw(st.booleans()):
            break
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def holds(tree: Criterion, world: dict[Leaf, bool]) -> bool:
    """Plain two-valued truth, written apart from the code under test."""
    if isinstance(tree, Leaf):
        return world[tree]
    said = [holds(part, world) for part in tree.of]
    if isinstance(tree, All):
        return all(said)
    if isinstance(tree, AnyOf):
        return any(said)
    if isinstance(tree, NoneOf):
        return not any(said)
    return sum(said) >= tree.count


def worlds(tree: Criterion, fixed: dict[Leaf, bool]) -> Iterator[dict[Leaf, bool]]:
    """Every way the unknown leaves can turn out, those in `fixed` and the known ones staying."""
    found = [leaf for leaf in dict.fromkeys(leaves(tree)) if isinstance(leaf, Asked)]
    settled = {leaf: leaf.known for leaf in found if leaf.known is not None} | fixed
    free = [leaf for leaf in found if leaf not in settled]
    for turned in product([False, True], repeat=len(free)):
        yield {**settled, **dict(zip(free, turned, strict=True))}


def counted(tree: Criterion, fixed: dict[Leaf, bool] | None = None) -> Fraction:
    """The share of worlds in which the tree holds."""
    truths = [holds(tree, world) for world in worlds(tree, fixed or {})]
    return Fraction(sum(truths), len(truths))


_GIVEN = {Answer.YES: 1.0, Answer.NO: 0.0, Answer.UNKNOWN: 0.5}


def chance_now(tree: Criterion) -> float:
    return chance(tree, {leaf: _GIVEN[VIEW.find(leaf).answer] for leaf in leaves(tree)})


@given(trees())
def test_chance_is_the_share_of_worlds(tree: Criterion) -> None:
    assert chance_now(tree) == pytest.approx(float(counted(tree)))


@given(trees())
def test_chance_is_settled_exactly_when_the_answer_is(tree: Criterion) -> None:
    said = {1: Answer.YES, 0: Answer.NO}.get(counted(tree), Answer.UNKNOWN)  # type: ignore[call-overload]
    assert answer(tree, VIEW) is said


@pytest.mark.parametrize(("count", "share"), [(0, 1), (1, 0.875), (2, 0.5), (3, 0.125), (4, 0)])
def test_at_least_by_hand(count: int, share: float) -> None:
    """Of three even questions: none 1/8, one 3/8, two 3/8, three 1/8."""
    assert chance_now(AtLeast(count, tuple(Asked(number=i, key=f"{i}") for i in range(3)))) == share


@given(trees())
def test_what_is_left_after_all_that_is_known_holds_as_often(tree: Criterion) -> None:
    left = residual(tree, VIEW)
    if isinstance(left, bool):
        assert counted(tree) == left
    else:
        assert all(isinstance(leaf, Asked) and leaf.known is None for leaf in leaves(left))
        assert chance_now(left) == pytest.approx(float(counted(tree)))


def option(id: str, when: Criterion) -> Option:
    same = Words.same(id)
    return Option(
        id=id, when=when, sources=(), review="not reviewed", checked=date(2026, 11, 20), family="targeted", aim="control",
        name=same, plain=same,
    )  # fmt: skip


def found_out(*options: Option, strength: float = 1.0) -> tuple[ToFindOut, ...]:
    open_ = [(o, strength) for o in options if answer(o.when, VIEW) is Answer.UNKNOWN]
    return to_find_out(open_, VIEW)


def swing(tree: Criterion, group: str) -> Fraction:
    """How far the share of worlds moves over every joint answer of the leaves of a group."""
    asked = [
        leaf for leaf in leaves(tree) if isinstance(leaf, Asked) and leaf.known is None
        and (leaf.key == group or (group in GROUPS and leaf.key.startswith(f"{group}:")))
    ]  # fmt: skip
    shares = [
        counted(tree, dict(zip(asked, turned, strict=True)))
        for turned in product([False, True], repeat=len(asked))
    ]
    return max(shares) - min(shares)


@given(trees())
def test_a_weight_is_how_far_the_best_and_the_worst_answer_lie_apart(tree: Criterion) -> None:
    found = {f.key: f for f in found_out(option("x", tree))}
    for group in ("a", "b", "c", "gene"):
        wanted = swing(tree, group) if answer(tree, VIEW) is Answer.UNKNOWN else Fraction(0)
        if wanted == 0:
            assert group not in found
        else:
            assert found[group].weight == pytest.approx(float(wanted), abs=1e-4)
            assert found[group].touches == ("x",)


@given(trees())
def test_an_open_option_always_has_something_that_would_settle_it(tree: Criterion) -> None:
    found = found_out(option("x", tree))
    assert bool(found) == (answer(tree, VIEW) is Answer.UNKNOWN)
    assert set(settles(found).get("x", ())) == {f.key for f in found}


@given(st.lists(trees(), max_size=4), st.floats(0.2, 1))
def test_weights_add_up_over_options_and_come_heaviest_first(many: list[Criterion], strength: float) -> None:
    options = [option(f"o{i}", tree) for i, tree in enumerate(many)]
    found = found_out(*options, strength=strength)
    alone = [f for o in options for f in found_out(o)]
    for f in found:
        parts = [g.weight for g in alone if g.key == f.key]
        assert f.weight == pytest.approx(strength * sum(parts), abs=1e-3)
        assert len(f.touches) == len(parts)
    assert [f.weight for f in found] == sorted((f.weight for f in found), reverse=True)
    assert len({f.key for f in found}) == len(found)


A, B = Asked(number=1, key="a"), Asked(number=2, key="b")
K, N = Asked(number=3, key="gene:K"), Asked(number=4, key="gene:N")
HAD = Asked(number=5, key="h", known=True)
HAD_NOT = Asked(number=6, key="h", known=False)


def test_a_fact_that_can_no_longer_change_anything_is_not_asked() -> None:
    assert [f.key for f in found_out(option("x", All((A, AnyOf((HAD, B))))))] == ["a"]
    assert found_out(option("x", All((HAD_NOT, A)))) == ()


def test_one_answer_that_opens_and_closes() -> None:
    (found,) = found_out(option("x", All((HAD, A))))
    assert (found.weight, found.opens, found.closes) == (1.0, ("x",), ("x",))
    (found,) = found_out(option("x", All((HAD, NoneOf((A,))))))
    assert (found.weight, found.opens, found.closes) == (1.0, ("x",), ("x",))


def test_one_of_two_missing_answers_can_close_but_not_open() -> None:
    for found in found_out(option("x", All((A, B)))):
        assert (found.weight, found.opens, found.closes) == (0.5, (), ("x",))


def test_a_door_with_two_handles_can_be_opened_by_either_and_closed_by_none() -> None:
    for found in found_out(option("x", AnyOf((A, B)))):
        assert (found.weight, found.opens, found.closes) == (0.5, ("x",), ())


def test_one_question_settles_many_options() -> None:
    found = found_out(*(option(f"x{i}", All((HAD, A))) for i in range(5)), option("y", B))
    assert [(f.key, f.weight) for f in found] == [("a", 5.0), ("b", 1.0)]
    assert found[0].touches == ("x0", "x1", "x2", "x3", "x4")


def test_one_panel_reads_many_genes() -> None:
    (found,) = found_out(option("k", K), option("n", N))
    assert (found.key, found.weight, found.opens) == ("gene", 2.0, ("k", "n"))
    assert found.asks.en == f"{GROUPS['gene'].en}gene:K, gene:N"
    assert len(found.details) == 2


def test_a_gene_wanted_with_another_one_wanted_absent_still_counts() -> None:
    """Both present closes, both absent closes: only 'this one and not that one' opens."""
    (found,) = found_out(option("x", All((K, NoneOf((N,))))))
    assert (found.weight, found.opens, found.closes) == (1.0, ("x",), ("x",))


def test_a_part_of_a_panel_that_changes_nothing_is_not_named() -> None:
    (found,) = found_out(option("x", All((K, AnyOf((HAD, N))))))
    assert found.asks.en.endswith("gene:K")


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_a_real_plan_asks_is_in_order_and_changes_something(name: str) -> None:
    plan = plan_of(name)
    weights = [f.weight for f in plan.to_find_out]
    assert weights == sorted(weights, reverse=True)
    assert all(f.touches for f in plan.to_find_out)
    opened = {o.id for o in plan.options if o.verdict is Answer.UNKNOWN}
    for f in plan.to_find_out:
        assert set(f.opens) | set(f.closes) <= set(f.touches) <= opened
    for o in plan.options:
        assert (len(o.to_settle) > 0) == (
            o.verdict is Answer.UNKNOWN and not o.if_it_happens and not o.refused
        )


def test_nothing_is_asked_for_what_the_person_refused() -> None:
    for name, plan in every_plan().items():
        refused = {o.id for o in plan.options if o.refused}
        assert not refused & {id for f in plan.to_find_out for id in f.touches}, name
