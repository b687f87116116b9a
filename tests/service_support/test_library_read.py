"""A fault in the library's files is told with its file and its line, and every fault at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cordee.files import fault
from cordee.service.support.library import CONTENT, load_library, read_library


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(content: Path) -> list[str]:
    with pytest.raises(fault.BadInput) as refused:
        read_library(content)
    return [f.line() for f in refused.value.faults]


def test_what_is_read_is_what_is_kept_compiled(content):
    assert read_library(content) == load_library()


def test_a_missing_language_is_told_with_its_line(content):
    glossary = content / "glossary.yaml"
    replace(glossary, 'term: {fr: "anémie", en: "anaemia"}', 'term: {fr: "anémie"}')
    line = glossary.read_text(encoding="utf-8").splitlines().index('  term: {fr: "anémie"}') + 1
    assert faults(content) == [
        f"content/glossary.yaml: line {line}: anaemia: Object missing required field `en`."
    ]


def test_an_unknown_need_and_an_unknown_field_are_both_told(content):
    replace(content / "resources.yaml", "needs: [transport]", "needs: [teleport]")
    replace(content / "sheets" / "01-fever.yaml", "avoid:", "shun:")
    told = faults(content)
    assert len(told) == 2
    assert any("01-fever.yaml" in t and "shun" in t for t in told)
    assert any("resources.yaml" in t and "teleport" in t for t in told)


def test_a_missing_file_a_wrong_shape_and_bad_yaml_are_told(content):
    (content / "emergency.yaml").unlink()
    (content / "resources.yaml").write_text("id: alone\n", encoding="utf-8")
    (content / "sheets" / "03-nausea.yaml").write_text("id: [", encoding="utf-8")
    told = faults(content)
    assert len(told) == 3
    assert any("emergency.yaml" in t and "missing" in t for t in told)
    assert any("resources.yaml" in t and "expected a list" in t for t in told)
    assert any("03-nausea.yaml" in t and "not readable as YAML" in t for t in told)
