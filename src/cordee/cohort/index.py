"""Value → people: the distinct slices of one aspect, and who has each."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from cordee.case import Fact
from cordee.cohort.aspect import Aspect, Narrowed, Slice, narrow
from cordee.cohort.cohort import Cohort
from cordee.cohort.grouping import compact
from cordee.cohort.kinds import Apart, Cut, Kinds
from cordee.cohort.narrowing import NARROWINGS, Key, Narrowing
from cordee.cohort.postings import Postings, Spread
from cordee.cohort.sliced import sliced
from cordee.cohort.slices import Slices
from cordee.criteria.leaf import Leaf
from cordee.terms import Terms

Ints = NDArray[np.int64]
UNKNOWN, YES, NO = 0, 1, 2
_CODE = {"unknown": UNKNOWN, "yes": YES, "no": NO}


class Coded(NamedTuple):
    """`codes` (people,): the place in `values` of each person's slice."""

    values: list[Cut]
    codes: Ints


class Index:
    """`views`: the distinct slices of an aspect. `spreads`: who has each, for every chunk of the cohort. `found`: answers
    that hold for every gene, by all that was told; shared by the indexes of a cohort."""

    def __init__(self, views: Slices, spreads: list[Spread], found: dict[Hashable, int]) -> None:
        self.views = views
        self.spreads = spreads
        self.found = found
        self._shared: list[int] = []
        self._kinds: dict[Hashable, tuple[Kinds, Apart]] = {}

    def answers(self, leaf: Leaf) -> NDArray[np.uint8]:
        """The reference's answer for each distinct slice, (views,): 0 not known, 1 yes, 2 no."""
        narrowing = NARROWINGS.get(leaf.KEY)
        make = narrowing.of(leaf) if narrowing is not None and len(self.views) > 4 else None
        if narrowing is None or make is None:
            return self._asked(leaf, range(len(self.views)))
        kinds, apart = self._alike(narrowing, leaf, make)
        if narrowing.finer is None or len(kinds.first) <= 4:
            return self._asked(leaf, kinds.first.tolist())[kinds.of]
        tell = narrowing.finer(leaf, self.views[0])
        told = [tell(fact) for fact in apart.facts]
        shared = self.views.shared_of[kinds.first]
        finer = Kinds.by(apart.keys(told) * len(self.views.shared) + shared)
        places = kinds.first[finer.first].tolist()
        like = narrowing.like(leaf) if narrowing.like is not None else None
        if like is None:
            return self._asked(leaf, places)[finer.of[kinds.of]]
        answers = [
            self._as_before(leaf, like, apart.held_by(one, told), place)
            for one, place in zip(finer.first.tolist(), places, strict=True)
        ]
        return np.array(answers, np.uint8)[finer.of[kinds.of]]

    def _as_before(self, leaf: Leaf, like: Hashable, told: frozenset[Hashable], place: int) -> int:
        """The answer for one slice: that for another gene where the same was told, and the same tests made, if asked."""
        if any(isinstance(one, Fact) for one in told):
            return _CODE[leaf.find(self.views[place]).answer.value]
        key = (leaf.KEY, like, told, self._tests()[self.views.shared_of[place]])
        answer = self.found.get(key)
        if answer is None:
            answer = self.found[key] = _CODE[leaf.find(self.views[place]).answer.value]
        return answer

    def _tests(self) -> list[int]:
        """A number for each shared part, equal in all indexes where only the genes that were read differ."""
        if not self._shared:
            for one in self.views.shared:
                alike = ("tests", *(msgspec.structs.replace(panel, genes=()) for panel in one["panels"]))
                self._shared.append(self.found.setdefault(alike, len(self.found)))
        return self._shared

    def _asked(self, leaf: Leaf, places: Sequence[int]) -> NDArray[np.uint8]:
        found = (_CODE[leaf.find(self.views[place]).answer.value] for place in places)
        return np.fromiter(found, np.uint8, len(places))

    def _alike(self, narrowing: Narrowing, leaf: Leaf, make: Key) -> tuple[Kinds, Apart]:
        """The kinds of slices for leaves of this shape, and of one slice of each kind its facts."""
        shape = (leaf.KEY, narrowing.shape(leaf)) if narrowing.shape is not None else None
        found = self._kinds.get(shape) if shape is not None else None
        if found is None:
            apart = self.views.apart(narrowing.field)
            terms = self.views.terms
            if narrowing.told is None:
                keys = apart.keys([make(fact, terms) for fact in apart.facts])
            else:
                told = narrowing.told(leaf, terms)
                keys = apart.keys_of(self.views.told(narrowing.field, narrowing.attribute, told))
            kinds = Kinds.by(self.views.whole(keys))
            found = kinds, apart.only(self.views.own_of[kinds.first]) if narrowing.finer else apart
            if shape is not None:
                self._kinds[shape] = found
        return found

    def values_of(self, person: int, chunk: int) -> list[int]:
        """The places in `views` that hold `person`: always exactly one."""
        part = self.spreads[person // chunk]
        return [v for v in range(len(self.views)) if person % chunk in part.people_of(v)]


def index(cohort: Cohort, what: Aspect, terms: Terms) -> Index:
    """The index of `what`, made once for a cohort."""
    key = (what, id(terms))
    if key not in cohort.indexes:
        cohort.indexes[key] = _made(cohort, what, terms)
    made: Index = cohort.indexes[key]
    return made


def _made(cohort: Cohort, what: Aspect, terms: Terms) -> Index:
    shared, postings = _shared(cohort, what.shared, terms)
    answered: dict[Hashable, int] = cohort.indexes.setdefault(("found", id(terms)), {})
    chunks = cohort.chunks()
    width = len(shared.values)
    if what.own is None:
        alone = Slices([{}], {}, shared.values, np.zeros(width, np.int64), np.arange(width), cohort.on, terms)
        return Index(alone, [Spread(p, None, width) for p in postings], answered)
    found = sliced(cohort, what.own, terms)
    both, codes = compact(found.group * width + shared.codes[found.people])
    nothing: Cut = {part.field: () for part in what.own.parts}
    own_of = np.concatenate([np.zeros(width, np.int64), both // width + 1])
    shared_of = np.concatenate([np.arange(width), both % width])
    spreads = []
    for (low, high), part in zip(chunks, postings, strict=True):
        first, last = np.searchsorted(found.people, [low, high])
        here = Postings(found.people[first:last] - low, codes[first:last], len(both), high - low)
        spreads.append(Spread(part, here, width))
    slices = Slices([nothing, *found.cuts], found.columns, shared.values, own_of, shared_of, cohort.on, terms)
    return Index(slices, spreads, answered)


def _shared(cohort: Cohort, what: tuple[Narrowed | Slice, ...], terms: Terms) -> tuple[Coded, list[Postings]]:
    """The shared parts together. Genes read by the same panels share one list of people."""
    values: list[Cut] = [{}]
    codes: Ints | None = None
    key: tuple[object, ...] = (id(terms),)
    for one in what:
        other, place = _narrowed(cohort, one, terms)
        key = (*key, one.of if isinstance(one, Narrowed) else one, place.tobytes())
        known = cohort.indexes.get(("codes", key))
        if known is None:
            width = int(place.max()) + 1
            whole = place[_whole(cohort, one.of if isinstance(one, Narrowed) else one, terms).codes]
            known = compact(whole if codes is None else codes * width + whole), width
            cohort.indexes["codes", key] = known
        (both, codes), width = known
        values = [values[b // width] | other[b % width] for b in both.tolist()]
    if codes is None:
        codes = np.zeros(len(cohort), np.int64)
    if ("postings", key) not in cohort.indexes:
        cohort.indexes["postings", key] = [
            Postings(np.arange(high - low), codes[low:high], len(values), high - low)
            for low, high in cohort.chunks()
        ]
    postings: list[Postings] = cohort.indexes["postings", key]
    return Coded(values, codes), postings


def _narrowed(cohort: Cohort, what: Narrowed | Slice, terms: Terms) -> tuple[list[Cut], Ints]:
    """The distinct values that are left, and the place of each whole value among them."""
    if isinstance(what, Slice):
        values = _whole(cohort, what, terms).values
        return values, np.arange(len(values))
    places: dict[tuple[tuple[str, tuple[Fact, ...]], ...], int] = {}
    whole = _whole(cohort, what.of, terms).values
    narrowed = [tuple(narrow(value, what, terms).items()) for value in whole]
    place = np.array([places.setdefault(n, len(places)) for n in narrowed], np.int64)
    return [dict(value) for value in places], place


def _whole(cohort: Cohort, what: Slice, terms: Terms) -> Coded:
    """Every person's slice; those without any fact of it have the first value."""
    key = ("whole", what, id(terms))
    if key not in cohort.indexes:
        found = sliced(cohort, what, terms)
        nothing: Cut = {part.field: () for part in what.parts}
        codes = np.zeros(len(cohort), np.int64)
        codes[found.people] = found.group + 1
        cohort.indexes[key] = Coded([nothing, *found.cuts], codes)
    coded: Coded = cohort.indexes[key]
    return coded
