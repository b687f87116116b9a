"""Who has one of some values, as a bit-plane: what a plain look at everybody says, however the values are kept."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cordee.cohort.postings import Postings, Spread


def plane_of(who: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[int]:
    return np.packbits(who, bitorder="little").tolist()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 400), st.sampled_from([64, 1000, 5000]))
def test_a_plane_holds_everyone_whose_value_is_chosen(seed: int, values: int, chunk: int) -> None:
    rng = np.random.default_rng(seed)
    people = np.flatnonzero(rng.random(chunk) < rng.choice([0.02, 0.5, 1.0]))
    codes = np.minimum(rng.zipf(1.3, len(people)), values) - 1  # a few values of many, many values of few
    kept = Postings(people, codes, values, chunk)
    for _ in range(30):
        chosen = rng.random(values) < rng.choice([0.01, 0.3, 0.9])
        out = np.zeros((chunk + 7) // 8, np.uint8)
        kept.add(chosen, out)
        expected = np.zeros(chunk, np.bool_)
        expected[people[chosen[codes]]] = True
        assert out.tolist() == plane_of(expected)
    value = int(codes[0]) if len(codes) else 0
    assert kept.people_of(value).tolist() == people[codes == value].tolist()


def test_every_way_of_keeping_a_value_was_met() -> None:
    """One in 128 has a plane; a rarer one its bytes; hundreds together are looked up at once."""
    codes = np.repeat(np.arange(301), [4000, *[13] * 300])
    kept = Postings(np.arange(7900), codes, 301, 7900)
    assert (kept.frequent.tolist(), len(kept.rare)) == ([0], 300)
    one = np.zeros(301, np.bool_)
    one[7] = True
    out = np.zeros(988, np.uint8)
    kept.add(one, out)
    assert out.tolist() == plane_of(one[codes])
    some = np.arange(301) % 3 == 1
    out = np.zeros(988, np.uint8)
    kept.add(some, out)
    assert out.tolist() == plane_of(some[codes])


def test_who_has_nothing_of_the_own_part_goes_by_the_shared() -> None:
    """Values 0 and 1 are shared, for those who have no own value; 2 and 3 are own: of people 1 and 3."""
    shared = Postings(np.arange(5), np.array([0, 0, 1, 1, 1]), 2, 5)
    own = Postings(np.array([1, 3]), np.array([0, 1]), 2, 5)
    spread = Spread(shared, own, 2)
    asked = [
        ([1, 0, 0, 0], [0]),
        ([0, 1, 0, 1], [2, 3, 4]),
        ([1, 0, 1, 0], [0, 1]),
        ([1, 1, 0, 0], [0, 2, 4]),
        ([1, 1, 1, 1], [0, 1, 2, 3, 4]),
        ([0, 0, 0, 1], [3]),
        ([0, 0, 0, 0], []),
    ]
    for chosen, who in asked * 2:  # the second time from what was kept
        out = np.full(1, 0xFF, np.uint8)
        spread.write(np.array(chosen, np.bool_), out)
        assert np.flatnonzero(np.unpackbits(out, bitorder="little")[:5]).tolist() == who
