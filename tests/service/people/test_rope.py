"""The rope reads from the past to who holds it and on to who comes next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from cordee.service.people.rope import Knot, State, handed_over, is_rope

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


@given(names=st.lists(st.text(min_size=1), min_size=1), offered=st.booleans())
def test_a_handed_over_coordination_is_one_rope(names: list[str], offered: bool):
    held = [(name, NOON + timedelta(days=day)) for day, name in enumerate(names)]
    knots = handed_over(held, ("Bob", NOON) if offered else None)
    assert is_rope(knots)
    assert [knot.name for knot in knots] == [*names, *(["Bob"] if offered else [])]
    assert [knot.name for knot in knots if knot.state is State.HELD] == [names[-1]]


def test_what_is_no_rope():
    held, past = Knot("Alice", NOON, State.HELD), Knot("Bob", NOON, State.PAST)
    assert is_rope([past, held])
    assert not is_rope([held, past])
    assert not is_rope([held, held])
    assert not is_rope([])


def test_it_says_in_words_what_it_draws():
    html = render_to_string("parts/rope.html", {"knots": handed_over([("Alice", NOON)], ("Bob", NOON))})
    assert html.index("Alice") < html.index("tient la corde") < html.index("Bob")
    assert html.count('aria-hidden="true"') == 4
