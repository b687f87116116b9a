"""The demo never touches a folder or a database that it did not make."""

from __future__ import annotations

from pathlib import Path

import pytest

from cordee.files.fault import BadInput
from cordee.service.project.demo.place import MARK, is_marked, mark_loaded, prepare


def test_an_empty_folder_is_loaded_once(tmp_path: Path):
    folder = tmp_path / "new"
    assert prepare(folder, reset=False, environ={})
    (folder / "cordee.sqlite3").write_bytes(b"half")
    assert prepare(folder, reset=False, environ={}), "a load that was cut off begins again"
    assert not (folder / "cordee.sqlite3").exists()
    mark_loaded(folder)
    assert is_marked(folder)
    assert not prepare(folder, reset=False, environ={})


def test_reset_removes_the_demo_and_nothing_else(tmp_path: Path):
    prepare(tmp_path, reset=False, environ={})
    mark_loaded(tmp_path)
    (tmp_path / "cordee.sqlite3").write_bytes(b"demo")
    (tmp_path / "documents").mkdir()
    (tmp_path / "letter.txt").write_text("mine")
    assert prepare(tmp_path, reset=True, environ={})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt", f"{MARK}.loading"]


@pytest.mark.parametrize("reset", [False, True])
def test_a_database_that_is_no_demo_is_left_alone(tmp_path: Path, reset: bool):
    (tmp_path / "cordee.sqlite3").write_bytes(b"real people")
    with pytest.raises(BadInput, match="not a demo"):
        prepare(tmp_path, reset=reset, environ={})
    assert (tmp_path / "cordee.sqlite3").read_bytes() == b"real people"
    assert not is_marked(tmp_path)


def test_a_database_elsewhere_is_never_used(tmp_path: Path):
    with pytest.raises(BadInput, match="unset it"):
        prepare(tmp_path, reset=True, environ={"CORDEE_DATABASE_URL": "postgresql://real@host/cordee"})


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="CORDEE_HOME"):
        prepare(tmp_path / "file" / "home", reset=False, environ={})
