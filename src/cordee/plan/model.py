"""The plan as a value: a document tree with stable ids, in both languages, that knows what every statement rests on.

Field names are the published JSON (`cordee schema plan`).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from cordee.case.answer import Answer
from cordee.criteria import Cited, Proof
from cordee.knowledge.option import Aim, Benefit, Burden, Evidence, Family
from cordee.terms import Words

Priority = Literal["comfort", "time", "staying-home", "trial"]


class Statement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something the plan says. It rests on `facts` of the record, on `sources` (ids in the plan's list), or it says
    that something is not known (`unknown`): a statement with none of the three is a defect."""

    id: str
    words: Words
    facts: tuple[Cited, ...] = ()
    sources: tuple[str, ...] = ()
    unknown: bool = False
    plain: Words | None = None


class Situation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where things stand on `on`."""

    on: date
    person: Statement
    illness: tuple[Statement, ...]
    spread: tuple[Statement, ...]
    condition: tuple[Statement, ...]  # performance status, comorbidities, toxicities that last, symptoms
    biology: tuple[Statement, ...]
    progression: Statement
    wishes: tuple[Statement, ...]
    team: tuple[Statement, ...]
    coordinator: Statement
    conflicts: tuple[Statement, ...] = ()


class FailedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one line of therapy. `failed` is three-valued; `evidence` says how we know."""

    id: str
    number: int | None
    drugs: Words
    failed: Answer
    statement: Statement
    evidence: tuple[Statement, ...] = ()
    classes: tuple[str, ...] = ()
    outcomes: tuple[
        str, ...
    ] = ()  # every word that applies (`cordee.response.line_outcome`), the strongest first
    months: tuple[int, int] | None = None  # how long it was given: fewest and most whole months


class Failures(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Has chemotherapy failed, and how do we know; line by line."""

    chemotherapy_failed: Answer
    statement: Statement
    lines: tuple[FailedLine, ...] = ()
    holding: Statement | None = (
        None  # a treatment being given that holds the illness: going on with it comes first
    )


class PlanCaution(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A caution of an option, with whether it concerns this person (`unknown`: look before)."""

    verdict: Answer
    statement: Statement
    proof: Proof


class PlanOption(msgspec.Struct, frozen=True, kw_only=True):
    """An option for this person. `verdict`: do its conditions hold. `refused`: the person said no to it, when.
    Every field stands in the JSON, empty or not, so that a reader need not know what is left out by default.

    `benefit`, `burden`, `evidence` keep their source keys as ids of the plan's `sources`.
    """

    id: str
    family: Family
    aim: Aim
    name: Words
    verdict: Answer
    proof: Proof
    plain: Words
    evidence: tuple[Evidence, ...] = ()
    approvals: tuple[str, ...] = ()
    benefit: tuple[Benefit, ...] = ()
    burden: Burden | None = None
    cautions: tuple[PlanCaution, ...] = ()
    ask: Words | None = None
    offers: tuple[Words, ...] = ()
    reviewed: bool
    refused: Cited | None = None
    sources: tuple[str, ...] = ()
    to_settle: tuple[str, ...] = ()  # keys of `to_find_out`
    if_it_happens: bool = False  # needs an acute state or symptom that nobody reported


class Exception_(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A door to cure that may still be open, and whom to ask before closing it."""

    id: str
    name: Words
    verdict: Answer
    proof: Proof
    says: Words
    ask: Words
    reviewed: bool
    sources: tuple[str, ...]
    plain: Words | None = None


class ToFindOut(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A missing fact, and how much its answer would change.

    `weight` adds up, over the options it touches, how far their chance of holding moves between its best and its
    worst answer (Birnbaum importance on the partly evaluated tree, every other unknown at one half), times the
    strength of the option's evidence. `opens`: options one answer alone would open; `closes`: ones it would close.
    """

    key: str
    asks: Words
    weight: float
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    details: tuple[Words, ...] = ()


class PlanTrial(Statement, frozen=True, kw_only=True, omit_defaults=True):
    """A clinical trial that may be for this person. `arm` is the way in that fits best: of its conditions `met` hold and
    `not_known` are open (`to_settle` says what would answer them); `sites` are open, where the person lives if any is."""

    title: str
    phase: str
    status: str
    verdict: Answer
    arm: str
    met: int
    not_known: int
    to_settle: tuple[Words, ...] = ()
    sites: tuple[str, ...] = ()


class SupportOffer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Care for how the person lives with it. `verdict` UNKNOWN: ask."""

    id: str
    dimension: Literal["physical", "emotional", "social", "spiritual"]
    name: Words
    verdict: Answer
    offers: Words
    self_care: Words | None = None
    facts: tuple[Cited, ...] = ()
    reviewed: bool
    sources: tuple[str, ...]


class TriggerMet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A published reason to call in palliative care, geriatrics or a talk about what lies ahead."""

    id: str
    name: Words
    kind: Literal["major", "minor"]
    calls_for: str
    verdict: Answer
    proof: Proof
    says: Words
    reviewed: bool
    sources: tuple[str, ...]


class WarningSign(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A sign that can't wait. `verdict` says whether it concerns this person in particular."""

    id: str
    name: Words
    verdict: Answer
    signs: Words
    act: Words
    why: Words
    urgency: Literal["now", "today"]
    reviewed: bool
    sources: tuple[str, ...]


class TalkQuestion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question for the next talk, in the person's voice. `of` is a role's id."""

    id: str
    asks: Words
    of: Words
    verdict: Answer


class SurvivalScenarios(msgspec.Struct, frozen=True, kw_only=True):
    """Ranges from the clinician's own median, in months: never one number (Kiely 2011)."""

    median_months: float
    worst: tuple[float, float]
    typical: tuple[float, float]
    best: tuple[float, float]
    says: Words
    caution: Words
    sources: tuple[str, ...]


class PlanSource(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A source the plan leans on. `seen`: how its record was seen by whoever entered it."""

    id: str
    title: str
    reference: str
    seen: str
    url: str | None = None


class KnowledgeNote(msgspec.Struct, frozen=True, kw_only=True):
    """Which knowledge made this plan, and that nobody reviewed it, if so."""

    version: str
    entries: int
    reviewed: int
    other_cancers: int  # options left out because they are for another cancer
    says: Words


class Plan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The plan: software proposes, the team decides, the person chooses."""

    situation: Situation
    failures: Failures
    exceptions: tuple[Exception_, ...]
    options: tuple[PlanOption, ...]
    trials: tuple[PlanTrial, ...]
    to_find_out: tuple[ToFindOut, ...]
    support: tuple[SupportOffer, ...]
    triggers: tuple[TriggerMet, ...]
    red_flags: tuple[WarningSign, ...]
    questions: tuple[TalkQuestion, ...]
    sources: tuple[PlanSource, ...]
    knowledge: KnowledgeNote
    survival: SurvivalScenarios | None = None
    priority: Priority | None = None
    more_trials: int | None = None  # how many the store holds beyond `trials`; None when none was looked into
