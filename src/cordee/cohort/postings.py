"""Who has each value, for one chunk of people, so that a set of values becomes a bit-plane quickly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
_FREQUENT = 64
"""A value that one person in so many has is kept as a bit-plane of its own; a rarer one as a list of people."""


class Postings:
    """`codes` (people,) gives each person's value. A frequent value has a bit-plane, (ceil(people / 8),) uint8, person 0
    in the lowest bit of the first byte; the others a list of people."""

    def __init__(self, codes: NDArray[np.int64], values: int) -> None:
        self.people = len(codes)
        self.values = values
        counts = np.bincount(codes, minlength=values)
        frequent = np.flatnonzero(counts * _FREQUENT > self.people)
        self.frequent: list[tuple[int, Plane]] = [
            (int(v), np.packbits(codes == v, bitorder="little")) for v in frequent
        ]
        rare = np.ones(values, np.bool_)
        rare[frequent] = False
        people = np.flatnonzero(rare[codes])
        small = np.uint16 if values < 1 << 16 else np.int64
        order = np.argsort(codes[people].astype(small), kind="stable")
        self.rare_people: NDArray[np.int32] = people[order].astype(np.int32)
        self.starts = np.concatenate([[0], np.cumsum(np.where(rare, counts, 0))]).astype(np.int64)
        self.rare_values = np.flatnonzero(rare & (counts > 0))

    def spread(self, chosen: NDArray[np.bool_], out: Plane, scratch: Plane) -> None:
        """The bit-plane of everyone whose value is chosen. `chosen` (values,); `out` (ceil(people / 8),); `scratch`
        (people,) uint8, all zero before and after."""
        picked = self.rare_values[chosen[self.rare_values]]
        if len(picked):
            who = [self.rare_people[self.starts[v] : self.starts[v + 1]] for v in picked.tolist()]
            people = who[0] if len(who) == 1 else np.concatenate(who)
            scratch[people] = 1
            out[:] = np.packbits(scratch, bitorder="little")
            scratch[people] = 0
        else:
            out[:] = 0
        for value, plane in self.frequent:
            if chosen[value]:
                np.bitwise_or(out, plane, out=out)

    def people_of(self, value: int) -> NDArray[np.int64]:
        """Who has this value, ascending."""
        for frequent, plane in self.frequent:
            if frequent == value:
                return np.flatnonzero(np.unpackbits(plane, bitorder="little", count=self.people))
        return self.rare_people[self.starts[value] : self.starts[value + 1]].astype(np.int64)

    @property
    def size(self) -> int:
        """Bytes held."""
        planes = sum(plane.nbytes for _, plane in self.frequent)
        return planes + self.rare_people.nbytes + self.starts.nbytes + self.rare_values.nbytes
