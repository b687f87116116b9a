"""What follow-up knows: questions, the sets they are asked in, the rules that judge the answers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

import msgspec

from cordee.case.choice import Dimension
from cordee.criteria.tree import Criterion, leaves
from cordee.followup.question import Question, QuestionSet
from cordee.followup.rule import Rule, WrittenRule
from cordee.knowledge.source import KnowledgeSource
from cordee.terms import Terms, Words


class SetOfQuestions(msgspec.Struct, frozen=True, kw_only=True):
    """Questions asked together of those whom `applies` concerns. `when_unknown` says what to do when that can't be
    told: `ask` or `leave`. `chosen`: never by itself, only when a team adds it."""

    id: str
    name: Words
    applies: Criterion
    questions: tuple[str, ...]
    when_unknown: Literal["ask", "leave"] = "leave"
    chosen: bool = False
    dimension: Dimension | None = None


class FollowUp:
    """All of it, read and checked. `version` changes when any word of it does."""

    def __init__(
        self,
        questions: tuple[Question, ...],
        sets: tuple[SetOfQuestions, ...],
        written: tuple[WrittenRule, ...],
        sources: Mapping[str, KnowledgeSource],
        rules: tuple[Rule, ...],
        terms: Terms,
        version: str,
    ) -> None:
        self.questions = {q.id: q for q in questions}
        self.sets = sets
        self.written = written
        self.sources = dict(sources)
        self.rules = rules
        self.terms = terms
        self.version = version

    @cached_property
    def _rules_by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    def rule(self, id: str) -> Rule | None:
        """The rule with this id, as it ships."""
        return self._rules_by_id.get(id)

    @cached_property
    def look_back_days(self) -> float:
        """How far back the rules look on earlier reports: those of that many days are to be given to `assess`."""
        within = (getattr(leaf, "within", 0.0) for r in self.rules for leaf in leaves(r.when))
        return max(within, default=0.0)

    def set(self, id: str) -> SetOfQuestions | None:
        """The set with this id."""
        return next((s for s in self.sets if s.id == id), None)

    def question_set(self, ids: tuple[str, ...], because: Mapping[str, Words] | None = None) -> QuestionSet:
        """The questions of these sets, each once, in their order. Raises KeyError for a set that does not exist."""
        by_id = {s.id: s for s in self.sets}
        wanted = dict.fromkeys(q for s in ids for q in by_id[s].questions)
        ordered = sorted((self.questions[id] for id in wanted), key=lambda q: q.order)
        return QuestionSet(
            id=".".join(ids),
            version=self.version,
            questions=tuple(ordered),
            asked_because=dict(because or {}),
        )


def version_of(texts: list[str]) -> str:
    """The version of files by their content: twelve hexadecimal digits."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:12]


def filled(value: Any, given: Mapping[str, Any]) -> Any:
    """`value` with every text `$name` replaced by what is given for `name`. Raises KeyError for one not given."""
    if isinstance(value, str):
        if value.startswith("$"):
            return given[value[1:]]
        for name, put in given.items():
            value = value.replace("${" + name + "}", str(put))
        return value
    if isinstance(value, dict):
        return {key: filled(item, given) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [filled(item, given) for item in value]
    return value
