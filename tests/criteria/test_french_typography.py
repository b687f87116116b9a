"""Every French text written in the code is typeset: narrow no-break space before high marks, typographic apostrophe."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cordee
from cordee.knowledge.check import _BAD_FRENCH_SPACE, _STRAIGHT_QUOTES

SOURCE = Path(cordee.__file__).parent


def french_texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of the first part of every `Words(fr, en)` call; a value inserted in it is shown as 'x'."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "Words"
            and node.args
        ):
            yield node.lineno, "".join(_literal(part) for part in ast.walk(node.args[0]))


def _literal(node: ast.AST) -> str:
    if isinstance(node, ast.FormattedValue):
        return "x"
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def offenders(text: str, file: str) -> list[str]:
    found = []
    for line, french in french_texts(ast.parse(text)):
        if _BAD_FRENCH_SPACE.search(french) or _STRAIGHT_QUOTES.search(french):
            found.append(f"{file}:{line}: {french!r}")
    return found


MODULES = sorted(path for path in SOURCE.rglob("*.py") if "Words(" in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_french_in_the_code_is_typeset(path):
    assert offenders(path.read_text(encoding="utf-8"), str(path.relative_to(SOURCE))) == []


@pytest.mark.parametrize(
    "bad", ["l'image", "oui : non", "fait ; refait", "20 %", "« oui »", "quoi ?", "déjà\u00a0: non", "quoi?"]
)
def test_the_rule_sees_what_is_not(bad):
    assert offenders(f"Words({bad!r}, '')", "x.py")


@pytest.mark.parametrize("good", ["l’image", "oui\u202f: non", "20\u202f%", "«\u202foui\u202f»"])
def test_and_lets_pass_what_is(good):
    assert offenders(f"Words({good!r}, '')", "x.py") == []
