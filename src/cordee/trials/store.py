"""The trial store: one SQLite file. A trial is in it whole or not at all; an import that is cut short loses nothing of
what was there, and running it again completes it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

import msgspec

from cordee.criteria.leaf import Leaf
from cordee.criteria.tree import AnyLeaf
from cordee.files.home import home
from cordee.trials.index import Asked, TrialEntry, TrialIndex, entry_of
from cordee.trials.store_file import StoreFile
from cordee.trials.trial import Status, Trial

Added = Literal["new", "changed", "same", "older"]

_TRIAL = msgspec.msgpack.Decoder(Trial)
_ASKED = msgspec.msgpack.Decoder(Asked)
_LEAF: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(AnyLeaf)
_PACK = msgspec.msgpack.Encoder()


class Listed(msgspec.Struct, frozen=True):
    """A line of a list of trials."""

    id: str
    phase: str
    status: Status
    updated: str
    title: str


def store_path() -> Path:
    """`CORDEE_HOME/trials.sqlite`."""
    return home() / "trials.sqlite"


class TrialStore(StoreFile):
    """Trials kept in one file. Use as a context manager; every method raises BadInput when the file is not a store."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        super().__init__(path, create=create)
        self._index: TrialIndex | None = None

    def add(self, trial: Trial) -> Added:
        """Put `trial` in, in place of one with the same id unless that one was updated later. Call in a transaction."""
        body = _PACK.encode(trial)
        digest = hashlib.sha256(body).hexdigest()
        row = self.run("SELECT rowid, updated, digest FROM trial WHERE id = ?", (trial.id,)).fetchone()
        if row is not None:
            if row[2] == digest:
                return "same"
            if trial.updated and row[1] and trial.updated < row[1]:
                return "older"
            self._remove(row[0])
        self._insert(trial, body, digest)
        self._index = None
        return "new" if row is None else "changed"

    def _remove(self, rowid: int) -> None:
        for table, key in (("trial", "rowid"), ("site", "trial"), ("words", "rowid")):
            self.run(f"DELETE FROM {table} WHERE {key} = ?", (rowid,))

    def _insert(self, trial: Trial, body: bytes, digest: str) -> None:
        numbers = _Numbers(self)
        entry = entry_of(trial, numbers)
        made = self.run(
            "INSERT INTO trial (id, title, phase, status, updated, digest, file, asked, body) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                trial.id, trial.title, trial.phase, trial.status, trial.updated, digest, trial.file,
                _PACK.encode(entry.asked), body,
            ),
        )  # fmt: skip
        self.run_many(
            "INSERT INTO site VALUES (?, ?, ?, ?, ?)",
            [(made.lastrowid, s.country, s.city, s.name, s.status) for s in trial.sites],
        )
        self.run(
            "INSERT INTO words (rowid, id, title, conditions, drugs, sites, eligibility) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                made.lastrowid, trial.id, trial.title, " ; ".join(trial.conditions),
                " ; ".join(f"{arm.id} {arm.name} {arm.drugs}" for arm in trial.arms),
                " ; ".join(f"{s.name} {s.city} {s.country}" for s in trial.sites), trial.eligibility,
            ),
        )  # fmt: skip

    def get(self, id: str) -> Trial | None:
        """One trial in full."""
        row = self.run("SELECT body FROM trial WHERE id = ?", (id,)).fetchone()
        return None if row is None else self.decoded(_TRIAL, row[0])

    def from_file(self, file: str) -> set[str]:
        """Ids of the trials that were last read from this file, named as it was then."""
        return {id for (id,) in self.run("SELECT id FROM trial WHERE file = ?", (file,))}

    def __len__(self) -> int:
        (count,) = self.run("SELECT count(*) FROM trial").fetchone()
        return int(count)

    def listed(self, statuses: Collection[str] = (), countries: Collection[str] = ()) -> list[Listed]:
        """Trials by id, of these statuses and with a site in these countries when given."""
        return self._listed("1", (), statuses, countries, "t.id")

    def search(
        self, text: str, statuses: Collection[str] = (), countries: Collection[str] = ()
    ) -> list[Listed]:
        """Trials whose id, title, conditions, drugs, sites or text hold every word of `text`, the best first."""
        words = " ".join('"' + word.replace('"', '""') + '"' for word in text.split())
        if not words:
            return self.listed(statuses, countries)
        where = "t.rowid IN (SELECT rowid FROM words WHERE words MATCH ?)"
        found = self._listed(where, (words,), statuses, countries, "t.id")
        ranked = self.run("SELECT id FROM words WHERE words MATCH ? ORDER BY rank", (words,)).fetchall()
        place = {id: i for i, (id,) in enumerate(ranked)}
        return sorted(found, key=lambda listed: place[listed.id])

    def _listed(
        self,
        where: str,
        values: tuple[str, ...],
        statuses: Collection[str],
        countries: Collection[str],
        order: str,
    ) -> list[Listed]:
        if statuses:
            where += f" AND t.status IN ({_marks(statuses)})"
        if countries:
            where += f" AND t.rowid IN (SELECT trial FROM site WHERE country IN ({_marks(countries)}))"
        rows = self.run(
            f"SELECT t.id, t.phase, t.status, t.updated, t.title FROM trial t WHERE {where} ORDER BY {order}",
            (*values, *statuses, *countries),
        )
        return [Listed(*row) for row in rows]

    def index(self) -> TrialIndex:
        """Every trial, ready to be asked; kept until the store changes under this object."""
        if self._index is None:
            leaves: list[Leaf] = [
                self.decoded(_LEAF, body) for (body,) in self.run("SELECT body FROM leaf ORDER BY number")
            ]
            rows = self.run("SELECT id, title, phase, status, asked FROM trial ORDER BY id")
            entries = [TrialEntry(i, t, p, s, self.decoded(_ASKED, asked)) for i, t, p, s, asked in rows]
            self._index = TrialIndex(entries, leaves)
        return self._index

    def with_open_site(self, countries: Collection[str]) -> Collection[str]:
        """Ids of trials with an open site in one of `countries`, or with no site named at all."""
        rows = self.run(
            "SELECT id FROM trial WHERE rowid NOT IN (SELECT trial FROM site) OR rowid IN (SELECT trial FROM site "
            f"WHERE status IN ('recruiting', 'not-yet-recruiting', 'by-invitation', 'unknown') "
            f"AND country IN ({_marks(countries)}))",
            tuple(countries),
        )
        return {id for (id,) in rows}

    def is_read(self, file: str, stamp: str) -> bool:
        """Whether this very content of a file was read to its end."""
        row = self.run("SELECT 1 FROM file WHERE path = ? AND stamp = ?", (file, stamp)).fetchone()
        return row is not None

    def mark_read(self, file: str, stamp: str) -> None:
        """Remember it. Call in the transaction of its last trial."""
        self.run("INSERT OR REPLACE INTO file VALUES (?, ?)", (file, stamp))

    def keep_correction(self, trial: str, file: str, text: str) -> None:
        """Keep a curator's file, so that it holds even when the trial next comes without it."""
        self.run("INSERT OR REPLACE INTO correction VALUES (?, ?, ?)", (trial, file, text))

    def drop_correction(self, trial: str) -> None:
        """Forget it. Call in a transaction."""
        self.run("DELETE FROM correction WHERE trial = ?", (trial,))

    def corrections(self) -> Iterable[tuple[str, str, str]]:
        """Every kept correction: trial, file, text."""
        with closing(self.run("SELECT trial, file, text FROM correction ORDER BY trial")) as rows:
            return rows.fetchall()


class _Numbers(dict[Leaf, int]):
    """The store's leaves: a new one is written as soon as it is numbered."""

    def __init__(self, store: StoreFile) -> None:
        super().__init__()
        self._store = store

    def setdefault(self, leaf: Leaf, default: int | None = None) -> int:
        known = self.get(leaf)
        if known is None:
            body = _PACK.encode(leaf)
            row = self._store.run("SELECT number FROM leaf WHERE body = ?", (body,)).fetchone()
            if row is None:
                (next_number,) = self._store.run("SELECT coalesce(max(number) + 1, 0) FROM leaf").fetchone()
                self._store.run("INSERT INTO leaf VALUES (?, ?)", (next_number, body))
                row = (next_number,)
            known = self[leaf] = int(row[0])
        return known


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))
