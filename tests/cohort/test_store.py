"""A cohort kept as Parquet comes back the same; one that is damaged is refused with its file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from drawn_people import people
from generated_case import TODAY
from hypothesis import given, seed
from hypothesis import strategies as st
from test_same_meaning import cohort_of, quick

from cordee.cohort import Cohort
from cordee.cohort.kept import KEPT
from cordee.cohort.store import load, save
from cordee.files.fault import BadInput


@seed(5)
@quick(10)
@given(st.data())
def test_a_cohort_kept_comes_back_the_same(data: st.DataObject) -> None:
    cohort = cohort_of(data.draw(people(30)))
    with TemporaryDirectory() as folder:
        save(cohort, Path(folder))
        again = load(Path(folder))
    assert (again.people, again.on) == (cohort.people, cohort.on)
    for person in range(len(cohort)):
        assert again.case(person) == cohort.case(person)


def test_nothing_that_names_a_person_is_kept() -> None:
    kept = {name for table in KEPT.values() for name in table.fields}
    assert not kept & {"name", "phone", "text", "by", "relation", "original", "method", "detail", "procedure"}
    assert not {"team", "wishes"} & set(KEPT)


def test_a_folder_without_a_cohort_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is not a cohort"):
        load(tmp_path)


@pytest.mark.parametrize("table", ["people", "lines", "labs"])
def test_a_damaged_table_is_refused_with_its_file(tmp_path: Path, table: str) -> None:
    save(Cohort.from_cases([], date(2026, 1, 1)), tmp_path)
    assert len(load(tmp_path)) == 0
    (tmp_path / f"{table}.parquet").write_bytes(b"PAR1 cut short")
    with pytest.raises(BadInput, match=rf"{table}\.parquet: can't be read"):
        load(tmp_path)


def test_a_form_of_another_day_is_refused(tmp_path: Path) -> None:
    save(Cohort.from_cases([], TODAY), tmp_path)
    sheet = tmp_path / "cohort.json"
    sheet.write_text(sheet.read_text().replace('"format": 1', '"format": 9'))
    with pytest.raises(BadInput, match="form 9"):
        load(tmp_path)
