"""The newest facts of a kind, and what to answer when several of one day disagree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from cordee.case import Fact
from cordee.case.answer import Answer
from cordee.terms import Words

F = TypeVar("F", bound=Fact)

DISAGREE = Words(
    "deux résultats du même jour se contredisent\u202f: à vérifier",
    "two results of one day disagree: check them",
)


def newest(facts: Iterable[F]) -> tuple[F, ...]:
    """Every fact of the last day recorded; undated ones only when no other is there."""
    given = tuple(facts)
    days = [fact.on.latest for fact in given if fact.on is not None]
    return tuple(f for f in given if f.on is not None and f.on.latest == max(days)) if days else given


def one_voice(answers: Iterable[Answer]) -> Answer:
    """The answer that all give; UNKNOWN when they differ or there are none."""
    given = set(answers)
    return given.pop() if len(given) == 1 else Answer.UNKNOWN


def disagreement(answers: Iterable[Answer]) -> Words | None:
    """A note when one says yes and another no."""
    return DISAGREE if {Answer.YES, Answer.NO} <= set(answers) else None
