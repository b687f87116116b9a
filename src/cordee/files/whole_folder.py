"""Write a folder whole or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path


def write_whole_folder(path: Path, fill: Callable[[Path], None]) -> None:
    """Let `fill` write into a temporary neighbour of `path`, flush it to disk, then put it in its place.

    A reader sees the old folder or the new one: the two are exchanged in one step. Where the system can't do that, two
    renames do it, and a writer stopped between them leaves the old folder under `.<name>.before`, from where `recovered`
    puts it back. Raises what `fill` raises; then `path` is as it was.
    """
    path = path.absolute()
    recovered(path)
    made = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part"))
    try:
        fill(made)
        _flush(made)
        os.chmod(made, 0o777 & ~_umask())
        if path.exists() and _exchange(made, path):
            shutil.rmtree(made, ignore_errors=True)
        else:
            if path.exists():
                os.rename(path, _before(path))
            os.rename(made, path)
            shutil.rmtree(_before(path), ignore_errors=True)
        _flush_entry(path.parent)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        recovered(path)
        raise


def recovered(path: Path) -> Path:
    """`path`, its former folder put back if a writer was stopped just before it put the new one in place."""
    before = _before(path.absolute())
    if before.exists():
        if path.exists():
            shutil.rmtree(before, ignore_errors=True)
        else:
            os.rename(before, path)
    return path


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step (Linux, `renameat2`). False where that can't be done."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def _before(path: Path) -> Path:
    return path.parent / f".{path.name}.before"


def _flush(folder: Path) -> None:
    for child in folder.rglob("*"):
        if child.is_file():
            with child.open("rb") as file:
                os.fsync(file.fileno())
    _flush_entry(folder)


def _flush_entry(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
