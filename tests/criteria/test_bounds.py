"""A bound answers for a number known only within limits exactly when every number within gives the same answer."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordee.case.answer import Answer
from cordee.criteria.bounds import read_bound, read_days

whole = st.integers(-3, 12)
written = st.one_of(
    st.builds(lambda sign, n: f"{sign}{n}", st.sampled_from(["<", "<=", ">", ">=", "=", ""]), whole),
    st.builds(lambda low, more: f"{low}..{low + more}", whole, st.integers(0, 6)),
)


def holds(text: str, n: int) -> bool:
    """The same, said in another way."""
    low, dots, high = text.partition("..")
    if dots:
        return int(low) <= n <= int(high)
    number = int(text.lstrip("<>="))
    return {"<=": n <= number, ">=": n >= number, "<": n < number, ">": n > number}.get(
        text[: len(text) - len(text.lstrip("<>="))], n == number
    )


@given(written, whole)
def test_a_known_number_is_inside_or_not(text: str, n: int) -> None:
    assert read_bound(text).holds(n) is (Answer.YES if holds(text, n) else Answer.NO)


@given(written, whole, st.integers(0, 8))
def test_a_number_known_within_limits(text: str, least: int, more: int) -> None:
    answers = {holds(text, n) for n in range(least, least + more + 1)}
    found = read_bound(text).holds(least, least + more)
    if answers == {True}:
        assert found is Answer.YES
    if found is Answer.NO:
        assert answers == {False}
    if len(answers) == 2:
        assert found is Answer.UNKNOWN


def test_times_are_ordered() -> None:
    spans = [read_days(text) for text in ("1 d", "1 wk", "4 wk", "1 mo", "6 mo", "1 y")]
    assert all(shorter < longer for shorter, longer in pairwise(spans))
    assert (read_days("4 wk"), read_days("12 mo"), read_days("1 y")) == (28, 365.25, 365.25)


@pytest.mark.parametrize(
    ("text", "time", "fr", "en"),
    [
        ("<=2", False, "≤ 2", "≤ 2"),
        (">=6 mo", True, "≥ 6 mois", "≥ 6 mo"),
        ("<4 wk", True, "< 4 sem.", "< 4 wk"),
        ("1.5..3", False, "1,5–3", "1.5–3"),
        (">0.5 y", True, "> 0,5 ans", "> 0.5 y"),
    ],
)
def test_a_bound_in_words(text: str, time: bool, fr: str, en: str) -> None:
    words = read_bound(text, time=time).words()
    assert (words.fr, words.en) == (fr, en)
