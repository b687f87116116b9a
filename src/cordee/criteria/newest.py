"""The newest facts of a kind, and what to answer when several may be the last and disagree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from cordee.case import Fact
from cordee.case.answer import Answer
from cordee.terms import Words

F = TypeVar("F", bound=Fact)

DISAGREE = Words(
    "les derniers résultats se contredisent\u202f: à vérifier", "the latest results disagree: check them"
)


def newest(facts: Iterable[F]) -> tuple[F, ...]:
    """Every fact that may be the last recorded: those of the last day, and those whose incomplete date may be later.
    Undated ones only when no other is there."""
    given = tuple(facts)
    days = [fact.on.earliest for fact in given if fact.on is not None]
    return tuple(f for f in given if f.on is not None and f.on.latest >= max(days)) if days else given


def age_of_newest(last: Iterable[Fact], today: date) -> tuple[int, int] | None:
    """The fewest and the most days since the last of facts that may each be it; None when they are undated."""
    ages = [((today - f.on.latest).days, (today - f.on.earliest).days) for f in last if f.on is not None]
    return (max(0, min(least for least, _ in ages)), min(most for _, most in ages)) if ages else None


def days_shown(age: tuple[int, int]) -> str:
    """'12', or '12–42' when a date is incomplete."""
    return str(age[0]) if age[0] == age[1] else f"{age[0]}–{age[1]}"


def one_voice(answers: Iterable[Answer]) -> Answer:
    """The answer that all give; UNKNOWN when they differ or there are none."""
    given = set(answers)
    return given.pop() if len(given) == 1 else Answer.UNKNOWN


def disagreement(answers: Iterable[Answer]) -> Words | None:
    """A note when one says yes and another no."""
    return DISAGREE if {Answer.YES, Answer.NO} <= set(answers) else None
