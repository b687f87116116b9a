"""What sweeps find out is kept beside the tables: the same answers, of this cohort alone, whole or not at all."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from drawn_people import FORMS, criteria, people
from generated_case import TODAY
from generated_condition import parsed
from hypothesis import given, seed
from hypothesis import strategies as st
from test_same_meaning import cohort_of, quick
from tiny_terms import TINY

from cordee.case import Alteration, Case, PartialDate, Source
from cordee.cohort import Cohort, sweep
from cordee.cohort import beside as beside_module
from cordee.cohort import sliced as sliced_module
from cordee.cohort.aspect import Slice
from cordee.cohort.aspects import aspect
from cordee.cohort.beside import FOLDER, Beside
from cordee.cohort.fingerprint import marks_of, marks_of_ids, marks_of_people
from cordee.cohort.sliced import packed, sliced, unpacked
from cordee.cohort.store import load, save
from cordee.cohort.tables_read import TablesRead
from cordee.criteria import Criterion
from cordee.files.fault import BadInput

ALTERED = parsed({"alteration": {"gene": "KRAS"}})


def persons(*genes: str) -> Cohort:
    """One person for each gene, in whom it is altered."""
    seen = PartialDate.of(TODAY - timedelta(days=9))
    cases = [
        Case(alterations=(Alteration(gene=gene, kind="mutation", on=seen, source=Source("here")),))
        for gene in genes
    ]
    return Cohort.from_cases(((f"p{i}", case) for i, case in enumerate(cases)), TODAY)


def met(folder: Path) -> list[int]:
    return np.flatnonzero(sweep(load(folder), [ALTERED], TINY).codes(0) == 1).tolist()


def entries(folder: Path) -> list[Path]:
    return sorted(p for p in (folder / FOLDER).rglob("*") if p.is_file())


@pytest.mark.parametrize("family", sorted(FORMS))
@seed(11)
@quick(4)
@given(st.data())
def test_slices_come_back_as_they_were_found(family: str, data: st.DataObject) -> None:
    cohort = cohort_of(data.draw(people(60)))
    what = aspect(parsed({family: data.draw(FORMS[family])}))
    asked = [*([what.own] if what.own else []), *(s if isinstance(s, Slice) else s.of for s in what.shared)]
    for one in asked:
        found = sliced(cohort, one, TINY)
        again = unpacked(packed(found, len(cohort)), len(cohort))
        assert again.people.tolist() == found.people.tolist()
        assert again.group.tolist() == found.group.tolist()
        assert again.cuts == found.cuts
        for cut in again.cuts:  # recorded twice is two facts
            assert all(len({id(fact) for fact in facts}) == len(facts) for facts in cut.values())


@seed(12)
@quick(6)
@given(st.data())
def test_a_second_sweep_answers_as_the_first(data: st.DataObject) -> None:
    cohort = cohort_of(data.draw(people(80)))
    trees: list[Criterion] = data.draw(criteria(10))
    fresh = sweep(cohort, trees, TINY)
    with TemporaryDirectory() as name:
        save(cohort, Path(name))
        for _ in range(2):
            again = sweep(load(Path(name)), trees, TINY)
            assert all((again.codes(t) == fresh.codes(t)).all() for t in range(len(trees)))


def test_a_second_sweep_groups_nobody_and_reads_no_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(persons("KRAS", "EGFR", "KRAS"), tmp_path)
    first = load(tmp_path)
    assert met(tmp_path) == [0, 2]
    marks = marks_of(first)
    monkeypatch.delattr(sliced_module, "groups")
    second = load(tmp_path)
    assert sweep(second, [ALTERED], TINY).codes(0).tolist() == sweep(first, [ALTERED], TINY).codes(0).tolist()
    assert isinstance(second.tables, TablesRead)
    assert second.tables.asked() == set()
    again = marks_of(load(tmp_path))
    assert [a.tolist() for a in again] == [m.tolist() for m in marks]
    assert marks[0].tolist() == marks_of_ids(first.people).tolist()
    assert marks[1].tolist() == marks_of_people(first).tolist()


def test_the_index_of_another_cohort_is_not_used_and_goes(tmp_path: Path) -> None:
    save(persons("KRAS", "EGFR"), tmp_path)
    assert met(tmp_path) == [0]
    before = entries(tmp_path)
    save(persons("EGFR", "KRAS"), tmp_path)
    assert met(tmp_path) == [1]
    assert before
    assert not set(before) & set(entries(tmp_path))


def test_the_index_made_by_other_code_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(persons("KRAS", "EGFR"), tmp_path)
    met(tmp_path)
    before = {p.parent for p in entries(tmp_path)}
    monkeypatch.setattr(beside_module, "_code", lambda: b"other code")
    met(tmp_path)
    assert not before & {p.parent for p in entries(tmp_path)}


def cut_short(held: bytes) -> bytes:
    return held[:-1]


def emptied(held: bytes) -> bytes:
    return b""


def one_bit_changed(held: bytes) -> bytes:
    return held[:-3] + bytes([held[-3] ^ 1]) + held[-2:]


@pytest.mark.parametrize("harm", [cut_short, emptied, one_bit_changed])
def test_a_damaged_entry_is_made_anew(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    save(persons("KRAS", "EGFR", "KRAS"), tmp_path)
    met(tmp_path)
    whole = {path: path.read_bytes() for path in entries(tmp_path)}
    for path, held in whole.items():
        path.write_bytes(harm(held))
    assert met(tmp_path) == [0, 2]
    assert {path: path.read_bytes() for path in entries(tmp_path)} == whole


@pytest.mark.parametrize("entry", range(3))
def test_killed_while_keeping_an_entry(tmp_path: Path, entry: int) -> None:
    save(persons("KRAS", "EGFR", "KRAS"), tmp_path)
    child = os.fork()
    if child == 0:  # the process that dies, at its entry of this number, with half of it written
        written = 0

        def dying(self: Path, content: bytes) -> int:
            nonlocal written
            with self.open("wb") as file:
                file.write(content[: len(content) // 2] if written == entry else content)
            if written == entry:
                os.kill(os.getpid(), signal.SIGKILL)
            written += 1
            return len(content)

        Path.write_bytes = dying  # type: ignore[assignment,method-assign]
        met(tmp_path)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert [p.name for p in entries(tmp_path) if p.suffix == ".part"]
    assert met(tmp_path) == [0, 2]
    assert not [p.name for p in entries(tmp_path) if p.suffix == ".part"]


def test_where_nothing_can_be_kept_the_answers_are_the_same(tmp_path: Path) -> None:
    save(persons("KRAS", "EGFR", "KRAS"), tmp_path)
    (tmp_path / FOLDER).write_bytes(b"in the way")
    assert [met(tmp_path), met(tmp_path)] == [[0, 2], [0, 2]]
    assert Beside(tmp_path, "any").read("anything") is None


def test_a_table_that_was_replaced_meanwhile_is_refused(tmp_path: Path) -> None:
    save(persons("KRAS", "EGFR"), tmp_path)
    load(tmp_path)
    opened = load(tmp_path)
    save(persons("EGFR", "KRAS"), tmp_path)
    with pytest.raises(BadInput, match=r"alterations\.parquet: changed while the cohort was in use"):
        sweep(opened, [ALTERED], TINY)


def test_a_cohort_of_which_no_table_was_read_yet_is_whole_all_the_same(tmp_path: Path) -> None:
    made = persons("KRAS", "EGFR")
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    save(made, first)
    load(first)
    assert marks_of_people(load(first)).tolist() == marks_of_people(made).tolist()
    save(load(first), second)
    assert [load(second).case(p) for p in range(2)] == [made.case(p) for p in range(2)]
