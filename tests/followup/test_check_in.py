"""A check-in as it is filled in: one question a screen, back, answers that can't be taken refused in plain words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.followup.check_ins import answer_to, everything

from cordee.followup import (
    Answers,
    BadAnswer,
    Question,
    check_answers,
    load_followup,
    next_question,
    progress,
    question_before,
    questions_put,
    read_answer,
    settled,
)
from cordee.terms import Words

CORE = load_followup().question_set(("core",))


def question(id: str) -> Question:
    found = load_followup().questions[id]
    assert found is not None
    return found


def test_one_question_after_the_other_to_the_end():
    answers, seen = Answers(), []
    while (asked := next_question(CORE, answers)) is not None:
        seen.append(asked.id)
        answers = answers.to(asked.id, None)
    assert seen == [q.id for q in CORE.questions if not q.gates]
    assert progress(CORE, answers) == (len(seen), len(seen))
    assert seen[0] == "danger"
    assert seen[-1] == "own-words"


def test_a_gate_opens_and_closes_and_what_stood_behind_it_goes():
    answers = Answers({"danger": (), "back-and-legs": (), "fever": True, "temperature": 38.4})
    assert next_question(CORE, answers).id == "shivers"
    changed = answers.to("fever", False)
    assert next_question(CORE, changed).id == "pain"
    assert settled(CORE, changed).values == {"danger": (), "back-and-legs": (), "fever": False}


def test_back_goes_through_what_was_put():
    answers = Answers({"danger": (), "back-and-legs": (), "fever": False})
    assert question_before(CORE, answers, "pain").id == "fever"
    assert question_before(CORE, answers, None).id == "fever"
    assert question_before(CORE, answers, "danger") is None


@pytest.mark.parametrize(
    ("id", "typed", "value"),
    [
        ("temperature", "38,5", 38.5),
        ("temperature", " 38.5 °C ", 38.5),
        ("weight", "62", 62.0),
        ("fever", "oui", True),
        ("fever", "no", False),
        ("pain", "3", 3),
        ("pain", "a-lot", 3),
        ("pain", "", None),
        ("danger", ["none"], ()),
        ("danger", ["confusion", "chest-pain"], ("chest-pain", "confusion")),
        ("own-words", "  J’ai peur. ", "J’ai peur."),
    ],
)
def test_what_is_typed_is_read(id, typed, value):
    assert read_answer(question(id), typed) == value


@pytest.mark.parametrize(
    ("id", "typed", "says"),
    [
        ("temperature", "385", "between 34 and 43 °C"),
        ("temperature", "3,85", "between 34 and 43 °C"),
        ("temperature", "nan", "between 34 and 43 °C"),
        ("temperature", "chaud", "between 34 and 43 °C"),
        ("pain", "5", "Choose one of the five answers"),
        ("pain", "2.5", "Choose one of the five answers"),
        ("pain-0-10", "11", "from 0 (nothing) to 10"),
        ("fever", "maybe", "Answer yes or no"),
        ("danger", ["none", "confusion"], "keep one or the other"),
        ("danger", ["hiccups"], "in the list"),
        ("own-words", "a" * 2001, "2000 characters"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_to_do(id, typed, says):
    with pytest.raises(BadAnswer) as refused:
        read_answer(question(id), typed)
    assert says in refused.value.words.en
    assert refused.value.words.fr != refused.value.words.en


def test_an_answer_that_is_required_is_asked_for():
    needed = Question(id="q", kind="yes-no", asks=Words.same("?"), name=Words.same("q"), required=True)
    with pytest.raises(BadAnswer):
        read_answer(needed, "")


def test_answers_are_checked_together():
    wrong = check_answers(CORE, Answers({"temperature": 99.0, "pain": 9, "fever": True, "other": 1}))
    assert set(wrong) == {"temperature", "pain", "other"}
    assert check_answers(CORE, Answers({"pain": 3, "danger": ()})) == {}


@given(st.data())
def test_what_was_read_once_reads_the_same(data):
    asked = data.draw(st.sampled_from(everything().questions))
    value = data.draw(answer_to(asked))
    assert read_answer(asked, value) == value


@given(st.data())
def test_filling_in_always_ends_and_never_asks_twice(data):
    answers, seen = Answers(), []
    while (asked := next_question(CORE, answers)) is not None:
        seen.append(asked.id)
        answers = answers.to(asked.id, data.draw(answer_to(asked)))
        assert len(seen) <= len(CORE.questions)
    assert len(set(seen)) == len(seen)
    assert [q.id for q in questions_put(CORE, answers)] == seen
