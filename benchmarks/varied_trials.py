"""Many criteria: those of the shared trials where they are at hand, repeated and varied; else the knowledge's own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from cordee.criteria import All, AnyOf, AtLeast, Criterion, NoneOf
from cordee.criteria.bounds import Limit, read_bound
from cordee.criteria.leaf import Leaf
from cordee.criteria.leaves.disease import CancerLeaf
from cordee.criteria.leaves.exposure import PriorLeaf
from cordee.criteria.leaves.genes import AlterationLeaf
from cordee.criteria.leaves.laboratory import LabLeaf
from cordee.criteria.leaves.person import AgeLeaf, EcogLeaf
from cordee.terms import Terms

ROOT = Path(__file__).parents[1]


def shared_trials(terms: Terms, most: int | None = None) -> tuple[list[Criterion], str]:
    """One criterion for each arm of the (first `most`) shared CTML trials, and where they came from; the knowledge's conditions when
    the shared folder (CORDEE_TEST_DATA, default ../shared/data) is not there."""
    folder = Path(os.environ.get("CORDEE_TEST_DATA", ROOT.parent / "shared" / "data")) / "ctml"
    if not folder.is_dir():
        from cordee.knowledge import load_knowledge

        found = [option.when for option in load_knowledge().options if option.when is not None]
        return found, "conditions of the knowledge"
    from cordee.trials.importing import trials_of
    from cordee.trials.trial import Trial

    trees: list[Criterion] = []
    trials = [trial for trial in trials_of([folder], terms) if isinstance(trial, Trial)]
    for trial in trials[:most]:
        arms = [arm.criterion for arm in trial.arms] or [None]
        trees += [All(tuple(c for c in (trial.criterion, arm) if c is not None)) for arm in arms]
    return trees, "arms of the shared CTML trials"


def varied(trees: Sequence[Criterion], count: int, terms: Terms, seed: int = 1) -> list[Criterion]:
    """`count` criteria: `trees` as they are, then copies in which genes, changes, cancers and ages are others and to which
    what registries ask besides is added (performance, laboratory, earlier treatment)."""
    rng = Random(seed)
    words = _Words(terms)
    made = list(trees[:count])
    while len(made) < count:
        tree = _vary(trees[len(made) % len(trees)], rng, words)
        made.append(All((tree, *_asked_besides(rng, words))))
    return made


class _Words:
    def __init__(self, terms: Terms) -> None:
        self.genes = [t.id for t in terms.all("gene")]
        self.cancers = [t.id for t in terms.all("cancer")]
        self.classes = [t.id for t in terms.all("drug") if t.is_class]
        self.drugs = [t.id for t in terms.all("drug") if not t.is_class]


_CHANGES = ("G12C", "G12D", "V600E", "R175H", "L858R", "V600*", "E545K", "H1047R")
_ANALYTES = {
    "haemoglobin": (80, 90, 100, 110), "neutrophils": (1.0, 1.2, 1.5, 2.0), "platelets": (75, 80, 90, 100, 150),
    "albumin": (25, 28, 30, 35),
}  # fmt: skip


def _vary(tree: Criterion, rng: Random, words: _Words) -> Criterion:
    if not isinstance(tree, Leaf):
        parts = tuple(_vary(part, rng, words) for part in tree.of)
        return msgspec.structs.replace(tree, of=parts)  # type: ignore[no-any-return]
    changes: dict[str, Any] = {}
    if isinstance(tree, AlterationLeaf):
        changes["gene"] = tuple(rng.choice(words.genes) for _ in tree.gene)
        if tree.protein_change:
            changes["protein_change"] = (rng.choice(_CHANGES),)
    elif isinstance(tree, CancerLeaf):
        changes["cancer"] = tuple(dict.fromkeys(rng.choice(words.cancers) for _ in tree.cancer))
    elif isinstance(tree, AgeLeaf):
        changes["age"] = read_bound(f">={rng.choice((12, 16, 18, 20, 21, 30, 50, 65, 70, 75))}")
    return msgspec.structs.replace(tree, **changes) if changes else tree  # type: ignore[return-value]


def _asked_besides(rng: Random, words: _Words) -> list[Criterion]:
    asked: list[Criterion] = [EcogLeaf(ecog=read_bound(f"<={rng.choice((1, 2))}"))]
    if rng.random() < 0.7:
        analyte, limits = rng.choice(list(_ANALYTES.items()))
        limit = rng.choice(limits)
        asked.append(LabLeaf(analyte=analyte, at_least=Limit(str(limit), float(limit))))
    if rng.random() < 0.4:
        times = rng.choice((1.5, 2.0, 2.5, 3.0, 5.0))
        liver = Limit(f"{times} x ULN", times, "ULN")
        asked.append(LabLeaf(analyte=rng.choice(("alt", "ast", "bilirubin")), at_most=liver))
    if rng.random() < 0.5:
        asked.append(NoneOf((PriorLeaf(classes=(rng.choice(words.classes),)),)))
    if rng.random() < 0.3:
        drugs = tuple(PriorLeaf(drug=(rng.choice(words.drugs),)) for _ in range(2))
        asked.append(AnyOf(drugs) if rng.random() < 0.8 else AtLeast(1, drugs))
    return asked
