"""The worked example of docs/how-to-add-a-cancer.md runs as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "how-to-add-a-cancer.md"
_FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example's files, written out."""
    for name, content in _FILE.findall(PAGE.read_text(encoding="utf-8")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def _run(folder: Path, *arguments: str) -> tuple[int, str]:
    run = subprocess.run(
        [sys.executable, "-X", "utf8", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


def test_the_file_passes_the_check(folder: Path):
    code, said = _run(folder, "-m", "cordee", "knowledge", "check", "my-knowledge")
    assert (code, said.split(",")[0]) == (0, "1 entries in 1 files")


def test_a_misspelt_class_is_refused(folder: Path):
    file = folder / "my-knowledge" / "biliary.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("fgfr-inhibitor", "fgfr-inhibitr"), encoding="utf-8"
    )
    code, said = _run(folder, "-m", "cordee", "knowledge", "check", "my-knowledge")
    assert code == 2
    assert "biliary.yaml: line" in said
    assert "fgfr-inhibitr" in said


def test_the_option_waits_for_one_answer_and_opens_with_it(folder: Path):
    code, said = _run(folder, "try_it.py")
    assert code == 0, said
    assert said.splitlines()[0] == "pemigatinib unknown"
    assert [line.split()[0] for line in said.splitlines()[1:-1]] == ["yes", "yes", "yes", "yes", "unknown"]
    assert "complete list of treatments" in said.splitlines()[-1]

    person = folder / "person.yaml"
    person.write_text(person.read_text(encoding="utf-8") + "history: complete\n", encoding="utf-8")
    script = folder / "try_it.py"
    without_question = script.read_text(encoding="utf-8").rpartition('print("ask')[0]
    script.write_text(without_question, encoding="utf-8")
    assert _run(folder, "try_it.py")[1].splitlines()[0] == "pemigatinib yes"
