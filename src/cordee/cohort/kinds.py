"""Slices in kinds that answer alike, found by numbers: of each kind one is asked."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cordee.case import Fact
from cordee.cohort.grouping import pair

Ints = NDArray[np.int64]
Cut = dict[str, tuple[Fact, ...]]
_BITS = 62
_FEW = 10
_SMALL = 1 << 14


class Kinds(NamedTuple):
    """`first` (kinds,): one slice of each kind. `of` (slices,): the kind of each slice."""

    first: Ints
    of: Ints

    @classmethod
    def by(cls, key: Ints) -> Kinds:
        """Slices of one kind have equal keys."""
        top = int(key.max(initial=0)) + 1
        if top > _SMALL:
            _, first, of = np.unique(key, return_index=True, return_inverse=True)
            return cls(first, of)
        first_of = np.full(top, -1, np.int64)
        first_of[key[::-1]] = np.arange(len(key) - 1, -1, -1)  # of those alike the first stays
        kinds = np.flatnonzero(first_of >= 0)
        first = first_of[kinds]
        first_of[kinds] = np.arange(len(kinds))
        return cls(first, first_of[key])


class Column(NamedTuple):
    """One field of many slices. `facts`: the distinct ones, and those that one slice holds twice, again. `counts`
    (slices,): how many each holds; `places`: which of `facts`, slice after slice."""

    facts: list[Fact]
    counts: Ints
    places: Ints

    @classmethod
    def of(cls, held: Sequence[tuple[Fact, ...]]) -> Column:
        """What each slice holds of the field."""
        known: dict[tuple[Fact, int], int] = {}
        # Recorded twice is two facts, though they are equal: conditions tell them apart by which object they are.
        places = [
            known.setdefault((fact, facts[:i].count(fact) if i else 0), len(known))
            for facts in held
            for i, fact in enumerate(facts)
        ]
        counts = [len(facts) for facts in held]
        return cls([fact for fact, _ in known], np.array(counts, np.int64), np.array(places, np.int64))

    def numbers(self) -> Ints:
        """(slices + 1,): equal where slices hold the same, first 0 for one that holds nothing."""
        places, known = self.places.tolist(), {(): 0}
        ends = np.cumsum(self.counts).tolist()
        held = (tuple(places[low:high]) for low, high in zip([0, *ends], ends, strict=False))
        return np.array([0, *(known.setdefault(one, len(known)) for one in held)], np.int64)


class Apart(NamedTuple):
    """Slices of which one field is told apart by facts. `facts`: the distinct ones of that field. `held`: their places,
    slice after slice, each ended by len(facts); `starts` (slices,): where each slice begins in it. `rest` (slices,): a
    number for all else a slice holds."""

    facts: list[Fact]
    held: Ints
    starts: Ints
    rest: Ints

    @classmethod
    def of(cls, columns: Mapping[str, Column], field: str) -> Apart:
        """Of slices with these columns, and before them one that holds nothing."""
        facts, counts, places = columns[field]
        counts = np.append(0, counts)
        starts = np.cumsum(counts + 1) - counts - 1
        held = np.full(int(counts.sum()) + len(counts), len(facts), np.int64)
        held[np.arange(len(places)) + np.repeat(np.arange(len(counts)), counts)] = places
        rest = np.zeros(len(counts), np.int64)
        for name, other in columns.items():
            if name != field:
                rest = pair(rest, other.numbers())
        return cls(facts, held, starts, rest)

    def only(self, slices: Ints) -> Apart:
        """These slices alone, of these facts those they hold."""
        ends = np.append(self.starts[1:], len(self.held))
        lengths = (ends - self.starts)[slices]
        starts = np.cumsum(lengths) - lengths
        held = self.held[np.arange(int(lengths.sum())) + np.repeat(self.starts[slices] - starts, lengths)]
        used, place = np.unique(np.append(held, len(self.facts)), return_inverse=True)
        return Apart([self.facts[i] for i in used[:-1].tolist()], place[:-1], starts, self.rest[slices])

    def held_by(self, place: int, told: Sequence[Hashable]) -> frozenset[Hashable]:
        """What is `told` of the facts of one slice."""
        begin = int(self.starts[place])
        end = int(self.starts[place + 1]) if place + 1 < len(self.starts) else len(self.held)
        return frozenset(told[fact] for fact in self.held[begin : end - 1].tolist())

    def keys(self, told: Sequence[Hashable]) -> Ints:
        """A number for each slice, equal where the rest is and what is `told` of its facts, in any order and however often."""
        numbers: dict[Hashable, int] = {}
        return self.keys_of(np.array([numbers.setdefault(one, len(numbers)) for one in told], np.int64))

    def keys_of(self, told: Ints) -> Ints:
        """The same, where what is told of each fact is a number already, from 0 and without many gaps."""
        kinds = int(told.max(initial=-1)) + 1
        if kinds > _BITS:
            return self._many(np.append(told, kinds))
        masks = np.bitwise_or.reduceat(np.append(np.left_shift(1, told), 0)[self.held], self.starts)
        if kinds > _FEW:
            masks = np.unique(masks, return_inverse=True)[1]
        return masks * (int(self.rest.max(initial=0)) + 1) + self.rest

    def _many(self, number: Ints) -> Ints:
        known: dict[Hashable, int] = {}
        ends = [*self.starts[1:].tolist(), len(self.held)]
        found = number[self.held].tolist()
        sets = (frozenset(found[low:high]) for low, high in zip(self.starts.tolist(), ends, strict=True))
        key = np.array([known.setdefault(one, len(known)) for one in sets], np.int64)
        return key * (int(self.rest.max(initial=0)) + 1) + self.rest
