"""Slices in kinds that answer alike, found by numbers: of each kind one is asked."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cordee.case import Fact

Ints = NDArray[np.int64]
Cut = dict[str, tuple[Fact, ...]]
_BITS = 62


class Kinds(NamedTuple):
    """`first` (kinds,): one slice of each kind. `of` (slices,): the kind of each slice."""

    first: Ints
    of: Ints

    @classmethod
    def by(cls, key: Ints) -> Kinds:
        """Slices of one kind have equal keys."""
        _, first, of = np.unique(key, return_index=True, return_inverse=True)
        return cls(first, of)


class Apart(NamedTuple):
    """Slices of which one field is told apart by facts. `facts`: the distinct ones of that field. `held`: their places,
    slice after slice, each ended by len(facts); `starts` (slices,): where each slice begins in it. `rest` (slices,): a
    number for all else a slice holds."""

    facts: list[Fact]
    held: Ints
    starts: Ints
    rest: Ints

    @classmethod
    def of(cls, slices: Sequence[Cut], field: str) -> Apart:
        """Of `slices`, which all have the same fields."""
        places: dict[Fact, int] = {}
        others: dict[Hashable, int] = {}
        held: list[int] = []
        starts, rest = [], []
        for one in slices:
            starts.append(len(held))
            held += [places.setdefault(fact, len(places)) for fact in one.get(field, ())]
            held.append(-1)
            other = tuple(facts for name, facts in one.items() if name != field)
            rest.append(others.setdefault(other, len(others)))
        whole = np.array(held, np.int64)
        whole[whole < 0] = len(places)
        return cls(list(places), whole, np.array(starts, np.int64), np.array(rest, np.int64))

    def only(self, slices: Ints) -> Apart:
        """These slices alone, of these facts those they hold."""
        ends = np.append(self.starts[1:], len(self.held))
        lengths = (ends - self.starts)[slices]
        starts = np.cumsum(lengths) - lengths
        held = self.held[np.arange(int(lengths.sum())) + np.repeat(self.starts[slices] - starts, lengths)]
        used, place = np.unique(np.append(held, len(self.facts)), return_inverse=True)
        return Apart([self.facts[i] for i in used[:-1].tolist()], place[:-1], starts, self.rest[slices])

    def keys(self, told: Sequence[Hashable]) -> Ints:
        """A number for each slice, equal where the rest is and what is `told` of its facts, in any order and however often."""
        numbers: dict[Hashable, int] = {}
        number = [numbers.setdefault(one, len(numbers)) for one in told]
        if len(numbers) > _BITS:
            return self._many(np.array([*number, len(numbers)], np.int64))
        bits = np.array([*(1 << n for n in number), 0], np.int64)
        masks = np.bitwise_or.reduceat(bits[self.held], self.starts)
        _, mask = np.unique(masks, return_inverse=True)
        return mask * (int(self.rest.max(initial=0)) + 1) + self.rest

    def _many(self, number: Ints) -> Ints:
        known: dict[Hashable, int] = {}
        ends = [*self.starts[1:].tolist(), len(self.held)]
        found = number[self.held].tolist()
        sets = (frozenset(found[low:high]) for low, high in zip(self.starts.tolist(), ends, strict=True))
        key = np.array([known.setdefault(one, len(known)) for one in sets], np.int64)
        return key * (int(self.rest.max(initial=0)) + 1) + self.rest
