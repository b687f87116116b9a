"""A folder of cases becomes a cohort; a file that can't be read leaves the others in."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.cohort.bulk_export import condition, creatinine, patient, write_lines

from cordee.cohort import Cohort
from cordee.cohort.build_cases import cohort_from_cases
from cordee.fhir.read_case import read_case
from cordee.files.fault import BadInput

ON = date(2026, 11, 20)
EXAMPLES = Path(__file__).parents[2] / "examples"


def bundle(path: Path, *resources: dict[str, object]) -> None:
    entries = [{"resource": resource} for resource in resources]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}))


def test_each_file_is_read_as_it_would_be_alone(tmp_path: Path) -> None:
    by_hand = (EXAMPLES / "lung-egfr.yaml").read_bytes()
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "someone.yaml").write_bytes(by_hand)
    bundle(tmp_path / "two.json", patient("b"), patient("a"), condition("c", "a"))
    write_lines(tmp_path / "more.ndjson", [patient("z")])
    cohort, report = cohort_from_cases(tmp_path, on=ON, today=ON)
    assert list(cohort.people) == ["a", "b", "deeper/someone", "z"]
    alone = read_case(EXAMPLES / "lung-egfr.yaml", on=ON).case
    assert cohort.case(2) == Cohort.from_cases([("someone", alone)], ON).case(0)
    assert (report.people, report.faults) == (4, ())


def test_many_files_are_read_by_several_processes(tmp_path: Path) -> None:
    for i in range(70):
        bundle(tmp_path / f"{i:02}.json", patient(f"p{i:02}"), condition("c", f"p{i:02}"))
    cohort, _ = cohort_from_cases(tmp_path, on=ON, today=ON, jobs=2)
    assert list(cohort.people) == [f"p{i:02}" for i in range(70)]
    assert all(len(cohort.case(i).primaries) == 1 for i in range(70))


def test_what_is_wrong_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("hello")
    (tmp_path / "b.yaml").write_text("person: {")
    bundle(tmp_path / "c.json", patient("c"), creatinine("o", "c", unit="furlong"))
    bundle(tmp_path / "d.json", patient("c"))
    cohort, report = cohort_from_cases(tmp_path, on=ON, today=ON)
    assert list(cohort.people) == ["c"]
    assert [(f.fault.file, f.person, f.kept) for f in report.faults] == [
        ("a.json", "", False),
        ("b.yaml", "", False),
        ("c.json", "c", True),
        ("d.json", "c", True),
    ]
    assert "c.json" in report.faults[3].fault.problem


@pytest.mark.parametrize(("name", "content"), [("a.json", "hello"), ("a.txt", "hello")])
def test_nobody_to_read(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(BadInput):
        cohort_from_cases(tmp_path, on=ON, today=ON)
