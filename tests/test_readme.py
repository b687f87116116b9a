"""What the READMEs promise is true: their Python runs, their commands parse, their files exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cordee.cli.parser import parser

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.fr.md")
PAGES = (
    *READMES,
    "CONTRIBUTING.md",
    "SECURITY.md",
    *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")),
)
_FENCED = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`((?:\.venv/bin/)?cordee [^`]+)`")
_EXAMPLE = re.compile(r"\bexamples/[\w./-]+")


def _text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def _fenced(page: str, language: str) -> list[str]:
    return [body for kind, body in _FENCED.findall(_text(page)) if kind == language]


def _commands(page: str) -> list[str]:
    """Every `cordee …` a page names, in a line of a shell block or between backticks, without its comment."""
    typed = [line for block in _fenced(page, "sh") for line in block.splitlines()]
    shell = [
        part.strip()
        for line in typed
        for part in line.partition(" #")[0].split("|")
        if re.match(r"\s*(CORDEE_\w+=\S+ )*(\.venv/bin/)?cordee ", part)
    ]
    return [*shell, *(" ".join(found.split()) for found in _INLINE.findall(_text(page)))]


@pytest.mark.parametrize("page", READMES)
def test_the_python_of_the_readme_runs(page: str):
    (code,) = _fenced(page, "python")
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    verdicts = {line.split()[0] for line in run.stdout.splitlines()[:-1]}
    assert verdicts == {"yes", "unknown", "no"}


def _parses(words: list[str]) -> bool:
    """Whether the command line takes these words. A bare command name (`cordee plan`) is only checked to exist."""
    try:
        parser().parse_args(words)
    except SystemExit as end:
        return end.code == 0 or _is_command(words)
    return True


def _is_command(words: list[str]) -> bool:
    try:
        parser().parse_args([*words, "--help"])
    except SystemExit as end:
        return end.code == 0 and not any(word.startswith("-") or word.isupper() for word in words)
    return False


@pytest.mark.parametrize("page", PAGES)
def test_every_command_named_parses(page: str):
    named = [[w for w in shlex.split(c) if not w.startswith("CORDEE_")][1:] for c in _commands(page)]
    assert [words for words in named if words != ["…"] and not _parses(words)] == []


def test_a_command_that_is_not_one_is_found():
    assert not _parses(["plann", "FILE"])
    assert not _parses(["plan", "FILE", "--as", "patient"])
    assert not _is_command(["knowledge", "forget"])


def test_the_readmes_name_commands():
    assert all(len(_commands(page)) >= 7 for page in READMES)


@pytest.mark.parametrize("page", PAGES)
def test_every_example_named_exists(page: str):
    missing = [name for name in _EXAMPLE.findall(_text(page)) if not (ROOT / name.rstrip(".")).exists()]
    assert missing == []


def test_the_two_readmes_say_the_same():
    """Same headings, same commands, same links, in the same order."""
    english, french = map(_text, READMES)
    assert len(re.findall(r"^## ", english, re.MULTILINE)) == len(re.findall(r"^## ", french, re.MULTILINE))
    assert len(_commands("README.md")) == len(_commands("README.fr.md"))
    links = [re.findall(r"\]\((docs/[^)#]*|LICENSE|CONTRIBUTING.md)\)", text) for text in (english, french)]
    assert sorted(set(links[0])) == sorted(set(links[1]))
