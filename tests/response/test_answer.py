"""Kleene's laws."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cordee.case.answer import Answer, all_of, any_of, at_least, negate, none_of

answers = st.lists(st.sampled_from(Answer), max_size=6)


def test_empty_combinations():
    assert (all_of(()), any_of(()), none_of(()), at_least(0, ())) == (
        Answer.YES,
        Answer.NO,
        Answer.YES,
        Answer.YES,
    )


@given(answers)
def test_de_morgan(given_answers):
    assert negate(all_of(given_answers)) is any_of(negate(a) for a in given_answers)
    assert none_of(given_answers) is all_of(negate(a) for a in given_answers)


@given(answers)
def test_at_least_agrees_with_any_and_all(given_answers):
    assert at_least(1, given_answers) is any_of(given_answers)
    assert at_least(len(given_answers), given_answers) is all_of(given_answers)


@given(answers, st.integers(0, 6), st.data())
def test_learning_an_unknown_never_turns_a_known_answer_round(given_answers, n, data):
    learnt = [
        data.draw(st.sampled_from((Answer.YES, Answer.NO))) if a is Answer.UNKNOWN else a
        for a in given_answers
    ]
    for combine in (all_of, any_of, none_of, lambda xs: at_least(n, xs)):
        before, after = combine(given_answers), combine(learnt)
        assert after is not Answer.UNKNOWN
        assert before in (Answer.UNKNOWN, after)
