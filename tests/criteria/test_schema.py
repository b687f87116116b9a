"""The published JSON Schema and the parser agree about the form of a condition."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml
from generated_condition import Data, condition_data, parsed
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cordee.criteria.schema import criteria_schema
from cordee.files.fault import BadInput
from cordee.knowledge.load import DATA, SECTIONS

VALID = Draft202012Validator(criteria_schema())
PACKS = sorted(DATA.glob("*.yaml"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(criteria_schema())


def shipped(text: str) -> Iterator[Any]:
    """Every condition that a knowledge file writes under `when`, with its entry's id."""
    document = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for section in SECTIONS:
        for entry in document.get(section) or ():
            yield from _whens(entry)


def _whens(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "when" and isinstance(inner, dict):
                yield inner
            else:
                yield from _whens(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _whens(inner)


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.stem)
def test_every_condition_that_ships_has_the_published_form(pack: Any) -> None:
    conditions = list(shipped(pack.read_text(encoding="utf-8")))
    assert conditions
    for condition in conditions:
        problems = [error.message for error in VALID.iter_errors(condition)]
        assert not problems, (condition, problems[0])


@given(condition_data)
def test_what_the_parser_reads_the_schema_allows(data: Data) -> None:
    parsed(data)
    assert VALID.is_valid(data)


def spots(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a condition stands inside `data`."""
    yield path
    ((key, body),) = data.items()
    parts = body["of"] if key == "at_least" else body if key in ("all", "any", "none") else ()
    inside = (*path, key, "of") if key == "at_least" else (*path, key)
    for i, part in enumerate(parts):
        yield from spots(part, (*inside, i))


def _two_keys(condition: Data) -> Data:
    return {**condition, "sex" if "sex" not in condition else "country": "female"}


def _one_key_too_many(condition: Data) -> Data:
    return {"sex": "female", "weather": "fine"}


def _an_empty_list(condition: Data) -> Data:
    return {"cancer": []}


def _no_key(condition: Data) -> Data:
    return {}


def _unknown_leaf(condition: Data) -> Data:
    return {"weather": "fine"}


def _unknown_key(condition: Data) -> Data:
    ((key, body),) = condition.items()
    if isinstance(body, dict):
        return {key: {**body, "surprise": 1}}
    return {"lab": {"analyte": "haemoglobin", "above": "100 g/L", "surprise": 1}}


def _not_a_list(condition: Data) -> Data:
    return {"all": condition}


def _a_number_for_a_word(condition: Data) -> Data:
    return {"cancer": 12}


def _not_true(condition: Data) -> Data:
    return {"metastatic": False}


def _nothing_asked(condition: Data) -> Data:
    return {"prior": {"outcome": "progressed"}}


def _none_needed(condition: Data) -> Data:
    return {"at_least": {"count": 0, "of": [condition]}}


def _a_bare_text(condition: Data) -> str:
    return "metastatic"


BREAKS = [
    _two_keys, _one_key_too_many, _an_empty_list, _no_key, _unknown_leaf, _unknown_key, _not_a_list,
    _a_number_for_a_word, _not_true, _nothing_asked, _none_needed, _a_bare_text,
]  # fmt: skip


@pytest.mark.parametrize("broken", BREAKS, ids=lambda f: f.__name__.strip("_"))
@given(data=condition_data, draw=st.data())
def test_what_is_broken_in_form_both_refuse(broken: Any, data: Data, draw: st.DataObject) -> None:
    path = draw.draw(st.sampled_from(list(spots(data))))
    whole = copy.deepcopy({"root": data})
    holder: Any = whole
    for step in ("root", *path)[:-1]:
        holder = holder[step]
    last = ("root", *path)[-1]
    holder[last] = broken(holder[last])
    with pytest.raises(BadInput):
        parsed(whole["root"])
    assert not VALID.is_valid(json.loads(json.dumps(whole["root"])))


@cache
def _families() -> dict[str, Any]:
    forms = criteria_schema()["$defs"]["condition"]["oneOf"]
    return {next(iter(form["properties"])): form for form in forms}


def test_every_family_says_what_it_asks() -> None:
    for key, form in _families().items():
        if key not in ("all", "any", "none", "at_least"):
            assert form["description"].endswith("."), key
