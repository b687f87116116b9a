"""Who has each value, for one chunk of people, so that a set of values becomes a bit-plane quickly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Ints = NDArray[np.int64]
_FREQUENT = 64
"""A value that one person in so many has is kept as a bit-plane of its own; a rarer one as a list of people."""

_FEW = 3000
"""Fewer bits than this are set one by one; more by way of a byte for each person."""
_PEOPLE_A_LIST = 200
"""Fetching one value's list costs about as much as looking at so many people for whether their value is chosen."""
_BITS = (1 << np.arange(8)).astype(np.uint8)

_NOBODY = np.zeros(0, np.bool_)


class Postings:
    """Who among `chunk` people has which value: `people` ascending, `codes` the value of each. A frequent value has a
    bit-plane, (ceil(chunk / 8),) uint8, person 0 in the lowest bit of the first byte; the others a list of people."""

    def __init__(self, people: Ints, codes: Ints, values: int, chunk: int) -> None:
        self.chunk = chunk
        counts = np.bincount(codes, minlength=values)
        frequent = np.flatnonzero(counts * _FREQUENT > chunk)
        self.frequent = [(int(v), _plane(people[codes == v], chunk)) for v in frequent]
        rare = np.ones(values, np.bool_)
        rare[frequent] = False
        if len(frequent):
            kept = np.flatnonzero(rare[codes])
            people, codes = people[kept], codes[kept]
        small = np.uint16 if values < 1 << 16 else np.int64
        order = np.argsort(codes.astype(small), kind="stable")
        self.rare_people: NDArray[np.int32] = people[order].astype(np.int32)
        self.rare_codes = codes[order].astype(small)
        self.starts = np.concatenate([[0], np.cumsum(np.where(rare, counts, 0))]).astype(np.int64)
        self.rare_values = np.flatnonzero(rare & (counts > 0))
        self.rare_plane = _plane(people, chunk) if len(self.rare_values) else None

    def add(self, chosen: NDArray[np.bool_], out: Plane, scratch: Plane) -> None:
        """Set the bits of everyone whose value is chosen. `chosen` (values,); `out` (ceil(chunk / 8),); `scratch`
        (chunk,) uint8, all zero before and after."""
        wanted = chosen[self.rare_values] if len(self.rare_values) else _NOBODY
        if wanted.any():
            assert self.rare_plane is not None
            picked, others = self.rare_values[wanted], self.rare_values[~wanted]
            if self._count(picked) * 2 <= len(self.rare_people):
                self._list(np.bitwise_or, picked, out, scratch)
            elif len(others) == 0:
                out |= self.rare_plane
            else:
                plane = self.rare_plane.copy()
                self._list(np.bitwise_xor, others, plane, scratch)
                out |= plane
        for value, plane in self.frequent:
            if chosen[value]:
                np.bitwise_or(out, plane, out=out)

    def _count(self, values: Ints) -> int:
        return int((self.starts[values + 1] - self.starts[values]).sum())

    def _list(self, operation: np.ufunc, values: Ints, out: Plane, scratch: Plane) -> None:
        """Set (or, with xor, take out) the bits of who has one of `values`."""
        if len(values) * _PEOPLE_A_LIST > len(self.rare_people):
            chosen = np.zeros(len(self.starts) - 1, np.bool_)
            chosen[values] = True
            people = self.rare_people[chosen[self.rare_codes]]
        else:
            who = [self.rare_people[self.starts[v] : self.starts[v + 1]] for v in values.tolist()]
            people = who[0] if len(who) == 1 else np.concatenate(who)
        if len(people) < _FEW:
            operation.at(out, people >> 3, _BITS[people & 7])
            return
        scratch[people] = 1
        operation(out, np.packbits(scratch, bitorder="little"), out=out)
        scratch[people] = 0

    def people_of(self, value: int) -> Ints:
        """Who has this value, ascending."""
        for frequent, plane in self.frequent:
            if frequent == value:
                return np.flatnonzero(np.unpackbits(plane, bitorder="little", count=self.chunk))
        return self.rare_people[self.starts[value] : self.starts[value + 1]].astype(np.int64)


def _plane(people: Ints, chunk: int) -> Plane:
    bits = np.zeros(chunk, np.uint8)
    bits[people] = 1
    return np.packbits(bits, bitorder="little")


class Spread:
    """Who has which slice, in one chunk: what everyone has of the shared parts, and, of those who have any fact of the
    aspect's own, both together."""

    def __init__(self, shared: Postings, own: Postings | None) -> None:
        self.shared = shared
        self.own = own
        self.others: Plane | None = None
        if own is not None:
            everyone = (
                own.rare_plane if own.rare_plane is not None else np.zeros((own.chunk + 7) // 8, np.uint8)
            )
            for _, plane in own.frequent:
                everyone = everyone | plane
            self.others = ~everyone
        self.shared_values = len(shared.starts) - 1

    def write(self, chosen: NDArray[np.bool_], out: Plane, scratch: Plane) -> None:
        """The bit-plane of everyone whose slice is chosen."""
        out[:] = 0
        self.shared.add(chosen[: self.shared_values], out, scratch)
        if self.own is not None and self.others is not None:
            np.bitwise_and(out, self.others, out=out)
            self.own.add(chosen[self.shared_values :], out, scratch)

    def people_of(self, value: int) -> Ints:
        """Who has this slice, ascending."""
        if value >= self.shared_values:
            assert self.own is not None
            return self.own.people_of(value - self.shared_values)
        people = self.shared.people_of(value)
        if self.others is None:
            return people
        others = np.unpackbits(self.others, bitorder="little", count=self.shared.chunk).astype(bool)
        left: Ints = people[others[people]]
        return left
