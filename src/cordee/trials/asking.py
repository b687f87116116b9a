"""Asking one person what many trials ask: each leaf once at most, and no more leaves than can still change an answer."""

from __future__ import annotations

import msgspec

from cordee.criteria import CaseView, Settle
from cordee.criteria.leaf import Leaf
from cordee.criteria.leaves.disease import CancerLeaf
from cordee.trials.asked import UNREAD
from cordee.trials.index import ArmEntry, TrialEntry, TrialIndex
from cordee.trials.program import NO, UNKNOWN, VALUE_OF, YES, Program, unsettled, value


class AskedArm(msgspec.Struct, frozen=True):
    """An arm with the value of each of its conditions; `rank` orders arms, the nearest to certain first."""

    entry: ArmEntry
    conditions: list[Program]
    values: list[int]
    rank: tuple[int, ...]


class Asking:
    """A person being asked the leaves of an index, each once at most."""

    def __init__(self, index: TrialIndex, view: CaseView) -> None:
        self.leaves = index.leaves
        self.view = view
        self._answers: list[int | None] = [None] * len(index.leaves)
        self._had, self._finer = _cancers(view)

    def leaf(self, number: int) -> int:
        """What one condition answers for this person, asked once."""
        known = self._answers[number]
        if known is None:
            known = self._answers[number] = self._asked(self.leaves[number])
        return known

    def _asked(self, leaf: Leaf) -> int:
        if isinstance(leaf, CancerLeaf):
            return self._cancer(leaf.cancer)
        return VALUE_OF[self.view.find(leaf).answer]

    def _cancer(self, ids: tuple[str, ...]) -> int:
        """`CancerLeaf.find` without its proof: trials name thousands of cancers, and most are not this one."""
        if self._had is None or not self._had.isdisjoint(ids):
            return UNKNOWN if self._had is None else YES
        return NO if self._finer.isdisjoint(ids) else UNKNOWN

    def arms(self, entry: TrialEntry, *, closed: bool) -> list[AskedArm]:
        """The arms whose every condition is met or not known yet, the best first."""
        shared = self._values(entry.asked.shared)
        if shared is None:
            return []
        found = []
        for arm in entry.asked.arms:
            if (arm.open or closed) and (own := self._values(arm.conditions)) is not None:
                values = shared + own
                unknown = values.count(UNKNOWN)
                # Met before not known; then the fewest questions; then what was shown to fit the most.
                rank = (unknown, unknown - len(values))
                found.append(AskedArm(arm, entry.asked.shared + arm.conditions, values, rank))
        found.sort(key=lambda arm: arm.rank)
        return found

    def _values(self, conditions: list[Program]) -> list[int] | None:
        """The value of each; None as soon as one is not met."""
        values = []
        for condition in conditions:
            found = value(condition, self.leaf)
            if found == NO:
                return None
            values.append(found)
        return values

    def to_settle(self, arm: AskedArm) -> tuple[Settle, ...]:
        """What would settle the unknown conditions, each once; the unread text last."""
        numbers = [
            n
            for condition, found in zip(arm.conditions, arm.values, strict=True)
            if found == UNKNOWN
            for n in unsettled(condition, self.leaf)
        ]
        settles: dict[str, Settle] = {}
        for number in sorted(dict.fromkeys(numbers), key=lambda n: self.leaves[n] == UNREAD):
            settle = self.view.find(self.leaves[number]).settle
            if settle is not None:
                settles.setdefault(settle.key, settle)
        return tuple(settles.values())


def _cancers(view: CaseView) -> tuple[frozenset[str] | None, frozenset[str]]:
    """The cancers that the person has, with all above them (None when none is recorded), and those below them."""
    had = [primary.cancer for primary in view.case.primaries]
    if not had:
        return None, frozenset()
    above = frozenset().union(*(view.terms.ancestors("cancer", id) for id in had))
    below = {
        term.id
        for term in view.terms.all("cancer")
        if not view.terms.ancestors("cancer", term.id).isdisjoint(had)
    }
    return above, frozenset(below) - above
