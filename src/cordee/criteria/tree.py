"""The tree of a condition: four combinations over leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Union, get_args

import msgspec

from cordee.criteria.leaf import Leaf
from cordee.criteria.leaves.course import LinesLeaf, LocalLeaf, RefractoryLeaf, ResistantLeaf, ResponseLeaf
from cordee.criteria.leaves.disease import CancerLeaf, HistologyLeaf, MetastaticLeaf, StageLeaf
from cordee.criteria.leaves.exposure import CurrentLeaf, PriorLeaf
from cordee.criteria.leaves.genes import AlterationLeaf, WildTypeLeaf
from cordee.criteria.leaves.laboratory import LabLeaf, RisingLeaf
from cordee.criteria.leaves.marker import MarkerLeaf
from cordee.criteria.leaves.people import (
    AdvanceCareLeaf,
    CareGoalLeaf,
    FamilyHistoryLeaf,
    JudgedLeaf,
    RefusalLeaf,
)
from cordee.criteria.leaves.person import AgeLeaf, CountryLeaf, EcogLeaf, KarnofskyLeaf, SexLeaf
from cordee.criteria.leaves.progression import ProgressionLeaf
from cordee.criteria.leaves.spread import BrainMetastasesLeaf, MetastasesLeaf, OligometastaticLeaf
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.leaves.tolerance import ConditionLeaf, SymptomLeaf, ToxicityLeaf


class All(msgspec.Struct, frozen=True, tag_field="leaf", tag="all"):
    """Every part."""

    of: tuple[Criterion, ...] = ()


class AnyOf(msgspec.Struct, frozen=True, tag_field="leaf", tag="any"):
    """At least one part."""

    of: tuple[Criterion, ...] = ()


class NoneOf(msgspec.Struct, frozen=True, tag_field="leaf", tag="none"):
    """No part."""

    of: tuple[Criterion, ...] = ()


class AtLeast(msgspec.Struct, frozen=True, tag_field="leaf", tag="at_least"):
    """At least `count` parts."""

    count: int
    of: tuple[Criterion, ...] = ()


Combination = All | AnyOf | NoneOf | AtLeast

AnyLeaf = Union[  # noqa: UP007 - a literal union, which msgspec needs to tell the tags apart
    CancerLeaf, HistologyLeaf, StageLeaf, MetastaticLeaf, MetastasesLeaf, OligometastaticLeaf, BrainMetastasesLeaf,
    AgeLeaf, SexLeaf, CountryLeaf, EcogLeaf, KarnofskyLeaf, LabLeaf, RisingLeaf, AlterationLeaf, WildTypeLeaf,
    MarkerLeaf, PriorLeaf, CurrentLeaf, LinesLeaf, RefractoryLeaf, ResistantLeaf, ProgressionLeaf, ResponseLeaf,
    LocalLeaf, ToxicityLeaf, ConditionLeaf, SymptomLeaf, JudgedLeaf, RefusalLeaf, CareGoalLeaf, FamilyHistoryLeaf,
    AdvanceCareLeaf, StatedLeaf,
]  # fmt: skip

LEAVES: dict[str, type[Leaf]] = {family.KEY: family for family in get_args(AnyLeaf)}
"""Every family of leaves by its key in YAML."""

Criterion = Union[All, AnyOf, NoneOf, AtLeast, AnyLeaf]  # noqa: UP007
"""A condition: a combination or a leaf. Frozen, comparable, hashable."""


def leaves(tree: Criterion) -> Iterator[Leaf]:
    """Every leaf of a tree, in order, repeats included."""
    if isinstance(tree, Leaf):
        yield tree
    else:
        for part in tree.of:
            yield from leaves(part)


def written(tree: Criterion) -> Any:
    """The tree as plain data, for comparing and for showing what was read."""
    return msgspec.to_builtins(tree)
