"""Three answers, and how they combine: Kleene's strong three-valued logic.

'Not known' is neither yes nor no. A combination is known only when its known parts settle it whatever the others are.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Answer(Enum):
    """The answer to a question about a case."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def all_of(answers: Iterable[Answer]) -> Answer:
    """NO as soon as one is NO, else UNKNOWN if one is, else YES. `all_of(())` is YES."""
    result = Answer.YES
    for answer in answers:
        if answer is Answer.NO:
            return answer
        if answer is Answer.UNKNOWN:
            result = answer
    return result


def any_of(answers: Iterable[Answer]) -> Answer:
    """YES as soon as one is YES, else UNKNOWN if one is, else NO. `any_of(())` is NO."""
    result = Answer.NO
    for answer in answers:
        if answer is Answer.YES:
            return answer
        if answer is Answer.UNKNOWN:
            result = answer
    return result


def negate(answer: Answer) -> Answer:
    """YES and NO exchanged; UNKNOWN stays."""
    if answer is Answer.UNKNOWN:
        return answer
    return Answer.NO if answer is Answer.YES else Answer.YES


def none_of(answers: Iterable[Answer]) -> Answer:
    """NO as soon as one is YES, else UNKNOWN if one is, else YES."""
    return negate(any_of(answers))


def at_least(n: int, answers: Iterable[Answer]) -> Answer:
    """YES when `n` are YES, NO when `n` are out of reach even if every UNKNOWN turned YES, else UNKNOWN."""
    given = tuple(answers)
    yes = given.count(Answer.YES)
    if yes >= n:
        return Answer.YES
    return Answer.NO if yes + given.count(Answer.UNKNOWN) < n else Answer.UNKNOWN
