"""From a rule as written to the rules that are asked: one for each question, settings filled in, condition read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cordee.criteria.leaf import Leaf
from cordee.criteria.parse import parse
from cordee.criteria.tree import LEAVES, Criterion, leaves
from cordee.files.fault import BadInput
from cordee.files.located_yaml import Located
from cordee.followup.content import filled
from cordee.followup.leaves import REPORT_LEAVES, AnswerLeaf, ReportLeaf
from cordee.followup.question import Question
from cordee.followup.rule import Rule, WrittenRule
from cordee.knowledge.source import KnowledgeSource
from cordee.terms import Terms, Words

RULE_LEAVES: dict[str, type[Leaf]] = {**LEAVES, **REPORT_LEAVES}
"""Every family a rule's condition may use."""


def built(
    written: WrittenRule,
    changed: Mapping[str, float | int | str],
    questions: Mapping[str, Question],
    sources: Mapping[str, KnowledgeSource],
    terms: Terms,
) -> tuple[Rule, ...]:
    """The rules that `written` stands for, with the settings that a team `changed`. Raises BadInput."""
    settings = {name: changed.get(name, s.value) for name, s in written.settings.items()}
    missing = [key for key in written.sources if key not in sources]
    if missing:
        raise _bad(written.id, f"the source '{missing[0]}' is in no file")
    made = []
    for question in written.each or (None,):
        if question is not None and question not in questions:
            raise _bad(written.id, f"'{question}' is not a question")
        given: dict[str, Any] = {**settings, **({"question": question} if question else {})}
        try:
            when = filled(written.when, given)
        except KeyError as error:
            raise _bad(written.id, f"'${error.args[0]}' is no setting of this rule") from None
        tree = parse(Located({"when": when}, {}, written.id), ("when",), terms, RULE_LEAVES)
        wrong = next(_wrong(tree, questions), None)
        if wrong:
            raise _bad(written.id, wrong)
        name = questions[question].name if question else None
        made.append(
            Rule(
                id=f"{written.id}.{question}" if question else written.id,
                version=written.version,
                kind=written.kind,
                level=written.level,
                cause=written.cause or question or written.id,
                name=_about(written.name, name),
                do=_about(written.do, name),
                why=_about(written.why, name),
                when=tree,
                when_unknown=written.when_unknown,
                sources=tuple(sources[key] for key in written.sources),
                review=written.review,
                checked=written.checked,
                template=written.id,
                call=written.call,
                settings=settings,
            )
        )
    return tuple(made)


def _about(words: Words, name: Words | None) -> Words:
    if name is None:
        return words
    return Words(_put(words.fr, name.fr), _put(words.en, name.en))


def _put(text: str, name: str) -> str:
    return text.replace("{Name}", name[:1].upper() + name[1:]).replace("{name}", name)


def _wrong(tree: Criterion, questions: Mapping[str, Question]) -> Iterator[str]:
    for leaf in leaves(tree):
        if not isinstance(leaf, ReportLeaf):
            continue
        for id in leaf.asked():
            if id not in questions:
                yield f"'{id}' is not a question"
            elif isinstance(leaf, AnswerLeaf):
                yield from _misfit(leaf, questions[id])


def _misfit(leaf: AnswerLeaf, question: Question) -> Iterator[str]:
    kinds = {"has": ("ticks",), "is_": ("yes-no",), "at_least": ("steps", "scale", "number")}
    for name, fitting in kinds.items():
        if getattr(leaf, name) not in (None, ()) and question.kind not in fitting:
            yield f"'{question.id}' is a question of kind {question.kind}: it can't be asked {name.rstrip('_')}"
    for tick in leaf.has:
        if question.tick(tick) is None:
            yield f"'{tick}' is not in the list of '{question.id}'"


def _bad(id: str, problem: str) -> BadInput:
    return BadInput.at(id, "", f"{problem}.")
