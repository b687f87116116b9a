"""Who has each value, for one chunk of people, so that a set of values becomes a bit-plane quickly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.uint8]
Ints = NDArray[np.int64]
_FREQUENT = 128
"""A value that one person in so many has is kept as a bit-plane of its own; a rarer one as the bytes it touches."""

_BYTES_A_VALUE = 750
"""Setting one value's bytes costs about as much as looking at so many bytes for whether their value is chosen."""
_WHOLE = 512
"""So many planes of whole sets of values are kept."""
_BITS = (1 << np.arange(8)).astype(np.uint8)


class Postings:
    """Who among `chunk` people has which value: `people` ascending, `codes` the value of each, one a person.

    A frequent value has a bit-plane, (ceil(chunk / 8),) uint8, person 0 in the lowest bit of the first byte. A rare one has
    its bytes alone: `at` int64, where in a plane, and `bits` uint8, what stands there; no byte twice for one value.
    """

    def __init__(self, people: Ints, codes: Ints, values: int, chunk: int) -> None:
        self.chunk = chunk
        counts = np.bincount(codes, minlength=values)
        common = counts * _FREQUENT > chunk
        self.frequent = np.flatnonzero(common)
        self.planes = [_plane(people[codes == v], chunk) for v in self.frequent]
        self.rare = np.flatnonzero(~common & (counts > 0))
        if len(self.frequent):
            kept = np.flatnonzero(~common[codes])
            people, codes = people[kept], codes[kept]
        self.starts, self.at, self.bits = _packed(people, codes, self.rare, (chunk + 7) // 8)
        self.lengths = np.diff(self.starts)
        self.bounds: list[int] = self.starts.tolist()
        self.whole: dict[bytes, Plane] = {}
        self.everyone = _plane(people, chunk)
        for plane in self.planes:
            self.everyone = self.everyone | plane

    def add(self, chosen: NDArray[np.bool_], out: Plane) -> None:
        """Set the bits of everyone whose value is chosen. `chosen` (values,); `out` (ceil(chunk / 8),), which has the bit of
        none of these people yet."""
        rare = chosen[self.rare]
        frequent = chosen[self.frequent].nonzero()[0].tolist()
        few = int(self.lengths[rare].sum()) * 2 <= len(self.at)
        if few and 2 * len(frequent) <= len(self.planes) + 2:
            self._each(np.bitwise_or, rare, frequent, out)
            return
        # Everybody has one value: who has none of the others has one of the chosen.
        np.bitwise_xor(out, self.everyone, out=out)
        self._each(np.bitwise_xor, ~rare, sorted({*range(len(self.planes))} - {*frequent}), out)

    def plane(self, chosen: NDArray[np.bool_]) -> Plane:
        """Everyone whose value is chosen, not to be written to. Kept: of values that many share few sets are asked."""
        key = chosen.tobytes()
        plane = self.whole.get(key)
        if plane is None:
            plane = np.zeros_like(self.everyone)
            self.add(chosen, plane)
            if len(self.whole) < _WHOLE:
                self.whole[key] = plane
        return plane

    def _each(self, operation: np.ufunc, rare: NDArray[np.bool_], frequent: list[int], out: Plane) -> None:
        for place in frequent:
            operation(out, self.planes[place], out)
        places = rare.nonzero()[0].tolist()
        if len(places) * _BYTES_A_VALUE > len(self.at):
            kept = np.repeat(rare, self.lengths).nonzero()[0]
            operation.at(out, self.at[kept], self.bits[kept])
            return
        bounds = self.bounds
        for place in places:
            low, high = bounds[place], bounds[place + 1]
            at = self.at[low:high]
            out[at] = operation(out[at], self.bits[low:high])

    def people_of(self, value: int) -> Ints:
        """Who has this value, ascending."""
        chosen = np.zeros(
            max(int(self.frequent.max(initial=0)), int(self.rare.max(initial=0)), value) + 1, np.bool_
        )
        chosen[value] = True
        out = np.zeros((self.chunk + 7) // 8, np.uint8)
        self.add(chosen, out)
        return np.flatnonzero(np.unpackbits(out, bitorder="little", count=self.chunk))


def _packed(people: Ints, codes: Ints, values: Ints, width: int) -> tuple[Ints, Ints, NDArray[np.uint8]]:
    """Where each of `values` begins in the bytes, (values + 1,); where each byte stands in a plane; its bits.

    Places are int64, as NumPy looks things up: of a narrower kind each look-up takes three times as long."""
    small = np.uint16 if len(values) and values[-1] < 1 << 16 else np.int64
    order = np.argsort(codes.astype(small), kind="stable")
    people, codes = people[order], codes[order]
    byte = people >> 3
    new = np.flatnonzero((np.diff(codes, prepend=-1) != 0) | (np.diff(byte, prepend=-1) != 0))
    bits = _BITS[people & 7]
    packed = np.bitwise_or.reduceat(bits, new) if len(new) else bits
    starts = np.append(np.searchsorted(codes[new], values), len(new))
    return starts.astype(np.int64), byte[new], packed


def _plane(people: Ints, chunk: int) -> Plane:
    bits = np.zeros(chunk, np.uint8)
    bits[people] = 1
    return np.packbits(bits, bitorder="little")


class Spread:
    """Who has which slice, in one chunk: what everyone has of the shared parts, and, of those who have any fact of the
    aspect's own, both together. `values`: how many the shared parts have."""

    def __init__(self, shared: Postings, own: Postings | None, values: int) -> None:
        self.shared = shared
        self.own = own
        self.others: Plane | None = None if own is None else shared.everyone & ~own.everyone
        self.values = values

    def write(self, chosen: NDArray[np.bool_], out: Plane) -> None:
        """The bit-plane of everyone whose slice is chosen."""
        of_shared, of_own = chosen[: self.values], chosen[self.values :]
        here = np.count_nonzero(of_shared)  # quicker than any() and all() by a microsecond
        if not here:
            out.fill(0)
        elif self.others is None:
            np.copyto(out, self.shared.plane(of_shared))
        elif here == self.values:
            np.copyto(out, self.others)
        else:
            np.bitwise_and(self.shared.plane(of_shared), self.others, out=out)
        if self.own is not None and np.count_nonzero(of_own):
            self.own.add(of_own, out)

    def people_of(self, value: int) -> Ints:
        """Who has this slice, ascending."""
        if value >= self.values:
            assert self.own is not None
            return self.own.people_of(value - self.values)
        people = self.shared.people_of(value)
        if self.others is None:
            return people
        others = np.unpackbits(self.others, bitorder="little", count=self.shared.chunk).astype(bool)
        left: Ints = people[others[people]]
        return left
