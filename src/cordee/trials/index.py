"""Many trials ready to be asked about one person: their conditions numbered, their leaves each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from cordee.criteria.leaf import Leaf
from cordee.trials.asked import asked
from cordee.trials.program import Program, compile_tree
from cordee.trials.trial import Status, Trial


class ArmEntry(msgspec.Struct, frozen=True, array_like=True):
    """What an arm asks beyond the other arms: a program for each condition that a reader would count."""

    id: str
    open: bool
    conditions: list[Program]


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """All the conditions of a trial: those that every arm asks, and each arm's others."""

    shared: list[Program]
    arms: tuple[ArmEntry, ...]


class TrialEntry(msgspec.Struct, frozen=True):
    """What matching needs of a trial."""

    id: str
    title: str
    phase: str
    status: Status
    asked: Asked


class TrialIndex:
    """Entries and the leaves their programs number."""

    def __init__(self, entries: Sequence[TrialEntry], leaves: Sequence[Leaf]) -> None:
        self.entries = entries
        self.leaves = leaves

    @classmethod
    def of(cls, trials: Iterable[Trial]) -> TrialIndex:
        """An index made in memory."""
        numbers: dict[Leaf, int] = {}
        entries = [entry_of(trial, numbers) for trial in trials]
        return cls(entries, list(numbers))


def entry_of(trial: Trial, numbers: dict[Leaf, int]) -> TrialEntry:
    """The entry of one trial; leaves new to `numbers` are added to it."""

    def number(leaf: Leaf) -> int:
        return numbers.setdefault(leaf, len(numbers))

    conditions = {arm.id: asked(trial, arm).of for arm in trial.arms}
    first = next(iter(conditions.values()), ())
    shared = [part for part in first if all(part in of for of in conditions.values())]
    arms = tuple(
        ArmEntry(
            arm.id,
            arm.status != "suspended",
            [compile_tree(part, number) for part in conditions[arm.id] if part not in shared],
        )
        for arm in trial.arms
    )
    compiled = Asked([compile_tree(part, number) for part in shared], arms)
    return TrialEntry(trial.id, trial.title, trial.phase, trial.status, compiled)
