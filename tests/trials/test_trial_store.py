"""The store: in place of older ones, found again by their words, kept through a power cut."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from ctml_writing import TERMS, TODAY
from registry_studies import LIEGE, LYON, TOURS, study

from cordee.case import Case
from cordee.files.fault import BadInput
from cordee.trials.ctgov.read import read_study
from cordee.trials.importing import import_paths
from cordee.trials.match import trials_for
from cordee.trials.store import TrialStore
from cordee.trials.trial import Trial


def trial(number: int = 1, **of: object) -> Trial:
    return read_study(msgspec.json.encode(study(number, **of)), "s.json", 1, TERMS)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path):
    with TrialStore(tmp_path / "trials.sqlite") as opened:
        yield opened


def put(store: TrialStore, *trials: Trial) -> list[str]:
    with store.transaction():
        return [store.add(one) for one in trials]


def test_a_newer_or_different_trial_takes_the_place_of_the_old_one(store: TrialStore) -> None:
    assert put(store, trial()) == ["new"]
    assert put(store, trial()) == ["same"]
    assert put(store, trial(status="COMPLETED")) == ["changed"]  # same day, other content
    assert put(store, trial(updated="2026-10-01")) == ["changed"]
    assert put(store, trial(updated="2026-08-01")) == ["older"]
    kept = store.get("NCT00000001")
    assert kept is not None
    assert (kept.updated, len(store)) == ("2026-10-01", 1)


def test_what_goes_in_comes_out(store: TrialStore) -> None:
    whole = trial(locations=(LYON, LIEGE), criteria="Inclusion Criteria:\n* anything")
    put(store, whole)
    assert store.get(whole.id) == whole
    assert store.get("NCT00009999") is None


def test_found_by_words_status_and_country(store: TrialStore) -> None:
    put(
        store,
        trial(1, conditions=("Breast Cancer",), locations=(LYON,)),
        trial(2, conditions=("Breast Cancer",), status="COMPLETED", locations=(LIEGE,)),
        trial(3, conditions=("Melanoma",)),
    )
    assert [t.id for t in store.search("breast")] == ["NCT00000001", "NCT00000002"]
    assert [t.id for t in store.search("breast hopital")] == ["NCT00000001"]  # accents don't matter
    assert [t.id for t in store.search("breast", statuses=("recruiting",))] == ["NCT00000001"]
    assert [t.id for t in store.search("breast", countries=("BE",))] == ["NCT00000002"]
    assert [t.id for t in store.listed(countries=("FR", "BE"))] == ["NCT00000001", "NCT00000002"]
    assert store.search('quote" OR NOT (') == []
    put(store, trial(1, conditions=("Sarcoma",)))
    assert [t.id for t in store.search("breast")] == ["NCT00000002"]


def test_the_country_filter_keeps_open_sites_and_trials_that_name_none(store: TrialStore) -> None:
    put(
        store,
        trial(1, locations=(LYON, LIEGE)),
        trial(2, locations=(TOURS,)),
        trial(3, locations=(LIEGE,)),
        trial(4),
    )
    found = trials_for(Case(), store, TERMS, TODAY, countries=("FR",))
    assert {t.id for t in found.trials} == {"NCT00000001", "NCT00000004"}
    assert found.elsewhere == 2
    assert [s.city for s in found.trials[0].sites] in (["Lyon"], [])
    assert {s.city for t in found.trials for s in t.sites} == {"Lyon"}


def test_the_index_follows_what_is_put_in(store: TrialStore) -> None:
    put(store, trial(1))
    assert [e.id for e in store.index().entries] == ["NCT00000001"]
    put(store, trial(2, sex="FEMALE"), trial(1, sex="MALE"))
    index = store.index()
    assert [e.id for e in index.entries] == ["NCT00000001", "NCT00000002"]
    numbers = {n for e in index.entries for p in e.asked.shared for n in ([p] if isinstance(p, int) else [])}
    assert max(numbers) < len(index.leaves)


def test_a_transaction_that_fails_leaves_nothing(store: TrialStore) -> None:
    put(store, trial(1))

    def cut_short() -> None:
        with store.transaction():
            store.add(trial(2))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cut_short()
    assert [t.id for t in store.listed()] == ["NCT00000001"]
    assert [e.id for e in store.index().entries] == ["NCT00000001"]


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"not a database, but long enough to be looked at " * 50)
    with pytest.raises(BadInput, match="can't be used: file is not a database"):
        TrialStore(other)
    with sqlite3.connect(tmp_path / "new.sqlite") as db:
        db.execute("PRAGMA user_version=99")
    with pytest.raises(BadInput, match="made by another version"):
        TrialStore(tmp_path / "new.sqlite")
    with sqlite3.connect(tmp_path / "half.sqlite") as db:
        db.execute("PRAGMA user_version=1")
    with TrialStore(tmp_path / "half.sqlite") as half, pytest.raises(BadInput, match="no such table"):
        half.index()
    with pytest.raises(BadInput, match="no trials yet"):
        TrialStore(tmp_path / "nowhere.sqlite", create=False)


IMPORT = """
import sys
from pathlib import Path
from cordee.terms import load_terms
from cordee.trials import importing
from cordee.trials.store import TrialStore
importing.BATCH = 20
def told(file, n):
    print(n, flush=True)
with TrialStore(Path(sys.argv[1])) as store:
    importing.import_paths(store, [Path(sys.argv[2])], load_terms(), told)
"""


def test_killed_in_the_middle_the_store_is_usable_and_a_second_run_completes_it(tmp_path: Path) -> None:
    dump = tmp_path / "dump.ndjson"
    total = 2000
    dump.write_bytes(
        b"\n".join(msgspec.json.encode(study(i, criteria="text " * 50)) for i in range(1, total + 1))
    )
    path = tmp_path / "trials.sqlite"
    with TrialStore(path) as store:
        put(store, trial(9999))
    command = [sys.executable, "-c", IMPORT, str(path), str(dump)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ}, text=True)
    assert child.stdout is not None
    assert child.stdout.readline()  # one batch is in, the next ones are on their way
    os.kill(child.pid, signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    child.stdout.close()
    with TrialStore(path) as store:
        there = len(store)
        assert 1 < there < total + 1
        assert store.get("NCT00009999") is not None
        assert len(store.index().entries) == there
        (sound,) = store.run("PRAGMA integrity_check").fetchone()
        assert sound == "ok"
        done = import_paths(store, [dump], TERMS)
        assert (done.new, done.same, len(store)) == (total + 1 - there, there - 1, total + 1)
        again = import_paths(store, [dump], TERMS)
        assert (again.taken, again.unchanged_files) == (0, 1)
