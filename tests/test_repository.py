"""The house keeps its own rules: links lead somewhere, lists agree, files stay small, what is public is explained."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

import cordee

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "cordee"
MAX_LINES = 300
_NOT_OURS = {".venv", ".git", "out", "build", "dist", "__pycache__"}
# Spelt in two so that this file does not hold what it looks for.
REGISTRY_HOSTS = ("py" + "pi.org", "python" + "hosted.org", "py" + "pi.python")
_MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:home|root|work|Users)/\w")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_SETTING = re.compile(r"\bCORDEE_[A-Z_]+\b")


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the repository: git's list, or what a walk finds where there is no git."""
    git = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=False)
    if git.returncode == 0 and git.stdout:
        named = [ROOT / name for name in git.stdout.decode().split("\0") if name]
        return tuple(path for path in named if path.is_file())
    return tuple(
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and not _NOT_OURS & set(path.relative_to(ROOT).parts)
    )


@cache
def texts() -> dict[str, str]:
    """Every file that is text, by its path in the repository."""
    read = {}
    for path in tracked():
        try:
            read[path.relative_to(ROOT).as_posix()] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return read


MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in SOURCE.rglob("*.py")
    if path.parent.name != "migrations"  # written by Django
)
PAGES = sorted(name for name in texts() if name.endswith(".md"))


# Documents


def _slug(heading: str) -> str:
    """The anchor of a heading as code hosts make it."""
    plain = (
        unicodedata.normalize("NFC", re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading)).strip().lower()
    )
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def _anchors(page: str) -> set[str]:
    return {_slug(h) for h in re.findall(r"^#+ (.*)$", page, re.MULTILINE)} | set(
        re.findall(r'<a id="([^"]+)"', page)
    )


def _dead_links(name: str) -> list[str]:
    bare = re.sub(r"^```.*?^```", "", texts()[name], flags=re.DOTALL | re.MULTILINE)
    dead = []
    for link in _LINK.findall(bare):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = unquote(link).partition("#")
        if not _leads_to((ROOT / name).parent / path if path else ROOT / name, anchor):
            dead.append(link)
    return dead


def _leads_to(target: Path, anchor: str) -> bool:
    if not anchor or target.suffix != ".md" or not target.exists():
        return target.exists()
    return anchor in _anchors(target.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_every_link_inside_the_repository_leads_somewhere(name: str):
    assert _dead_links(name) == []


def test_the_pages_made_from_code_are_up_to_date():
    tool = ROOT / "tools" / "reference_docs.py"
    run = subprocess.run(
        [sys.executable, "-X", "utf8", str(tool), "--check"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_decisions_are_numbered_and_say_what_they_cost():
    pages = sorted(name for name in PAGES if name.startswith("docs/decisions/"))
    numbers = [int(Path(name).name[:4]) for name in pages]
    assert numbers == list(range(1, len(pages) + 1))
    for name, number in zip(pages, numbers, strict=True):
        assert texts()[name].startswith(f"# {number:04}"), name
        assert all(f"**{part}" in texts()[name] for part in ("Context", "Choice", "What it costs")), name
        assert len(texts()[name].splitlines()) <= 60, name


def test_the_glossary_is_in_order_and_in_both_languages():
    rows = [
        line.split("|")[1:-1] for line in texts()["docs/glossary.md"].splitlines() if line.startswith("| **")
    ]
    words = [re.sub(r"[^a-z0-9]+", " ", row[0].strip(" *").lower()).strip() for row in rows]
    assert len(words) >= 60
    assert words == sorted(set(words))
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in rows)


def test_every_setting_is_documented():
    used = {s for name, text in texts().items() if name.startswith("src/") for s in _SETTING.findall(text)}
    assert used
    assert used <= set(_SETTING.findall(texts()["docs/operations.md"]))
    beside = {
        s
        for name, text in texts().items()
        if name.startswith(("tests/", ".ci/"))
        for s in _SETTING.findall(text)
    }
    said = set(_SETTING.findall(texts()["CONTRIBUTING.md"] + texts()["docs/operations.md"]))
    assert beside <= said | used


# Lists that must agree


def test_what_is_locked_is_what_is_declared():
    project = tomllib.loads(texts()["pyproject.toml"])
    wanted = {
        line for line in texts()["requirements/run.in"].splitlines() if line and not line.startswith("#")
    }
    assert wanted == {*project["project"]["dependencies"], *project["build-system"]["requires"]}
    assert project["project"]["version"] == cordee.__version__


@pytest.mark.parametrize("name", ["requirements/run.txt", "requirements/dev.txt"])
def test_every_locked_package_has_its_hash_and_no_host(name: str):
    locked = re.findall(
        r"^([\w.-]+)==[^\n]*\\\n((?: {4}--hash=sha256:[0-9a-f]{64}[^\n]*\n)+)", texts()[name], re.MULTILINE
    )
    assert len(locked) == len(re.findall(r"^[\w.-]+==", texts()[name], re.MULTILINE)) > 4
    assert "://" not in texts()[name]


def test_no_registry_and_no_machine_is_named():
    hosts = [(name, host) for name, text in texts().items() for host in REGISTRY_HOSTS if host in text]
    places = [(name, found[0]) for name, text in texts().items() for found in _MACHINE_PATH.finditer(text)]
    assert hosts == []
    assert places == []
    assert not [path for path in tracked() if path.name == "uv" + ".lock"]


def test_the_changelog_has_room_for_what_comes():
    assert re.search(r"^## \[Unreleased\]$", texts()["CHANGELOG.md"], re.MULTILINE)


# Code


@pytest.mark.parametrize("name", [*MODULES, *(n for n in texts() if re.match(r"src/.*\.(css|typ)$", n))])
def test_a_file_holds_one_idea(name: str):
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def _bases(node: ast.ClassDef) -> set[str]:
    return {ast.unparse(base).rpartition(".")[2].partition("[")[0] for base in node.bases}


@cache
def _explained() -> dict[str, set[str]]:
    """By class, the methods it explains itself or inherits explained."""
    classes = {
        node.name: node
        for name in MODULES
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }

    def of(name: str) -> set[str]:
        node = classes.get(name)
        if node is None:
            return set()
        own = {m.name for m in node.body if isinstance(m, ast.FunctionDef) and ast.get_docstring(m)}
        return own.union(*(of(base) for base in _bases(node)))

    return {name: of(name) for name in classes}


def _unexplained(tree: ast.Module) -> list[str]:
    public = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
    ]
    bare = [node.name for node in public if not ast.get_docstring(node)]
    for node in public:
        if isinstance(node, ast.ClassDef):
            methods = [m for m in node.body if isinstance(m, ast.FunctionDef) and not m.name.startswith("_")]
            explained = _explained().get(node.name, set())
            bare += [
                f"{node.name}.{m.name}"
                for m in methods
                if m.name not in explained and not ast.get_docstring(m)
            ]
    return bare


@pytest.mark.parametrize("name", MODULES)
def test_what_is_public_is_explained(name: str):
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree), "the file does not say what it holds"
    assert _unexplained(tree) == []


def test_what_is_not_explained_is_found():
    tree = ast.parse(
        'class Bare:\n    def asks(self): ...\n\ndef bare(): ...\n\ndef said():\n    """Says."""\n'
    )
    assert _unexplained(tree) == ["Bare", "bare", "Bare.asks"]
    assert _dead_links("README.md") == []
    assert "état-des-lieux" in _anchors("## État des lieux\n")
