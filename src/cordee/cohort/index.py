"""Value → people: the distinct slices of one aspect, and who has each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cordee.case import Fact
from cordee.cohort.aspect import Aspect, Narrowed, Slice, case_of_slice, cut, narrow
from cordee.cohort.cohort import Cohort
from cordee.cohort.grouping import compact, groups
from cordee.cohort.postings import Postings
from cordee.cohort.slice_view import SliceView
from cordee.criteria.leaf import Leaf
from cordee.terms import Terms

Cut = dict[str, tuple[Fact, ...]]
UNKNOWN, YES, NO = 0, 1, 2
_CODE = {"unknown": UNKNOWN, "yes": YES, "no": NO}


@dataclass(frozen=True)
class Coded:
    """`codes` (people,): the place in `values` of each person's slice."""

    values: list[Cut]
    codes: NDArray[np.int64]


class Index:
    """`views`: the distinct slices of an aspect. `postings`: who has each, for every chunk of the cohort."""

    def __init__(self, views: list[SliceView], postings: list[Postings]) -> None:
        self.views = views
        self.postings = postings

    def values_of(self, person: int, chunk: int) -> list[int]:
        """The places in `views` that hold `person`: always exactly one."""
        part = self.postings[person // chunk]
        return [v for v in range(len(self.views)) if person % chunk in part.people_of(v)]

    def answers(self, leaf: Leaf) -> NDArray[np.uint8]:
        """The reference's answer for each distinct slice, (views,): 0 not known, 1 yes, 2 no."""
        found = (_CODE[leaf.find(view).answer.value] for view in self.views)
        return np.fromiter(found, np.uint8, len(self.views))


def index(cohort: Cohort, what: Aspect, terms: Terms) -> Index:
    """The index of `what`, made once for a cohort."""
    key = (what, id(terms))
    if key not in cohort.indexes:
        cohort.indexes[key] = _made(cohort, what, terms)
    made: Index = cohort.indexes[key]
    return made


def _made(cohort: Cohort, what: Aspect, terms: Terms) -> Index:
    coded = _coded(cohort, what.own, terms) if what.own else Coded([{}], np.zeros(len(cohort), np.int64))
    for shared in what.shared:
        other = _shared(cohort, shared, terms)
        both, codes = compact(coded.codes * len(other.values) + other.codes)
        width = len(other.values)
        coded = Coded([coded.values[b // width] | other.values[b % width] for b in both.tolist()], codes)
    views = [SliceView(case_of_slice(value), cohort.on, terms) for value in coded.values]
    return Index(views, [Postings(coded.codes[low:high], len(views)) for low, high in cohort.chunks()])


def _shared(cohort: Cohort, what: Narrowed | Slice, terms: Terms) -> Coded:
    whole = what.of if isinstance(what, Narrowed) else what
    key = (whole, id(terms))
    if key not in cohort.indexes:
        cohort.indexes[key] = _coded(cohort, whole, terms)
    coded: Coded = cohort.indexes[key]
    if isinstance(what, Slice):
        return coded
    places: dict[tuple[tuple[str, tuple[Fact, ...]], ...], int] = {}
    narrowed = [tuple(narrow(value, what, terms).items()) for value in coded.values]
    place = np.array([places.setdefault(n, len(places)) for n in narrowed], np.int64)
    return Coded([dict(value) for value in places], place[coded.codes])


def _coded(cohort: Cohort, what: Slice, terms: Terms) -> Coded:
    """Every person's slice; those without any fact of it have the first value."""
    found = groups(cohort, what, terms)
    fields = [part.field for part in what.parts]
    nothing: Cut = {part.field: () for part in what.parts}
    values = [nothing, *(cut(cohort.case(p, fields), what, cohort.on, terms) for p in found.first.tolist())]
    codes = np.zeros(len(cohort), np.int64)
    codes[found.people] = found.group + 1
    return Coded(values, codes)
