"""A slice as a condition sees it: as known on the day and in order already."""

from __future__ import annotations

from datetime import date

from cordee.case import Case
from cordee.criteria.view import CaseView
from cordee.terms import Terms


class SliceView(CaseView):
    """A view whose facts keep the order in which they were given: same-day facts would otherwise be put in order by
    where they were read, which a slice does not hold."""

    def __init__(self, case: Case, on: date, terms: Terms) -> None:
        super().__init__(Case(), on, terms)
        self.case = case
