"""The distinct slices of an aspect: of each its own part and what it has of shared ones, put together when asked for."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from cordee.cohort.aspect import case_of_slice
from cordee.cohort.kinds import Apart, Column, Cut
from cordee.cohort.slice_view import SliceView
from cordee.terms import Terms

Ints = NDArray[np.int64]


class Slices:
    """A sequence of views. `own`: the distinct own parts, the first without any fact, and
    `columns` all but that one by field; `shared`: the distinct shared ones.
    `own_of`, `shared_of` (slices,): which of them each slice is made of."""

    def __init__(
        self,
        own: list[Cut],
        columns: dict[str, Column],
        shared: list[Cut],
        own_of: Ints,
        shared_of: Ints,
        on: date,
        terms: Terms,
    ) -> None:
        self.own, self.columns, self.shared = own, columns, shared
        self.own_of, self.shared_of = own_of, shared_of
        self.on, self.terms = on, terms
        self._views: dict[int, SliceView] = {}
        self._apart: dict[str, Apart] = {}
        self._places: dict[tuple[str, str], dict[str, list[int]]] = {}

    def __len__(self) -> int:
        return len(self.own_of)

    def __getitem__(self, place: int) -> SliceView:
        if not 0 <= place < len(self):
            raise IndexError(place)
        view = self._views.get(place)
        if view is None:
            facts = self.own[self.own_of[place]] | self.shared[self.shared_of[place]]
            view = self._views[place] = SliceView(case_of_slice(facts), self.on, self.terms)
        return view

    def apart(self, field: str) -> Apart:
        """The own parts, told apart by the facts of one of their fields."""
        made = self._apart.get(field)
        if made is None:
            made = self._apart[field] = Apart.of(self.columns, field)
        return made

    def told(self, field: str, attribute: str, keys: dict[str, int]) -> Ints:
        """The key of each fact of `apart(field)`, by the value of its `attribute`; 0 for values without one."""
        places = self._places.get((field, attribute))
        facts = self.apart(field).facts
        if places is None:
            places = self._places[field, attribute] = {}
            for place, fact in enumerate(facts):
                places.setdefault(getattr(fact, attribute), []).append(place)
        told = np.zeros(len(facts), np.int64)
        for value in keys.keys() & places.keys():
            told[places[value]] = keys[value]
        return told

    def whole(self, own: Ints) -> Ints:
        """From a number for each own part, one for each slice: equal where that and the shared part are."""
        return own[self.own_of] * len(self.shared) + self.shared_of
