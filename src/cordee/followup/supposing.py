"""What a condition would answer if some of what is not known turned out one way or the other."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

import msgspec

from cordee.case.answer import Answer, all_of, any_of, at_least, negate, none_of
from cordee.criteria.finding import Settle
from cordee.criteria.leaf import Leaf
from cordee.criteria.tree import All, AnyOf, AtLeast, Criterion, NoneOf, leaves
from cordee.criteria.view import CaseView
from cordee.followup.leaves import ReportLeaf
from cordee.terms.words import Words

WhyOpen = Literal["not-answered", "optional", "not-asked", "nothing-earlier", "record"]
_BY_KEY: dict[str, WhyOpen] = {
    "optional": "optional",
    "answer": "not-answered",
    "asked": "not-asked",
    "earlier": "nothing-earlier",
    "ambers": "not-answered",
}


class Missing(msgspec.Struct, frozen=True):
    """A leaf that is not known: why, what would settle it, and which question of the report it waits for."""

    why: WhyOpen
    asks: Words
    question: str | None


def unknown_leaves(tree: Criterion, view: CaseView) -> tuple[Missing, ...]:
    """Every leaf of `tree` that is not known, in order."""
    found = []
    for leaf in dict.fromkeys(leaves(tree)):
        settle = view.find(leaf).settle
        if settle is not None:
            why = _why(leaf, settle)
            question = (settle.key.partition(":")[2] or None) if why != "record" else None
            found.append(Missing(why, settle.asks, question))
    return tuple(found)


def _why(leaf: Leaf, settle: Settle) -> WhyOpen:
    return _BY_KEY[settle.key.partition(":")[0]] if isinstance(leaf, ReportLeaf) else "record"


def answer_supposing(
    tree: Criterion,
    view: CaseView,
    *,
    yes: Collection[WhyOpen] = (),
    no: Collection[WhyOpen] = (),
    positive: bool = True,
) -> Answer:
    """The answer of `tree` when what is unknown for a reason in `yes` turns out so that the condition holds, and for
    one in `no` so that it does not. Under a `none` the leaf itself then answers the other way round."""
    if isinstance(tree, Leaf):
        finding = view.find(tree)
        if finding.settle is None:
            return finding.answer
        why = _why(tree, finding.settle)
        supposed = Answer.YES if why in yes else Answer.NO if why in no else Answer.UNKNOWN
        return supposed if positive else negate(supposed)
    inside = positive != isinstance(tree, NoneOf)
    parts = [answer_supposing(part, view, yes=yes, no=no, positive=inside) for part in tree.of]
    match tree:
        case All():
            return all_of(parts)
        case AnyOf():
            return any_of(parts)
        case NoneOf():
            return none_of(parts)
        case AtLeast(count, _):
            return at_least(count, parts)
