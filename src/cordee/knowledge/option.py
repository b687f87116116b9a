"""A treatment option: whom it concerns, what it brings, what it costs the person, and how we know."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from cordee.criteria.tree import Criterion
from cordee.terms import Words

Family = Literal[
    "surgery",
    "ablation",
    "radiotherapy",
    "chemotherapy",
    "endocrine",
    "targeted",
    "antibody-drug-conjugate",
    "immunotherapy",
    "radioligand",
    "cellular",
    "trial",
    "supportive",
    "no-tumour-directed-treatment",
]
Aim = Literal["cure", "control", "relieve"]
Endpoint = Literal[
    "overall-survival",
    "progression-free-survival",
    "rpfs",
    "response-rate",
    "complete-response-rate",
    "duration-of-response",
    "intracranial-response-rate",
    "survival-at",
    "progression-free-at",
    "pain-relief",
    "local-control",
    "quality-of-life",
    "disease-free-survival",
    "time-to-progression",
    "disease-control-rate",
]


class _Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Comparator(_Written, frozen=True, kw_only=True):
    """What it was measured against, with that arm's figure."""

    name: Words
    median_months: float | None = None
    percent: float | None = None


class Benefit(_Written, frozen=True, kw_only=True):
    """One figure of benefit as its source gives it. Months are medians; percents are of people; CIs are 95 %."""

    endpoint: Endpoint
    source: str
    median_months: float | None = None
    percent: float | None = None
    months: float | None = None  # the time point of `survival-at` and `progression-free-at`
    ci95: tuple[float | None, float | None] | None = None
    hazard_ratio: float | None = None
    hazard_ratio_ci95: tuple[float, float] | None = None
    against: Comparator | None = None
    note: Words | None = None


class Burden(_Written, frozen=True, kw_only=True):
    """What it asks of the person."""

    route: tuple[
        Literal["oral", "infusion", "injection", "radiotherapy", "surgery", "procedure", "none"], ...
    ] = ()
    rhythm: Words | None = None
    grade_3_or_more_percent: float | None = None
    stopped_for_toxicity_percent: float | None = None
    effects: tuple[Words, ...] = ()
    source: str | None = None
    note: Words | None = None


class Evidence(_Written, frozen=True, kw_only=True):
    """A level on a published scale, as somebody with authority gave it."""

    scale: Literal["CIViC", "ESCAT", "ESMO-MCBS", "GRADE", "approval", "consensus", "guideline"]
    source: str
    level: str | None = None


class Approval(_Written, frozen=True, kw_only=True):
    """A regulator's approval, for the use the option describes."""

    agency: str
    source: str
    year: int | None = None


class Caution(_Written, frozen=True, kw_only=True):
    """Something to mind before or during, with whom it concerns."""

    when: Criterion
    says: Words
    sources: tuple[str, ...]


class Entry(_Written, frozen=True, kw_only=True):
    """What every piece of knowledge carries. `review` names who of the using team reviewed it and when, or says
    `not reviewed`; `checked` is the day its sources were last looked at."""

    id: str
    when: Criterion
    sources: tuple[str, ...]
    review: str
    checked: date

    @property
    def reviewed(self) -> bool:
        """Whether a clinician has signed."""
        return self.review != "not reviewed"


class Option(Entry, frozen=True, kw_only=True):
    """One option. `drugs` are term ids, empty for local or supportive ones; `ask` is what to ask which team before
    closing this door."""

    family: Family
    aim: Aim
    name: Words
    plain: Words
    drugs: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    approvals: tuple[Approval, ...] = ()
    benefit: tuple[Benefit, ...] = ()
    burden: Burden | None = None
    ask: Words | None = None
    offers: tuple[Words, ...] = ()  # for options that are a plan of their own: what it is made of
