"""A check-in question: what it asks, how it is answered, and when it is put at all."""

from __future__ import annotations

from typing import Literal

import msgspec

from cordee.case.choice import Dimension
from cordee.terms.words import Words

QuestionKind = Literal["steps", "scale", "yes-no", "number", "ticks", "text", "choice", "display"]
"""`steps`: five steps in words, 0 the best, 4 the worst. `scale`: 0–10. `ticks`: any of a list, or none of it.
`choice` (one of a list) and `display` (a text, no answer) only come from loaded questionnaires."""

Operator = Literal["exists", "=", "!=", ">", "<", ">=", "<="]
Value = bool | int | float | str | tuple[str, ...]
"""What a question was answered with: `yes-no` bool, `steps` 0–4 and `scale` 0–10 int, `number` float in the question's
unit, `ticks` ids of what was ticked (empty: none of these), `text` and `choice` str."""

STEP_IDS = ("not-at-all", "a-little", "moderately", "a-lot", "unbearable")
STEPS: tuple[Words, ...] = (
    Words("pas du tout", "not at all"),
    Words("un peu", "a little"),
    Words("moyennement", "moderately"),
    Words("beaucoup", "a lot"),
    Words("insupportable", "unbearable"),
)


class Tick(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that can be ticked or chosen. `symptom` is a term id; `system` and `code` come from a loaded
    questionnaire."""

    id: str
    name: Words
    symptom: str | None = None
    system: str | None = None
    code: str | None = None


class Gate(msgspec.Struct, frozen=True, kw_only=True):
    """A condition on an earlier answer (FHIR's `enableWhen`). `=` on ticks: that one is among those ticked."""

    question: str
    op: Operator
    value: bool | int | float | str


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question, one screen.

    `asks` is put to the person, `name` is what clinicians read. `unit` is UCUM, `least` and `most` bound what can be
    typed. `steps` gives the five steps other words. `gates` must hold (`gates_any`: one of them) for the question
    to be put: a question whose gate is closed is thereby answered 'no'. `optional`: left unanswered, it keeps no report
    from being green (the weight of a week without scales). `order`: 1 is put first, 5 when not said.
    `within`: the groups of a loaded questionnaire that it stands in.
    """

    id: str
    kind: QuestionKind
    asks: Words
    name: Words
    dimension: Dimension = "physical"
    help: Words | None = None
    symptom: str | None = None
    steps: tuple[Words, ...] = STEPS
    ticks: tuple[Tick, ...] = ()
    unit: str | None = None
    least: float | None = None
    most: float | None = None
    whole: bool = False
    required: bool = False
    optional: bool = False
    gates: tuple[Gate, ...] = ()
    gates_any: bool = False
    order: int = 5
    within: tuple[str, ...] = ()

    def tick(self, id: str) -> Tick | None:
        """The thing to tick with this id."""
        return next((t for t in self.ticks if t.id == id), None)


class QuestionSet(msgspec.Struct, frozen=True, kw_only=True):
    """The questions of one check-in, in order. `id` names its parts joined by '.', `version` that of their content;
    the two together say for ever what was asked."""

    id: str
    version: str
    questions: tuple[Question, ...]
    name: Words = Words("Comment allez-vous\u202f?", "How are you?")
    url: str | None = None
    asked_because: dict[str, Words] = {}

    def get(self, id: str) -> Question | None:
        """The question with this id."""
        return next((q for q in self.questions if q.id == id), None)

    @property
    def ids(self) -> tuple[str, ...]:
        """The questions' ids, in order."""
        return tuple(q.id for q in self.questions)
