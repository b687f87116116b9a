"""An alert rule: what raises it, how urgent it is, what the person is told."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

from cordee.criteria.tree import Criterion
from cordee.followup.rule_kinds import RuleKind
from cordee.knowledge.source import KnowledgeSource
from cordee.terms.words import Words

Level = Literal["red", "amber", "unknown", "green"]
"""Of a report: `unknown` when an answer that could matter is missing and nothing else was found."""
RuleLevel = Literal["red", "amber"]
LEVEL_WORDS: dict[Level, Words] = {
    "red": Words("appeler maintenant", "call now"),
    "amber": Words("à lire et répondre", "to be read and answered"),
    "unknown": Words("pas encore su", "not known yet"),
    "green": Words("rien à signaler", "nothing to report"),
}
LEVELS: tuple[Level, ...] = ("green", "unknown", "amber", "red")
"""From the lightest to the gravest."""


class Setting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A figure of a rule that a team may change: `value` by default, one of `among` or in `between` otherwise."""

    value: float | int | str
    among: tuple[float | int | str, ...] = ()
    between: tuple[float, float] | None = None
    why: Words | None = None

    def allows(self, value: float | int | str) -> bool:
        """Whether a team may set it to `value`."""
        if self.between is not None:
            low, high = self.between
            return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
        return value in self.among


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One alert rule, its settings filled in.

    `cause` groups rules that speak of the same thing: one alert per person and cause. `when_unknown: raise` alerts when
    the report holds its part and only the record (or an earlier report) is missing; `wait` says that it is not known.
    `do` is what the person is told to do now, `call` whom a red tells to call first, `why` what clinicians read.
    `template` is the id of the rule as written, which may stand for several.
    """

    id: str
    version: int
    kind: RuleKind
    level: RuleLevel
    cause: str
    name: Words
    do: Words
    why: Words
    when: Criterion
    when_unknown: Literal["raise", "wait"]
    sources: tuple[KnowledgeSource, ...]
    review: str
    checked: date
    template: str
    call: Literal["team", "emergency"] = "team"
    settings: dict[str, float | int | str] = {}


class WrittenRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule as it stands in a file: one for each question in `each`, or one by itself.

    In `when`, `$question` stands for the question, `$name` for the setting `name`; in texts `{name}` is the question's.
    """

    id: str
    version: int
    kind: RuleKind
    level: RuleLevel
    name: Words
    do: Words
    why: Words
    when: Any
    sources: tuple[str, ...]
    review: str
    checked: date
    cause: str | None = None
    each: tuple[str, ...] = ()
    when_unknown: Literal["raise", "wait"] = "wait"
    call: Literal["team", "emergency"] = "team"
    settings: dict[str, Setting] = {}
