"""Spec tests: a small table in, answers out. The same table is printed in the manual (tools/spec_docs.py)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Row = dict[str, str]
Answers = Callable[[list[Row]], dict[str, list[Any]]]

_GAP = re.compile(r"\s{2,}")


def parse_table(text: str) -> list[Row]:
    """Rows as dicts by column title. Columns are set apart by two spaces or more, no cell may be empty (write
    '-').
    """
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    titles = _GAP.split(lines[0])
    rows = []
    for line in lines[1:]:
        cells = _GAP.split(line)
        if len(cells) != len(titles):
            raise ValueError(f"{len(titles)} columns {titles}, but {len(cells)} cells in the row '{line}'")
        rows.append(dict(zip(titles, cells, strict=True)))
    return rows


@pytest.fixture
def spec(request: pytest.FixtureRequest, readers: dict[str, Answers]) -> Callable[..., None]:
    """`spec(table, name=[…])`: the answers called `name`, one a row, must be these.

    The test's module says who reads its tables: `reads = "recist"`, one of the folder's `readers` fixture.
    """

    def check(table: str, **expected: list[Any]) -> None:
        assert expected, "a spec without an answer states nothing"
        answers = readers[request.module.reads](parse_table(table))
        for name, values in expected.items():
            assert answers[name] == values, f"{name}: computed {answers[name]}, the rule says {values}"

    return check
