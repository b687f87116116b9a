"""All that one way into a trial asks: the trial's conditions, the arm's, and what its text says."""

from __future__ import annotations

from cordee.criteria.leaves.disease import CancerLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, Criterion, NoneOf, leaves
from cordee.trials.simplify import conjuncts, simplify
from cordee.trials.trial import Arm, Trial

UNREAD = StatedLeaf(
    "the rest of the eligibility text, which was not read by the program",
    fr="le reste du texte d’éligibilité, que le programme n’a pas lu",
)
"""Stands for every statement of the text that stayed text: who meets all the rest still is not known to be eligible."""


def everyone(trial: Trial) -> tuple[Criterion, ...]:
    """The conditions that every arm of `trial` shares, text included."""
    parts: list[Criterion] = list(conjuncts(trial.criterion))
    for span in trial.spans:
        if span.criterion is not None:
            parts.append(span.criterion if span.inclusion else NoneOf((span.criterion,)))
    if any(span.criterion is None for span in trial.spans):
        parts.append(UNREAD)
    return conjuncts(simplify(All(tuple(parts))))


def asked(trial: Trial, arm: Arm) -> All:
    """Everything that `arm` asks, as one `all` of the conditions a reader would count.

    What closes the door soonest stands first: conditions on the cancer alone, then short ones.
    """
    parts = [*everyone(trial), *conjuncts(arm.criterion)]
    whole = simplify(All(tuple(parts)))
    return All(tuple(sorted(conjuncts(whole), key=_order)))


def _order(part: Criterion) -> tuple[int, int]:
    found = list(leaves(part))
    if part == UNREAD:
        return 9, 0
    return (0 if all(isinstance(leaf, CancerLeaf) for leaf in found) else 1), len(found)
