"""Write the manual's pages of rules from the spec tests: each rule with its table and its answers.

`python tools/spec_docs.py` writes docs/spec/<folder>.md for every folder of tests/spec, and the section of
docs/criteria.md that lists what may be assumed; `--check` writes nothing and fails when one is out of date.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cordee.criteria.assumptions import ASSUMPTIONS, DEFAULT_FRESHNESS_DAYS, SYMPTOM_FRESHNESS_DAYS

ROOT = Path(__file__).parents[1]
SPEC = ROOT / "tests" / "spec"
DOCS = ROOT / "docs" / "spec"
_GAP = re.compile(r"\s{2,}")


@dataclass(frozen=True)
class Chapter:
    """One spec file: its place, its title, its source, and its rules (rule, tables with the answers to
    each).
    """

    order: int
    title: str
    source: str
    rules: tuple[tuple[str, tuple[tuple[str, dict[str, list[Any]]], ...]], ...]


def read_chapter(path: Path) -> Chapter:
    """The chapter a spec file states. Raises ValueError when it lacks a title, an order or a source."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    stated = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    source = ast.get_docstring(tree)
    if source is None or "title" not in stated or "order" not in stated:
        raise ValueError(f"{path.name}: a spec file has a docstring with its source, a title and an order")
    tests = [
        node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]
    rules = tuple((_rule(test), tuple(_tables(test))) for test in tests)
    return Chapter(stated["order"], stated["title"], " ".join(source.split()), rules)


def _rule(test: ast.FunctionDef) -> str:
    return ast.get_docstring(test) or test.name.removeprefix("test_").replace("_", " ").capitalize()


def _tables(test: ast.FunctionDef) -> list[tuple[str, dict[str, list[Any]]]]:
    return [
        (
            inspect.cleandoc(ast.literal_eval(node.args[0])),
            {word.arg: ast.literal_eval(word.value) for word in node.keywords if word.arg},
        )
        for node in ast.walk(test)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "spec"
    ]


def page(title: str, chapters: list[Chapter]) -> str:
    """The Markdown page of one folder."""
    parts = [
        f"# {title}",
        "Every table is a test: the answers are computed from the rows, and the build fails if they differ.",
    ]
    for chapter in sorted(chapters, key=lambda c: c.order):
        parts += [f"## {chapter.title}", f"*{chapter.source}*"]
        for rule, tables in chapter.rules:
            parts.append(f"### {rule}")
            parts += [_markdown(table, answers) for table, answers in tables]
    return "\n\n".join(parts) + "\n"


def _markdown(table: str, answers: dict[str, list[Any]]) -> str:
    rows = [_GAP.split(line.strip()) for line in table.splitlines() if line.strip()]
    by_row = {name: values for name, values in answers.items() if len(values) == len(rows) - 1}
    whole = {name: values for name, values in answers.items() if name not in by_row}
    for row in rows[1:]:
        row[:] = [
            f"`{cell}`" if title == "condition" else cell for title, cell in zip(rows[0], row, strict=True)
        ]
    titles = [*rows[0], *(f"**{_words(name)}**" for name in by_row)]
    lines = [titles, ["---"] * len(titles)]
    for i, row in enumerate(rows[1:]):
        lines.append(
            [*row, *(f"**{_cell(values[i])}**" if _cell(values[i]) else "" for values in by_row.values())]
        )
    text = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
    for name, values in whole.items():
        text += f"\n\n{_words(name).capitalize()}: **{_cell(values[0] if len(values) == 1 else values)}**"
    return text


def _words(name: str) -> str:
    return {"sum_mm": "sum (mm)", "nadir_mm": "nadir (mm)", "interval": "days to progression"}.get(
        name, name.replace("_", " ")
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return str(value[0]) if len(set(value)) == 1 else "–".join(map(str, value))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


TITLES = {
    "response": "Response and progression: the rules, each with an example",
    "criteria": "Conditions: what each asks, and what the record answers",
    "followup": "Follow-up at home: what each answer raises, and what the person is told",
}
CRITERIA = ROOT / "docs" / "criteria.md"
ASSUMED = "## What may be assumed"


def assumptions_section() -> str:
    """The table of what may be inferred from silence, as the code has it."""
    rows = [f"| {a.infers.en} | {a.reason.en} | `{a.id}` |" for a in ASSUMPTIONS.values()]
    return "\n".join(
        [
            ASSUMED,
            "",
            "A missing fact is unknown, with the exceptions below and no other. Each is shown in the proof where it was",
            "used. This table is written from `criteria/assumptions.py` by `tools/spec_docs.py`.",
            "",
            "| assumed | because | name |",
            "| --- | --- | --- |",
            *rows,
            "",
            f"A performance status or laboratory value older than {DEFAULT_FRESHNESS_DAYS} days, a symptom's score",
            f"older than {SYMPTOM_FRESHNESS_DAYS}, is shown and counts as *not known yet*, unless a condition gives",
            "its own `within`. These are our own working bounds.",
            "",
        ]
    )


def pages() -> dict[Path, str]:
    """Every page by its path."""
    made = {}
    for folder in sorted(path for path in SPEC.iterdir() if path.is_dir() and any(path.glob("test_*.py"))):
        chapters = [read_chapter(path) for path in sorted(folder.glob("test_*.py"))]
        made[DOCS / f"{folder.name}.md"] = page(TITLES.get(folder.name, folder.name.capitalize()), chapters)
    before = CRITERIA.read_text(encoding="utf-8").partition(ASSUMED)[0]
    made[CRITERIA] = before + assumptions_section()
    return made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is out of date")
    check = parser.parse_args().check
    stale = 0
    for path, text in pages().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            print(f"{path.relative_to(ROOT)} is not what the tests say: run python tools/spec_docs.py")
            stale = 1
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    return stale


if __name__ == "__main__":
    sys.exit(main())
