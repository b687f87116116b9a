"""A slice as a condition sees it: as known on the day and in order already."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from cordee.case import Case
from cordee.criteria.view import CaseView
from cordee.terms import Terms


class SliceView(CaseView):
    """A view whose facts keep the order in which they were given: same-day facts would otherwise be put in order by
    where they were read, which a slice does not hold."""

    def __init__(self, case: Case, on: date, terms: Terms) -> None:
        # Made by the ten thousand: what a view of an empty case holds is copied, not made anew.
        self.__dict__.update(_blank(on, terms).__dict__, _found={})
        self.case = case


@lru_cache(maxsize=8)
def _blank(on: date, terms: Terms) -> CaseView:
    return CaseView(Case(), on, terms)
