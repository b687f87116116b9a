"""What may be assumed is one list: nothing outside it, nothing unused in it, and the names the code relies on exist."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import cordee
from cordee.criteria import assumptions, selections
from cordee.criteria.assumptions import ASSUMPTIONS
from cordee.criteria.leaves import alteration_class, tolerance
from cordee.terms import load_terms

SOURCE = Path(cordee.__file__).parent


def used(tree: ast.AST) -> set[str]:
    """Every id in `ASSUMPTIONS["id"]`."""
    return {
        node.slice.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and node.value.id == "ASSUMPTIONS"
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
    }


def test_every_assumption_is_used_and_every_one_used_is_listed() -> None:
    found = set().union(*(used(ast.parse(p.read_text(encoding="utf-8"))) for p in SOURCE.rglob("*.py")))
    assert found == set(ASSUMPTIONS)


def test_each_has_its_reason_in_both_languages() -> None:
    for id, assumption in ASSUMPTIONS.items():
        assert assumption.id == id
        for words in (assumption.infers, assumption.reason):
            assert words.fr.strip()
            assert words.en.strip()
            assert words.fr != words.en


@pytest.mark.parametrize("number", [selections.EXTENT_KNOWN_FOR_DAYS])
def test_a_figure_in_an_assumption_is_the_one_in_the_code(number: int) -> None:
    for id in ("recent-stage-without-spread", "imaging-lists-its-sites"):
        assert f"{number} days" in assumptions.ASSUMPTIONS[id].infers.en
        assert f"{number} jours" in assumptions.ASSUMPTIONS[id].infers.fr


def test_the_terms_that_code_names_exist() -> None:
    terms = load_terms()
    named = {
        "site": (
            *selections.NOT_ON_ROUTINE_STAGING,
            selections.LYMPH_NODE,
            selections.REGIONAL_NODE,
            selections.DISTANT_NODE,
            "brain",
        ),
        "condition": tolerance._NOT_IN_MEN,
        "alteration_class": (
            *alteration_class._RULES,
            *(c for group in alteration_class._APART for c in group),
            "common-egfr-mutation",
        ),
        "marker": ("er", "pr", "hormone-receptors", "her2", "her2-ihc", "her2-ish", "msi", "mmr"),
    }
    missing = [(kind, id) for kind, ids in named.items() for id in ids if terms.get(kind, id) is None]  # type: ignore[arg-type]
    assert missing == []
