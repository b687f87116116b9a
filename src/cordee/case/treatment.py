"""What was given, and why it ended."""

from __future__ import annotations

from typing import Literal

from cordee.case.fact import Fact, Presence
from cordee.case.measurement import ResponseCode
from cordee.case.partial_date import PartialDate

Setting = Literal["neoadjuvant", "adjuvant", "curative", "metastatic"]
WhyEnded = Literal["progression", "toxicity", "choice", "completed", "death", "other"]
Intent = Literal["cure", "control", "relieve"]


class LineOfTherapy(Fact, frozen=True, kw_only=True):
    """A systemic line. `on` is its first day, `ended_on` its last; `ongoing` True only when the record says so.

    `number` counts lines in the metastatic setting; None for a (neo)adjuvant course or when it was not numbered.
    `drugs` are term ids; `unmapped` are drugs as written that no term matched (then 'never had X' can't be known).
    """

    drugs: tuple[str, ...]
    unmapped: tuple[str, ...] = ()
    number: int | None = None
    setting: Setting | None = None
    intent: Intent | None = None
    ended_on: PartialDate | None = None
    ended: WhyEnded | None = None
    ongoing: bool | None = None
    best_response: ResponseCode | None = None


LocalKind = Literal[
    "surgery", "radiotherapy", "stereotactic-radiotherapy", "ablation", "embolisation", "other"
]


class LocalTreatment(Fact, frozen=True, kw_only=True):
    """A treatment of one place. `site` is a term id; `target` says whether it aimed at the first tumour."""

    kind: LocalKind
    site: str | None = None
    target: Literal["primary", "metastasis", "nodes"] | None = None
    intent: Intent | None = None
    procedure: str | None = None


class Exposure(Fact, frozen=True, kw_only=True):
    """A statement about past treatment apart from any line: `drug` is a drug's or class's term id.

    `presence: absent` states that it was never given. `TreatmentHistory` states that the list is complete.
    """

    drug: str
    presence: Presence


class TreatmentHistory(Fact, frozen=True, kw_only=True):
    """Somebody's statement that the recorded lines are all that was given up to `on`: only then is 'not listed' 'never'."""

    complete: bool
