"""Who may enter what, kept; and what is new a day later, from what changed alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drawn_people import FORMS, people, tree
from generated_case import TODAY
from generated_condition import parsed
from hypothesis import given, seed
from hypothesis import strategies as st
from test_same_meaning import quick
from tiny_terms import TINY

from cordee.case import Case, Lab, PartialDate, Person
from cordee.case.answer import Answer
from cordee.cohort import Cohort
from cordee.cohort import run as run_module
from cordee.cohort.asked_of import AskedOf
from cordee.cohort.died import died
from cordee.cohort.fingerprint import marks_of_people
from cordee.cohort.match import match
from cordee.cohort.matched import read
from cordee.cohort.watch import watch
from cordee.criteria import CaseView, answer, leaves
from cordee.files.fault import BadInput

Rows = set[tuple[str, str, str, str, str, int]]


def rows(table: pa.Table) -> Rows:
    return {tuple(row.values()) for row in table.to_pylist()}  # type: ignore[misc]


def asked_of(data: st.DataObject, count: int) -> list[AskedOf]:
    pool = [parsed({key: data.draw(form)}) for key, form in FORMS.items()]
    rng = Random(data.draw(st.integers(0, 2**32)))
    return [AskedOf("trial", f"t{i // 2}", f"arm{i % 2}", tree(pool, rng, 2)) for i in range(count)]


def expected(cases: dict[str, Case], asked: list[AskedOf], on: date) -> Rows:
    found: Rows = set()
    for id, case in cases.items():
        view = CaseView(case, on, TINY)
        gone = view.case.person.died
        if view.case.person.dead or (gone is not None and gone.earliest <= on):
            continue
        for one in asked:
            said = answer(one.criterion, view)
            if said is not Answer.NO:
                open_ = {leaf for leaf in leaves(one.criterion) if view.find(leaf).answer is Answer.UNKNOWN}
                found.add((id, one.kind, one.id, one.arm, said.value, len(open_)))
    return found


def cohort_of(cases: dict[str, Case], on: date = TODAY) -> Cohort:
    return Cohort.from_cases(cases.items(), on, chunk=64)


@seed(7)
@quick(8)
@given(st.data())
def test_a_row_for_every_pair_that_is_not_ruled_out(data: st.DataObject) -> None:
    cases = {f"p{i}": case for i, case in enumerate(data.draw(people(100)))}
    asked = asked_of(data, 12)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.parquet"
        match(cohort_of(cases), asked, TINY, path, unknown=True)
        whole = expected(cases, asked, TODAY)
        assert rows(pq.read_table(path)) == whole
        match(cohort_of(cases), asked, TINY, path)
        assert rows(pq.read_table(path)) == {row for row in whole if row[4] == "yes"}


@seed(8)
@quick(10)
@given(st.data())
def test_watching_is_matching_anew(data: st.DataObject) -> None:
    drawn = data.draw(people(70))
    others = data.draw(people(20))
    rng = Random(data.draw(st.integers(0, 2**32)))
    before = {f"p{i}": case for i, case in enumerate(drawn)}
    after = {id: case for id, case in before.items() if rng.random() < 0.9}
    after |= {id: rng.choice(others) for id in before if others and rng.random() < 0.1}
    after |= {f"new{i}": case for i, case in enumerate(others[:3])}
    asked = asked_of(data, 10)
    today = [a for a in asked if rng.random() < 0.9]
    if today:
        today[0] = msgspec.structs.replace(today[0], criterion=rng.choice(asked).criterion)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.parquet"
        match(cohort_of(before), asked, TINY, path, unknown=True)
        found = watch(read(path), cohort_of(after), today, TINY)
    now, then = expected(after, today, TODAY), expected(before, asked, TODAY)
    verdicts = {row[:4]: row[4] for row in then}
    assert rows(found.rows) == now
    assert rows(found.new) == {
        row for row in now if row[:4] not in verdicts or (verdicts[row[:4]] == "unknown" and row[4] == "yes")
    }
    assert not found.whole


def test_only_what_changed_is_swept_again(tmp_path: Path, people_of_two: dict[str, Case]) -> None:
    path = tmp_path / "out.parquet"
    asked = [AskedOf("trial", "t", a, parsed({"age": f">={n}"})) for a, n in (("one", 18), ("two", 70))]
    match(cohort_of(people_of_two), asked, TINY, path)
    again = watch(read(path), cohort_of(people_of_two), asked, TINY)
    assert (again.people, again.criteria, len(again.new), again.whole) == (0, 0, 0, "")
    eased = [asked[0], msgspec.structs.replace(asked[1], criterion=parsed({"age": ">=60"}))]
    found = watch(read(path), cohort_of(people_of_two), eased, TINY)
    assert (found.people, found.criteria) == (0, 1)
    assert rows(found.new) == {("young", "trial", "t", "two", "yes", 0)}
    tomorrow = watch(read(path), cohort_of(people_of_two, TODAY + timedelta(1)), asked, TINY)
    assert (tomorrow.people, tomorrow.whole) == (2, "day")


def test_a_result_has_one_group_of_rows_for_each_part_of_the_people(tmp_path: Path) -> None:
    """Each group repeats the ids of everybody: one for every few criteria would be mostly ids."""
    cases = {f"p{i}": Case(person=Person(born=PartialDate(str(1940 + i % 60)))) for i in range(150)}
    asked = [AskedOf("trial", f"t{n}", "", parsed({"age": f">={n}"})) for n in range(20, 60)]
    path = tmp_path / "out.parquet"
    with patch.object(run_module, "_BATCH_BYTES", 16):
        match(cohort_of(cases), asked, TINY, path, unknown=True)
    assert pq.ParquetFile(path).num_row_groups == 3  # 150 people, 64 at a time
    assert rows(pq.read_table(path)) == expected(cases, asked, TODAY)


def test_nobody_who_has_died_is_matched(tmp_path: Path) -> None:
    born = PartialDate("1950")
    cases = {
        "alive": Case(person=Person(born=born, dead=False)),
        "not-told": Case(person=Person(born=born)),
        "that-day": Case(person=Person(born=born, died=PartialDate.of(TODAY))),
        "that-year": Case(person=Person(born=born, died=PartialDate(str(TODAY.year)))),
        "without-a-day": Case(person=Person(born=born, dead=True)),
        "later": Case(person=Person(born=born, died=PartialDate.of(TODAY + timedelta(1)))),
    }
    path = tmp_path / "out.parquet"
    assert match(cohort_of(cases), [AskedOf("trial", "t", "", parsed({"age": ">=18"}))], TINY, path) == 3
    assert {row[0] for row in rows(pq.read_table(path))} == {"alive", "not-told", "later"}
    assert int(died(cohort_of(cases)).sum()) == 3


@pytest.fixture
def people_of_two() -> dict[str, Case]:
    return {
        "old": Case(person=Person(born=PartialDate("1940"))),
        "young": Case(person=Person(born=PartialDate("1961-05-02"))),
    }


def test_a_mark_changes_with_any_fact_and_with_no_order(people_of_two: dict[str, Case]) -> None:
    case = people_of_two["old"]
    day = PartialDate("2026-01-02")
    facts = (Lab(analyte="psa", value=4.0, on=day), Lab(analyte="psa", value=5.0, on=day))
    one = msgspec.structs.replace(case, labs=facts)
    other = msgspec.structs.replace(case, labs=facts[::-1])
    fewer = msgspec.structs.replace(case, labs=facts[:1])
    marks = marks_of_people(cohort_of({"a": one, "b": other, "c": fewer, "d": case}))
    assert marks[0] == marks[1]
    assert len(set(marks.tolist())) == 3


@pytest.mark.parametrize(
    "spoil", [lambda p: p.write_bytes(b"PAR1"), lambda p: pq.write_table(pa.table({}), p)]
)
def test_a_file_that_is_no_result_is_refused(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = tmp_path / "out.parquet"
    spoil(path)
    with pytest.raises(BadInput, match="not a result of `cordee match`"):
        read(path)


def test_a_result_is_written_whole_or_not_at_all(tmp_path: Path, people_of_two: dict[str, Case]) -> None:
    path = tmp_path / "out.parquet"
    path.write_text("as it was")
    impossible = AskedOf("trial", "t", "a", None)  # type: ignore[arg-type]
    with pytest.raises((AttributeError, TypeError)):
        match(cohort_of(people_of_two), [impossible], TINY, path)
    assert path.read_text() == "as it was"
    assert os.listdir(tmp_path) == ["out.parquet"]
