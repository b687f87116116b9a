"""The compiled cache never answers for a file that has changed, nor fails for being broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from cordee.files.compiled import compiled


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source file, and a cache folder of its own."""
    monkeypatch.setenv("CORDEE_HOME", str(tmp_path / "home"))
    file = tmp_path / "source.yaml"
    file.write_text("5.6 months", encoding="utf-8")
    return file


def _read(source: Path) -> str:
    return compiled("test", [source], str, lambda: source.read_text(encoding="utf-8"))


def _kept(source: Path) -> list[Path]:
    return list((source.parent / "home" / "cache").iterdir())


def test_a_changed_file_is_read_again(source: Path) -> None:
    assert _read(source) == "5.6 months"
    source.write_text("6.5 months, corrected", encoding="utf-8")
    assert _read(source) == "6.5 months, corrected"
    assert len(_kept(source)) == 1


def test_an_unchanged_file_comes_from_the_cache(source: Path) -> None:
    _read(source)
    assert compiled("test", [source], str, lambda: "built again") == "5.6 months"


@pytest.mark.parametrize("content", [b"", b"\xff\xff", b"\xc3"])
def test_a_broken_cache_is_passed_over(source: Path, content: bytes) -> None:
    _read(source)
    (kept,) = _kept(source)
    kept.write_bytes(content)
    assert _read(source) == "5.6 months"


def test_a_folder_that_cannot_be_written_costs_only_time(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = source.parent / "a-file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("CORDEE_HOME", str(blocked))
    assert _read(source) == "5.6 months"
