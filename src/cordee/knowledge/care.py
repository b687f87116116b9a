"""Knowledge that is not a treatment of the tumour: exceptions, triggers, red flags, support, questions."""

from __future__ import annotations

from datetime import date
from typing import Literal

from cordee.case.choice import Dimension
from cordee.criteria.tree import Criterion
from cordee.knowledge.option import Entry, _Written
from cordee.terms import Words


class CureException(Entry, frozen=True, kw_only=True):
    """A situation where cure may still be possible: what is at stake, and what to ask which team before closing the door."""

    name: Words
    says: Words
    ask: Words
    plain: Words | None = None


class Trigger(Entry, frozen=True, kw_only=True):
    """A published reason to call in palliative care, a geriatric assessment or a talk about what lies ahead."""

    name: Words
    says: Words
    kind: Literal["major", "minor"]
    calls_for: Literal[
        "palliative-care", "geriatric-assessment", "advance-care-planning", "review-of-aggressiveness"
    ] = "palliative-care"
    scale: str | None = None


class RedFlag(Entry, frozen=True, kw_only=True):
    """A warning sign: what the person would notice, what to do, and why."""

    name: Words
    signs: Words
    act: Words
    why: Words
    urgency: Literal["now", "today"]
    rank: int = 5  # which is told first to somebody whom several concern: 1 before 9


class Support(Entry, frozen=True, kw_only=True):
    """Care for how the person lives with it, in one of four dimensions."""

    dimension: Dimension
    need: str
    name: Words
    offers: Words
    self_care: Words | None = None


class Question(_Written, frozen=True, kw_only=True):
    """A question the person may want to put at the next talk. It claims nothing, so it needs no source."""

    id: str
    when: Criterion
    asks: Words
    of: str
    sources: tuple[str, ...] = ()
    review: str = "not reviewed"
    checked: date | None = None
