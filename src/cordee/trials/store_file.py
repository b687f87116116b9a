"""One SQLite file as the trial store uses it: opened, checked, changed in transactions, its troubles told in one line."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self, TypeVar

import msgspec

from cordee.files.fault import BadInput
from cordee.trials.store_schema import SCHEMA, VERSION

T = TypeVar("T")

_UNREADABLE = re.compile(r"no such|malformed|not a database|already exists|[Ee]xpected|[Ii]nvalid|missing")
_AGAIN = "Move it away and add the trials again."


class StoreFile:
    """The file and its tables. Every method raises BadInput when the file can't give or take what is asked."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        if not create and not path.is_file():
            raise BadInput.at(str(path), "", "no trials yet.", "Add some with `cordee trials add FILE…`.")
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
        except (sqlite3.Error, OSError) as error:
            raise self._fault(error) from None
        self._open()

    def _open(self) -> None:
        self.run("PRAGMA journal_mode=WAL")
        self.run("PRAGMA synchronous=FULL")
        (found,) = self.run("PRAGMA user_version").fetchone()
        if found not in (0, VERSION):
            raise BadInput.at(str(self.path), "", f"made by another version ({found}).", _AGAIN)
        if found == 0:
            with self.transaction():
                for statement in SCHEMA:
                    self.run(statement)
                self.run(f"PRAGMA user_version={VERSION}")

    def run(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """One statement."""
        try:
            return self._db.execute(statement, values)
        except sqlite3.Error as error:
            raise self._fault(error) from None

    def run_many(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """One statement for many rows."""
        try:
            self._db.executemany(statement, rows)
        except sqlite3.Error as error:
            raise self._fault(error) from None

    def decoded(self, decoder: msgspec.msgpack.Decoder[T], body: bytes) -> T:
        """A kept value; refused when a version with other conditions kept it."""
        try:
            return decoder.decode(body)
        except msgspec.MsgspecError as error:
            raise self._fault(error) from None

    def _fault(self, error: Exception) -> BadInput:
        remedy = _AGAIN if _UNREADABLE.search(str(error)) else ""
        return BadInput.at(str(self.path), "", f"the trial store can't be used: {error}.", remedy)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # SQLite has rolled back by itself on a full disk
                self._db.execute("ROLLBACK")
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
