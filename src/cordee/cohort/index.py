"""Value → people: the distinct slices of one aspect, and who has each."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cordee.case import Fact
from cordee.cohort.aspect import Aspect, Narrowed, Slice, case_of_slice, cut, narrow
from cordee.cohort.cohort import Cohort
from cordee.cohort.grouping import compact, groups
from cordee.cohort.narrowing import NARROWINGS
from cordee.cohort.postings import Postings, Spread
from cordee.cohort.slice_view import SliceView
from cordee.criteria.leaf import Leaf
from cordee.terms import Terms

Cut = dict[str, tuple[Fact, ...]]
Ints = NDArray[np.int64]
UNKNOWN, YES, NO = 0, 1, 2
_CODE = {"unknown": UNKNOWN, "yes": YES, "no": NO}


class Coded(NamedTuple):
    """`codes` (people,): the place in `values` of each person's slice."""

    values: list[Cut]
    codes: Ints


class _Apart(NamedTuple):
    """The distinct `facts` of one field; `held` (views, most facts), which of them each view holds, each once, padded with
    len(facts); `rest` (views,), a number for all else it holds."""

    facts: list[Fact]
    held: Ints
    rest: Ints

    @classmethod
    def of(cls, views: list[SliceView], field: str) -> _Apart:
        places: dict[Fact, int] = {}
        others: dict[Hashable, int] = {}
        held, rest = [], []
        for view in views:
            facts = getattr(view.case, field)
            held.append(list(dict.fromkeys(places.setdefault(fact, len(places)) for fact in facts)))
            case = view.case
            other = tuple(getattr(case, name) for name in case.__struct_fields__ if name != field)
            rest.append(others.setdefault(other, len(others)))
        matrix = np.full((len(views), max(1, *map(len, held))), len(places), np.int64)
        for row, ids in zip(matrix, held, strict=True):
            row[: len(ids)] = ids
        return cls(list(places), matrix, np.array(rest, np.int64))

    def kinds(self, key: Ints, width: int) -> Ints:
        """A number for each view, equal where the rest is and the keys of the facts are, whatever their order and number.
        `key` (facts + 1,) is below `width`, its last that of the padding."""
        keys = np.sort(key[self.held], axis=1)
        twice = keys[:, 1:] == keys[:, :-1]
        keys[:, 1:][twice] = width - 1
        keys.sort(axis=1)
        kinds = self.rest
        for column in keys.T:
            kinds = kinds * width + column
            if int(kinds.max()) > 1 << 40:
                kinds = np.unique(kinds, return_inverse=True)[1]
        return kinds


class Index:
    """`views`: the distinct slices of an aspect. `spreads`: who has each, for every chunk of the cohort."""

    def __init__(self, views: list[SliceView], spreads: list[Spread]) -> None:
        self.views = views
        self.spreads = spreads
        self._apart: dict[str, _Apart] = {}

    def answers(self, leaf: Leaf) -> NDArray[np.uint8]:
        """The reference's answer for each distinct slice, (views,): 0 not known, 1 yes, 2 no."""
        narrowing = NARROWINGS.get(leaf.KEY)
        make = narrowing.of(leaf) if narrowing is not None and len(self.views) > 4 else None
        if narrowing is None or make is None:
            found = (_CODE[leaf.find(view).answer.value] for view in self.views)
            return np.fromiter(found, np.uint8, len(self.views))
        apart = self._by_fact(narrowing.field)
        terms = self.views[0].terms
        numbers: dict[Hashable, int] = {}
        keys = [numbers.setdefault(make(fact, terms), len(numbers)) for fact in apart.facts]
        kind = apart.kinds(np.array([*keys, len(numbers)], np.int64), len(numbers) + 1)
        _, first, place = np.unique(kind, return_index=True, return_inverse=True)
        found = (_CODE[leaf.find(self.views[i]).answer.value] for i in first.tolist())
        return np.fromiter(found, np.uint8, len(first))[place]

    def _by_fact(self, field: str) -> _Apart:
        made = self._apart.get(field)
        if made is None:
            made = self._apart[field] = _Apart.of(self.views, field)
        return made

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
    chunks = cohort.chunks()
    width = len(shared.values)
    if what.own is None:
        return _index(cohort, shared.values, [Spread(p, None, width) for p in postings], terms)
    found = groups(cohort, what.own, terms)
    both, codes = compact(found.group * width + shared.codes[found.people])
    nothing: Cut = {part.field: () for part in what.own.parts}
    fields = list(nothing)
    own = [cut(cohort.case(p, fields), what.own, cohort.on, terms) for p in found.first.tolist()]
    values = [nothing | value for value in shared.values]
    values += [own[b // width] | shared.values[b % width] for b in both.tolist()]
    spreads = []
    for (low, high), part in zip(chunks, postings, strict=True):
        first, last = np.searchsorted(found.people, [low, high])
        here = Postings(found.people[first:last] - low, codes[first:last], len(both), high - low)
        spreads.append(Spread(part, here, width))
    return _index(cohort, values, spreads, terms)


def _index(cohort: Cohort, values: list[Cut], spreads: list[Spread], terms: Terms) -> Index:
    return Index([SliceView(case_of_slice(value), cohort.on, terms) for value in values], spreads)


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
        found = groups(cohort, what, terms)
        fields = [part.field for part in what.parts]
        nothing: Cut = {part.field: () for part in what.parts}
        own = [cut(cohort.case(p, fields), what, cohort.on, terms) for p in found.first.tolist()]
        codes = np.zeros(len(cohort), np.int64)
        codes[found.people] = found.group + 1
        cohort.indexes[key] = Coded([nothing, *own], codes)
    coded: Coded = cohort.indexes[key]
    return coded
