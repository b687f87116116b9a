"""The store of clinical trials kept beside the database, when somebody has added any."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from cordee.trials.store import TrialStore, store_path

Stamp = tuple[tuple[int, int], ...]


def store_stamp() -> Stamp | None:
    """Changes whenever the store or its write-ahead log does (size, nanoseconds of the last change of each).

    None when there is no store.
    """
    path = store_path()
    found = []
    for file in (path, path.with_name(path.name + "-wal")):
        try:
            status = os.stat(file)
        except OSError:
            continue
        found.append((status.st_size, status.st_mtime_ns))
    return tuple(found) if path.is_file() else None


@contextmanager
def trial_store() -> Iterator[TrialStore | None]:
    """The store, open; None when nobody added a trial. Raises BadInput when the file is not a store."""
    if store_stamp() is None:
        yield None
        return
    with TrialStore(store_path(), create=False) as store:
        yield store
