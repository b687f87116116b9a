"""The answer of a condition for one case, with its proof. Written for clarity: this is the reference."""

from __future__ import annotations

import msgspec

from cordee.case.answer import Answer, all_of, any_of, at_least, none_of
from cordee.criteria.finding import Cited, Settle
from cordee.criteria.leaf import Leaf
from cordee.criteria.tree import All, AnyOf, AtLeast, Criterion, NoneOf
from cordee.criteria.view import CaseView
from cordee.terms import Words


class Proof(msgspec.Struct, frozen=True, omit_defaults=True):
    """A condition's answer and why: a combination with its `parts`, or a leaf with the facts that decided.

    `kind` is `all`, `any`, `none`, `at_least` or the leaf's family. A leaf under `none` is worded as its contrary, and
    its answer is the contrary's too, so that ✓ always reads 'fine'. `settle` stands wherever the answer is UNKNOWN.
    """

    kind: str
    answer: Answer
    words: Words
    parts: tuple[Proof, ...] = ()
    facts: tuple[Cited, ...] = ()
    settle: Settle | None = None
    note: Words | None = None


def answer(tree: Criterion, view: CaseView) -> Answer:
    """Kleene's answer of `tree` for the case in `view`."""
    if isinstance(tree, Leaf):
        return view.find(tree).answer
    match tree:
        case All(of):
            return all_of(answer(part, view) for part in of)
        case AnyOf(of):
            return any_of(answer(part, view) for part in of)
        case NoneOf(of):
            return none_of(answer(part, view) for part in of)
        case AtLeast(count, of):
            return at_least(count, (answer(part, view) for part in of))
    raise TypeError(f"not a condition: {type(tree).__name__}")


def explain(tree: Criterion, view: CaseView) -> Proof:
    """The proof tree of `tree` for the case in `view`. Its root's answer is `answer(tree, view)`."""
    if isinstance(tree, Leaf):
        return _leaf(tree, view, negated=False)
    match tree:
        case All(of):
            parts = tuple(explain(part, view) for part in of)
            return Proof(
                "all", all_of(p.answer for p in parts), Words("toutes ces conditions", "all of these"), parts
            )
        case AnyOf(of):
            parts = tuple(explain(part, view) for part in of)
            return Proof(
                "any",
                any_of(p.answer for p in parts),
                Words("l’une de ces conditions", "one of these"),
                parts,
            )
        case NoneOf(of):
            parts = tuple(_contrary(part, view) for part in of)
            return Proof(
                "none",
                all_of(p.answer for p in parts),
                Words("aucune de ces conditions", "none of these"),
                parts,
            )
        case AtLeast(count, of):
            parts = tuple(explain(part, view) for part in of)
            words = Words(f"au moins {count} de ces conditions", f"at least {count} of these")
            return Proof("at_least", at_least(count, (p.answer for p in parts)), words, parts)
    raise TypeError(f"not a condition: {type(tree).__name__}")


def _contrary(part: Criterion, view: CaseView) -> Proof:
    """A part of a `none`, answered as what is wanted: that it does not hold."""
    if isinstance(part, Leaf):
        return _leaf(part, view, negated=True)
    proof = explain(part, view)
    return Proof("none", none_of([proof.answer]), Words("pas\u202f:", "not:"), (proof,))


def _leaf(leaf: Leaf, view: CaseView, *, negated: bool) -> Proof:
    finding = view.find(leaf)
    result = none_of([finding.answer]) if negated else finding.answer
    words = view.words(leaf, negated)
    return Proof(leaf.KEY, result, words, (), finding.facts, finding.settle, finding.note)
