"""What a condition answered for one case, and why."""

from __future__ import annotations

import msgspec

from cordee.case.answer import Answer
from cordee.case.fact import Fact
from cordee.case.partial_date import PartialDate
from cordee.terms import Words


class Cited(msgspec.Struct, frozen=True):
    """A fact of the record that decided: what it says, when, where it stands. `guess`: it was read from free text."""

    words: Words
    on: PartialDate | None
    source: str
    guess: bool = False


class Settle(msgspec.Struct, frozen=True):
    """What would settle a 'not known yet'. `key` is the same wherever the same answer is missing, so that one
    question can be seen to settle many conditions; `asks` is what to do ('dosage du magnésium')."""

    key: str
    asks: Words


class Finding(msgspec.Struct, frozen=True):
    """A leaf's answer. UNKNOWN always comes with `settle`; `note` says what a date or an assumption did to it."""

    answer: Answer
    facts: tuple[Cited, ...] = ()
    settle: Settle | None = None
    note: Words | None = None

    def __post_init__(self) -> None:
        if (self.answer is Answer.UNKNOWN) != (self.settle is not None):
            raise ValueError("a finding is unknown exactly when it says what would settle it")


def cite(fact: Fact, words: Words, on: PartialDate | None = None) -> Cited:
    """`fact` in `words`, with its own date unless `on` is the one that counts."""
    return Cited(words, on or fact.on, fact.source.ref, fact.source.guess is not None)


def yes(*facts: Cited, note: Words | None = None) -> Finding:
    """Met."""
    return Finding(Answer.YES, facts, note=note)


def no(*facts: Cited, note: Words | None = None) -> Finding:
    """Not met."""
    return Finding(Answer.NO, facts, note=note)


def unknown(settle: Settle, *facts: Cited, note: Words | None = None) -> Finding:
    """Not known yet."""
    return Finding(Answer.UNKNOWN, facts, settle, note)


def answered(answer: Answer, settle: Settle, *facts: Cited, note: Words | None = None) -> Finding:
    """`answer`, with `settle` kept only when it is UNKNOWN."""
    return Finding(answer, facts, settle if answer is Answer.UNKNOWN else None, note)
