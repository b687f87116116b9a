"""Reading the follow-up files. Faults name file and line; what was read is cached compiled."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from cordee.criteria.parse import parse
from cordee.criteria.tree import written as tree_as_data
from cordee.files.compiled import compiled
from cordee.files.fault import BadInput, Fault
from cordee.files.located_yaml import Located, Pointer, read_located
from cordee.followup.build_rules import built
from cordee.followup.content import FollowUp, SetOfQuestions, version_of
from cordee.followup.question import STEP_IDS, Gate, Question
from cordee.followup.rule import Rule, WrittenRule
from cordee.knowledge.source import KnowledgeSource
from cordee.terms import Terms, load_terms

CONTENT = Path(__file__).parent / "content"
_KEYS = ("pack", "sources", "questions", "sets", "rules")

T = TypeVar("T")


class _File(msgspec.Struct):
    name: str
    value: Any


class _Files(msgspec.Struct):
    files: tuple[_File, ...]
    version: str


@cache
def load_followup() -> FollowUp:
    """The follow-up that ships with Cordée. Raises BadInput with every fault found."""
    terms = load_terms()
    code = Path(__file__).parent.glob("*.py")
    read = compiled("followup", [*CONTENT.glob("*.yaml"), *code], _Files, lambda: _compile(CONTENT, terms))
    documents = [Located(f.value, {}, f.name) for f in read.files]
    return _build(documents, read.version, terms)


def read_followup(folder: Path, terms: Terms) -> FollowUp:
    """The follow-up in `folder`, as for a team's own files. Raises BadInput with every fault found."""
    documents, version = _documents(folder)
    return _build(documents, version, terms)


def _compile(folder: Path, terms: Terms) -> _Files:
    documents, version = _documents(folder)
    _build(
        documents, version, terms
    )  # so that what is cached is known to be sound, and faults have their lines
    return _Files(tuple(_File(d.file, msgspec.to_builtins(d.value)) for d in documents), version)


def _documents(folder: Path) -> tuple[list[Located], str]:
    paths = sorted(folder.glob("*.yaml"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return [read_located(t, p.name) for t, p in zip(texts, paths, strict=True)], version_of(texts)


def _build(documents: list[Located], version: str, terms: Terms) -> FollowUp:
    faults: list[Fault] = []
    questions: list[Question] = []
    sets: list[SetOfQuestions] = []
    as_written: list[tuple[Located, Pointer, WrittenRule]] = []
    sources: dict[str, KnowledgeSource] = {}
    for document in documents:
        if not isinstance(document.value, dict) or set(document.value) - set(_KEYS):
            faults.extend(document.fault((), f"expected a mapping of {', '.join(_KEYS)}.").faults)
            continue
        questions += [q for _, q in _each(document, "questions", _question, faults)]
        sets += [s for _, s in _each(document, "sets", lambda d, p: _set(d, p, terms), faults)]
        as_written += [(document, p, r) for p, r in _each(document, "rules", _rule, faults)]
        for key, source in (document.value.get("sources") or {}).items():
            try:
                sources[key] = msgspec.convert(source, KnowledgeSource)
            except msgspec.ValidationError as error:
                faults.extend(document.fault(("sources", key), f"{key}: {error}.").faults)
    by_id = {q.id: q for q in questions}
    rules: list[Rule] = []
    for document, pointer, rule in as_written:
        try:
            rules += built(rule, {}, by_id, sources, terms)
        except BadInput as bad:
            faults += [_at(document, (*pointer, "when"), f"{rule.id}: {f.problem}") for f in bad.faults]
    if faults:
        raise BadInput(faults)
    return FollowUp(
        tuple(questions),
        tuple(sets),
        tuple(r for _, _, r in as_written),
        sources,
        tuple(rules),
        terms,
        version,
    )


def _each(
    document: Located, section: str, read: Callable[[Located, Pointer], T], faults: list[Fault]
) -> list[tuple[Pointer, T]]:
    found = []
    for i, item in enumerate(document.value.get(section) or []):
        pointer: Pointer = (section, i)
        try:
            found.append((pointer, read(document, pointer)))
        except BadInput as bad:
            faults.extend(bad.faults)
        except (msgspec.ValidationError, TypeError, ValueError, KeyError) as error:
            name = item.get("id", "") if isinstance(item, dict) else ""
            faults.append(_at(document, pointer, f"{name}: {error}."))
    return found


def _at(document: Located, pointer: Pointer, problem: str) -> Fault:
    return Fault(file=document.file, where=f"line {document.line(pointer)}", problem=problem)


def _value(document: Located, pointer: Pointer) -> dict[str, Any]:
    value = document.value
    for step in pointer:
        value = value[step]
    return dict(value)


def _question(document: Located, pointer: Pointer) -> Question:
    raw = _value(document, pointer)
    gates = raw.pop("asked_when", None)
    if gates is not None:
        raw["gates"] = [gate(g) for g in (gates if isinstance(gates, list) else [gates])]
    return msgspec.convert(raw, Question)


def gate(written: dict[str, Any]) -> Gate:
    """A gate as files write it: `{question: fever, is: yes}`, `at_least: a-lot`, `has: chest-pain`."""
    ((key, value),) = ((k, v) for k, v in written.items() if k != "question")
    if key == "is":
        return Gate(question=written["question"], op="=", value=value in (True, "yes"))
    if key == "has":
        return Gate(question=written["question"], op="=", value=value)
    if key == "at_least":
        step = STEP_IDS.index(value) if value in STEP_IDS else value
        return Gate(question=written["question"], op=">=", value=step)
    raise ValueError(f"'{key}' is not is, has or at_least")


def _set(document: Located, pointer: Pointer, terms: Terms) -> SetOfQuestions:
    applies = tree_as_data(parse(document, (*pointer, "applies"), terms))
    return msgspec.convert({**_value(document, pointer), "applies": applies}, SetOfQuestions)


def _rule(document: Located, pointer: Pointer) -> WrittenRule:
    return msgspec.convert(_value(document, pointer), WrittenRule)
