"""A bulk export becomes the cohort that reading each person alone would give, whatever way it is cut."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cohort.bulk_export import (
    condition,
    creatinine,
    patient,
    people,
    write_by_type,
    write_lines,
)

from cordee.case import Case
from cordee.cohort import Cohort, build_fhir, build_input, build_split
from cordee.cohort.build_fhir import cohort_from_fhir
from cordee.cohort.build_report import Report
from cordee.fhir import read_records
from cordee.files.fault import BadInput
from cordee.terms import load_terms

ON = date(2026, 11, 20)
DRUG = {"coding": [{"system": "http://www.whocc.no/atc", "code": "L01XA01"}], "text": "cisplatin"}


def built(export: Path, jobs: int = 1) -> tuple[Cohort, Report]:
    got: list[Cohort] = []
    report = cohort_from_fhir(
        export, export.parent / "out", lambda cohort, _: got.append(cohort), on=ON, today=ON, jobs=jobs
    )
    return got[0], report


def by_id(cohort: Cohort) -> dict[str, Case]:
    return {id: cohort.case(i) for i, id in enumerate(cohort.people)}


def alone(export: Path) -> dict[str, Case]:
    """What the reader of single records says of the same files, as a cohort keeps it."""
    readings = read_records(export, load_terms(), today=ON)
    return by_id(Cohort.from_cases([(r.person, r.case) for r in readings], ON))


def test_every_person_is_read_as_they_would_be_alone(tmp_path: Path) -> None:
    export = write_by_type(tmp_path / "export", people(40))
    cohort, report = built(export)
    assert by_id(cohort) == alone(export)
    assert len(cohort) == report.people == 40
    assert report.types == {"Patient": 40, "Condition": 40, "Observation": 40, "Encounter": 40}
    assert report.resources == 120  # an encounter is counted, not read
    assert report.faults == ()


@pytest.mark.parametrize("ending", ["ndjson", "ndjson.gz", "jsonl"])
def test_types_may_be_mixed_in_any_order_in_any_file(tmp_path: Path, ending: str) -> None:
    mixed = people(30)
    random.Random(7).shuffle(mixed)
    export = tmp_path / "export"
    write_lines(export / f"a.{ending}", mixed[:50])
    write_lines(export / "deeper" / f"b.{ending}", mixed[50:])
    expected = alone(write_by_type(tmp_path / "sorted", people(30)))
    assert by_id(built(export)[0]) == expected


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_cohort_depends_neither_on_the_cuts_nor_on_the_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    export = write_by_type(tmp_path / "export", people(60))
    whole, _ = built(export)
    if jobs == 1:  # other processes don't see what is set here
        monkeypatch.setattr(build_split, "PIECE_BYTES", 2000)
    monkeypatch.setattr(build_input, "UNIT_BYTES", 1777)  # in the middle of lines
    cut, _ = built(export, jobs)
    assert list(cut.people) == list(whole.people)
    assert by_id(cut) == by_id(whole)


def test_a_line_on_a_cut_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = write_lines(tmp_path / "a.ndjson", people(9))
    size = export.stat().st_size
    for unit in (1, 2, 7, 100, size - 1, size, size + 1):
        monkeypatch.setattr(build_input, "UNIT_BYTES", unit)
        lines = [
            line.content for u in build_input.units_of(export) for line in build_input.lines_of(export, u)
        ]
        assert b"".join(line or b"" for line in lines) == export.read_bytes()


REFERENCES = [
    "Patient/person-0",
    "https://records.example/fhir/Patient/person-0",
    "Patient/person-0/_history/3",
    "urn:uuid:person-0",
]


@pytest.mark.parametrize("reference", REFERENCES)
def test_however_a_reference_is_written(tmp_path: Path, reference: str) -> None:
    lines = [patient("person-0"), patient("person-1"), condition("c", "", subject={"reference": reference})]
    cohort, report = built(write_lines(tmp_path / "a.ndjson", lines))
    assert [len(case.primaries) for case in by_id(cohort).values()] in ([1, 0], [0, 1])
    assert len(by_id(cohort)["person-0"].primaries) == 1
    assert report.nobody == 0


def test_a_medicine_told_once_for_everybody(tmp_path: Path) -> None:
    given = {
        "resourceType": "MedicationAdministration",
        "status": "completed",
        "medicationReference": {"reference": "Medication/m1"},
        "effectiveDateTime": "2025-01-10",
    }
    lines: list[dict[str, Any]] = [{"resourceType": "Medication", "id": "m1", "code": DRUG}]
    for id in ("one", "two"):
        lines += [patient(id), {**given, "id": f"g-{id}", "subject": {"reference": f"Patient/{id}"}}]
    cohort, _ = built(write_lines(tmp_path / "a.ndjson", lines))
    assert [[line.drugs for line in case.lines] for case in by_id(cohort).values()] == [[("cisplatin",)]] * 2


def test_a_bundle_may_stand_on_a_line(tmp_path: Path) -> None:
    entries = [{"resource": patient("a")}, {"resource": condition("c", "a")}]
    export = write_lines(
        tmp_path / "a.ndjson", [{"resourceType": "Bundle", "type": "collection", "entry": entries}]
    )
    cohort, _ = built(export)
    assert len(by_id(cohort)["a"].primaries) == 1


def test_a_fact_that_cannot_be_believed_leaves_the_person_in(tmp_path: Path) -> None:
    lines = [patient("a"), condition("c", "a"), creatinine("o", "a", unit="furlong"), patient("b")]
    cohort, report = built(write_lines(tmp_path / "a.ndjson", lines))
    assert sorted(cohort.people) == ["a", "b"]
    (fault,) = report.faults
    assert (fault.person, fault.kept) == ("a", True)
    assert fault.fault.file == "a.ndjson"
    assert fault.fault.where.startswith("line 3 /valueQuantity")
    assert (report.faulty, report.set_aside) == (1, 0)


def test_two_contents_under_one_id_refuse_the_person_and_nobody_else(tmp_path: Path) -> None:
    lines = [patient("a"), patient("a", birthDate="1970-01-01"), patient("b"), patient("b")]
    cohort, report = built(write_lines(tmp_path / "a.ndjson", lines))
    assert list(cohort.people) == ["b"]  # the same twice is no fault
    assert [(f.person, f.kept) for f in report.faults] == [("a", False)]
    assert "line 2" in report.faults[0].fault.where
    assert "1970" not in json.dumps([f.fault.line() for f in report.faults])


def test_lines_of_a_person_who_is_not_there(tmp_path: Path) -> None:
    lines = [patient("a"), condition("c", "gone"), condition("d", "", subject={"display": "somebody"})]
    cohort, report = built(write_lines(tmp_path / "a.ndjson", lines))
    assert list(cohort.people) == ["a"]
    assert [(f.person, f.kept) for f in report.faults] == [("gone", False)]
    assert report.nobody == 1


def test_a_death_without_a_day_is_told(tmp_path: Path) -> None:
    dated = patient("a", deceasedDateTime="2026-01-02")
    lines = [dated, patient("b", deceasedBoolean=True), patient("c", deceasedBoolean=False)]
    cohort, report = built(write_lines(tmp_path / "a.ndjson", lines))
    assert str(by_id(cohort)["a"].person.died) == "2026-01-02"
    assert [note.en for note in report.notes] == [
        "Said to have died, without a date: 1 people, kept in the cohort."
    ]


SPOILED = {
    "not JSON": b"hello",
    "cut short": b'{"resourceType": "Condition", "subject": {"reference": "Pat',
    "not UTF-8": b'{"resourceType": "Condition", "id": "\xff"}',
    "a list": b"[1, 2]",
    "a number": b"12",
    "no type": b'{"id": "a"}',
    "nested too deep": b'{"resourceType": "Condition", "a": ' + b"[" * 100_000,
    "two people in a bundle": b'{"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient", "id":'
    b' "x"}}, {"resource": {"resourceType": "Patient", "id": "y"}}]}',
}


@pytest.mark.parametrize("line", SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_line_is_set_aside_and_the_others_go_on(tmp_path: Path, line: bytes) -> None:
    cohort, report = built(
        write_lines(tmp_path / "a.ndjson", people(3), line, json.dumps(patient("z")).encode())
    )
    assert "z" in cohort.people
    assert len(cohort) == 4
    assert [f.fault.where.split()[:2] for f in report.faults] == [["line", "13"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no Patient"),
        (json.dumps(condition("c", "a")).encode() + b"\n", "no Patient"),
        (b"hello\n", "not JSON"),
    ],
)
def test_an_export_of_nobody_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.ndjson").write_bytes(content)
    with pytest.raises(BadInput, match=said):
        built(tmp_path / "a.ndjson")


def test_a_compressed_file_cut_short_is_refused_whole(tmp_path: Path) -> None:
    export = write_lines(tmp_path / "a.ndjson.gz", people(50))
    export.write_bytes(export.read_bytes()[:-20])
    with pytest.raises(BadInput, match="cut short"):
        built(export)


def test_what_was_done_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export = write_by_type(tmp_path / "export", people(5))

    def fails(cohort: Cohort, report: Report) -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        cohort_from_fhir(export, tmp_path / "out", fails, on=ON, today=ON, jobs=1)
    monkeypatch.setattr(build_fhir, "split_unit", None)
    monkeypatch.setattr(build_fhir, "read_part", None)
    assert len(built(export)[0]) == 5
    write_lines(export / "more.ndjson", [patient("later")])
    with pytest.raises(TypeError):
        built(export)  # another export: what was kept serves no more
