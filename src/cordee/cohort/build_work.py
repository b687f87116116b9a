"""The work folder of a build: what is done is kept in it, so that a build that was stopped goes on where it was.

It holds the lines of the export as they came, sorted by person: it is as confidential as the export, readable by its
owner alone, and removed when the cohort stands.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cordee.files.fault import BadInput


class Work:
    """`lines`: the first pass's pieces; `parts`: the second pass's cohorts, one a bucket."""

    def __init__(self, folder: Path) -> None:
        self.lines = folder / "lines"
        self.parts = folder / "parts"


def work_beside(out: Path) -> Path:
    """Where the work for `out` is kept: a hidden neighbour, on the same disk."""
    return out.absolute().parent / f".{out.name}.building"


@contextmanager
def working(out: Path, fingerprint: str) -> Iterator[Work]:
    """The work folder for `out`, held by this process alone. What was done for another fingerprint is removed; what was
    done for this one is found again. Raises BadInput when another process is building the same, or it can't be made."""
    top = work_beside(out)
    try:
        top.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(top / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise BadInput.at(str(out), "", f"can't be written beside: {error.strerror}.") from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BadInput.at(str(out), "", "another process is building this cohort.") from None
        for other in top.iterdir():
            if other.name not in {"lock", fingerprint}:
                shutil.rmtree(other, ignore_errors=True)
        work = Work(top / fingerprint)
        work.lines.mkdir(parents=True, exist_ok=True)
        work.parts.mkdir(exist_ok=True)
        yield work
    finally:
        os.close(handle)


def finished(out: Path) -> None:
    """Remove the work folder of `out`: the cohort stands."""
    shutil.rmtree(work_beside(out), ignore_errors=True)
