"""Each hazard of docs/clinical-safety.md names tests that exist, can fail and are not skipped."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "clinical-safety.md"
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def _rows() -> list[list[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| H")]


@cache
def _tests(file: str) -> dict[str, ast.FunctionDef]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_there_are_hazards_each_with_its_row_filled():
    rows = _rows()
    assert len(rows) >= 20
    assert [row[0] for row in rows] == [f"H{i:02}" for i in range(1, len(rows) + 1)]
    assert all(len(row) == 6 and all(row) for row in rows)


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row[0])
def test_each_hazard_names_tests_that_exist(row: list[str]):
    named = _NAMED.findall(row[5])
    assert named, "no test guards this hazard"
    missing = [f"{f}::{t}" for f, t in named if not (ROOT / f).exists() or t not in _tests(f)]
    assert missing == []


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row[0])
def test_no_guard_is_switched_off(row: list[str]):
    for file, name in _NAMED.findall(row[5]):
        marks = " ".join(ast.unparse(mark) for mark in _tests(file)[name].decorator_list)
        assert not re.search(r"\b(skip|xfail)\b", marks), f"{file}::{name} is switched off"
