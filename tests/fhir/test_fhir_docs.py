"""Every code and extension of ours is in the manual."""

from __future__ import annotations

import re
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent.parent
MANUAL = (CHECKOUT / "docs" / "fhir.md").read_text(encoding="utf-8")
CODE = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((CHECKOUT / "src" / "cordee" / "fhir").rglob("*.py"))
)


def test_our_code_systems_are_documented() -> None:
    names = set(re.findall(r'own_(?:concept|code)\((?:[^"()]*(?:\([^()]*\))?[^"()]*, )?"([a-z_-]+)"', CODE))
    assert {"fact", "stage", "why-ended", "marker-value"} <= names
    assert {name for name in names if f"`{name.replace('_', '-')}`" not in MANUAL} == set()


def test_our_extensions_are_documented() -> None:
    names = set(
        re.findall(r'\b(?:add|own_text|own_flag|own_whole|own_date|own_word)\(\s*\w+,\s*"([a-z-]+)"', CODE)
    )
    assert {"line-number", "known", "dimension"} <= names
    assert {name for name in names if f"`{name}`" not in MANUAL} == set()
