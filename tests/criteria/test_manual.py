"""The manual of the language: every family is in its table, and every form it shows can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cordee.criteria import parse_text
from cordee.criteria.tree import LEAVES
from cordee.terms import load_terms

MANUAL = (Path(__file__).parents[2] / "docs" / "criteria.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|.*\|$", MANUAL, flags=re.MULTILINE))


def test_every_family_is_in_the_table() -> None:
    assert set(ROWS) == set(LEAVES)


def forms() -> list[tuple[str, str]]:
    return [(key, code) for key, cell in ROWS.items() for code in re.findall(r"`([^`]+)`", cell)]


@pytest.mark.parametrize(("key", "code"), forms())
def test_every_form_in_the_table_is_read(key: str, code: str) -> None:
    family = LEAVES[key]
    named = code.partition(":")[0]
    if named in family.FIELDS and named != key:
        return  # a key named beside the forms
    text = code if named == key else f"{key}: {code}"
    (only,) = (parse_text(text, load_terms()),)
    assert isinstance(only, family)


def test_the_example_at_the_top_is_read() -> None:
    example = re.search(r"```yaml\nwhen:\n(.*?)```", MANUAL, flags=re.DOTALL)
    assert example
    lines = [line.removeprefix("  ") for line in example[1].splitlines()]
    assert parse_text("\n".join(lines), load_terms())
