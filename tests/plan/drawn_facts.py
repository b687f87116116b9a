"""People that could be: facts of the invented people, drawn and put together anew."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from example_plans import EXAMPLES, case_of, with_facts
from hypothesis import strategies as st

from cordee.case import Case, Fact
from cordee.case.case import FACT_FIELDS


@cache
def pool(field: str) -> tuple[Fact, ...]:
    """Every different fact of a kind that some person of `examples/` has."""
    return tuple(dict.fromkeys(fact for name in EXAMPLES for fact in getattr(case_of(name), field)))


FIELDS = tuple(field for field in FACT_FIELDS if pool(field))

people = st.sampled_from(EXAMPLES).map(case_of)


@st.composite
def drawn(draw: st.DrawFn) -> Case:
    """Up to two facts of each kind, of whoever."""
    facts: dict[str, Any] = {
        field: tuple(draw(st.lists(st.sampled_from(pool(field)), max_size=2, unique=True)))
        for field in FIELDS
    }
    return Case(person=draw(people).person, **facts)


@st.composite
def thinned(draw: st.DrawFn) -> Case:
    """A person of `examples/` of whom some facts are not known."""
    case = draw(people)
    kept = {
        field: tuple(fact for fact in getattr(case, field) if draw(st.booleans())) for field in FACT_FIELDS
    }
    return msgspec.structs.replace(case, **kept)


cases = st.one_of(people, drawn(), thinned())


@st.composite
def one_more(draw: st.DrawFn) -> tuple[Case, Case, str]:
    """A case, the same with one more fact, and the kind of that fact."""
    case = draw(cases)
    field = draw(st.sampled_from(FIELDS))
    return case, with_facts(case, draw(st.sampled_from(pool(field)))), field
