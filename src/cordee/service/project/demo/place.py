"""Where the demo lives: a folder that it made itself, and nothing that belongs to anybody."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from cordee.files.fault import BadInput

MARK = "this-is-a-demo"
"""The file that says a data folder holds invented people; `cordee serve` refuses such a folder."""

_OURS = ("cordee.sqlite3", "cordee.sqlite3-wal", "cordee.sqlite3-shm", "documents", MARK)


def is_marked(folder: Path) -> bool:
    """Whether `folder` holds a demo that was loaded whole."""
    return (folder / MARK).exists()


def prepare(folder: Path, *, reset: bool, environ: Mapping[str, str] = os.environ) -> bool:
    """Make `folder` ready for a demo; whether there is one to load. With `reset` an earlier demo is removed first.

    Raises BadInput when the folder holds a database that is no demo's, can't be written, or another database is named.
    """
    if environ.get("CORDEE_DATABASE_URL"):
        raise BadInput.at(
            "CORDEE_DATABASE_URL",
            "",
            "names a database, and the demo keeps to its own in CORDEE_HOME: unset it. Nothing was changed.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / ".cordee-can-write"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise BadInput.at(
            str(folder), "", f"can't be written: {error.strerror}. Set CORDEE_HOME to a folder of yours."
        ) from None
    if (folder / "cordee.sqlite3").exists() and not is_marked(folder):
        if not (folder / f"{MARK}.loading").exists():
            raise BadInput.at(
                str(folder),
                "",
                "holds a database that is not a demo's. Set CORDEE_HOME to another folder. Nothing was changed.",
            )
        _clear(folder)
    if reset and is_marked(folder):
        _clear(folder)
    if is_marked(folder):
        return False
    (folder / f"{MARK}.loading").touch()
    return True


def mark_loaded(folder: Path) -> None:
    """Say that the demo in `folder` is whole. Until then, the next start begins again."""
    (folder / f"{MARK}.loading").replace(folder / MARK)


def _clear(folder: Path) -> None:
    for name in _OURS:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
