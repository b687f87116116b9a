"""A case seen on one day, with the terms: what a leaf looks at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TypeVar
from weakref import WeakKeyDictionary

from cordee.case import Case, Fact, PartialDate
from cordee.case.measurement import ResponseCode
from cordee.criteria.finding import Finding
from cordee.criteria.leaf import Leaf
from cordee.response.treatment_course import treatment_courses
from cordee.terms import TermKind, Terms, Words

F = TypeVar("F", bound=Fact)

_WORDS: WeakKeyDictionary[Terms, dict[bool, dict[Leaf, Words]]] = WeakKeyDictionary()


class CaseView:
    """A case as known on `on`. Remembers each leaf's finding, so that a leaf shared by fifty options is asked once."""

    def __init__(self, case: Case, on: date, terms: Terms) -> None:
        self.case = case.as_of(on).in_order()
        self.on = on
        self.terms = terms
        self._found: dict[Leaf, Finding] = {}
        self._words = _WORDS.setdefault(terms, {False: {}, True: {}})

    @cached_property
    def assessed(self) -> tuple[tuple[PartialDate, ResponseCode], ...]:
        """Every dated assessment with its response: ours where lesions were measured, else the stated one."""
        visits = (visit for course in treatment_courses(self.case) for visit in course.visits)
        return tuple(dict.fromkeys((v.on, v.code) for v in visits if v.on is not None and v.code is not None))

    def find(self, leaf: Leaf) -> Finding:
        """The leaf's finding on this case."""
        found = self._found.get(leaf)
        if found is None:
            found = self._found[leaf] = leaf.find(self)
        return found

    def words(self, leaf: Leaf, negated: bool = False) -> Words:
        """The leaf in words. They depend on the terms alone, so they are made once per process."""
        made = self._words[negated].get(leaf)
        if made is None:
            made = self._words[negated][leaf] = leaf.words(self.terms, negated)
        return made

    def age_in_days(self, when: PartialDate) -> tuple[int, int]:
        """The fewest and the most days from `when` to today."""
        return (self.on - when.latest).days, (self.on - when.earliest).days

    def name(self, kind: TermKind, id: str) -> Words:
        """The term's name, or the id itself for a word no term knows."""
        term = self.terms.get(kind, id)
        return term.name if term else Words.same(id)

    def is_any(self, kind: TermKind, id: str, wanted: Iterable[str]) -> bool:
        """Whether `id` is one of `wanted` or stands below one."""
        above = self.terms.ancestors(kind, id)
        return any(w in above for w in wanted)


def latest(facts: Iterable[F]) -> F | None:
    """The last dated fact; an undated one only when there is no other."""
    best: F | None = None
    for fact in facts:
        if best is None or (fact.on is not None and (best.on is None or fact.on.latest >= best.on.latest)):
            best = fact
    return best
