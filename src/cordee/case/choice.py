"""What the person wants, and what a meeting judged."""

from __future__ import annotations

from typing import Literal

from cordee.case.fact import Fact
from cordee.case.partial_date import PartialDate

Answered = Literal["yes", "no"]
Dimension = Literal["physical", "emotional", "social", "spiritual"]


class Wish(Fact, frozen=True, kw_only=True):
    """What matters to the person, in their own words and language. `dimension` where the talk placed it."""

    text: str
    dimension: Dimension | None = None


class Refusal(Fact, frozen=True, kw_only=True):
    """A treatment the person does not want: `of` is a family, class or drug id. `withdrawn`: the day they changed their mind."""

    of: str
    withdrawn: PartialDate | None = None
    text: str | None = None


CareGoalCode = Literal[
    "cure", "longer-life", "quality-of-life", "comfort", "stay-home", "take-part-in-a-trial"
]


class CareGoal(Fact, frozen=True, kw_only=True):
    """A goal of care agreed with the person."""

    goal: CareGoalCode
    text: str | None = None
    achieved: bool | None = None


class Judgement(Fact, frozen=True, kw_only=True):
    """An answer that only people can give, such as whether a metastasis can be removed. `question` is a term id;
    `by` names the meeting or specialty, never a person."""

    question: str
    answer: Answered
    by: str | None = None


class AdvanceCare(Fact, frozen=True, kw_only=True):
    """A step of advance care planning: a trusted person named, directives written, a preferred place told."""

    step: Literal["trusted-person", "advance-directives", "preferred-place"]
    text: str | None = None
