"""The page on cohorts tells the schema as it is."""

from __future__ import annotations

from pathlib import Path

from cordee.cohort.kept import KEPT
from cordee.cohort.matched import SCHEMA

PAGE = (Path(__file__).parents[2] / "docs" / "cohort.md").read_text(encoding="utf-8")


def test_every_table_stands_in_the_page_with_its_columns() -> None:
    for name, kept in KEPT.items():
        columns = (
            ", ".join(f"`{c}`" for c in some) or "–" for some in (kept.fields, kept.days, kept.numbers)
        )
        assert f"| `{name}` | {' | '.join(columns)} |" in PAGE


def test_every_column_of_a_result_stands_in_the_page() -> None:
    assert all(f"`{name}`" in PAGE for name in SCHEMA.names)
