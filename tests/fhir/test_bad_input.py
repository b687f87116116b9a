"""Bad input is refused with its place and what to do, or the one bad fact is set aside and the rest read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tiny_terms import TINY

from cordee.fhir import Reading, json_input, read_case, read_record, read_records
from cordee.files.fault import BadInput

TODAY = date(2026, 11, 20)
CORPUS = Path(__file__).parent / "malformed"

# file → where, and words that the refusal must hold
REFUSED = {
    "not_json.json": ("line 1 column 1", "not JSON"),
    "not_json_comma.json": ("line 3 column 12", "not JSON"),
    "truncated.json": ("line", "cut short"),
    "invalid_utf8.json": ("line 2 column 21", "not UTF-8"),
    "empty.json": ("", "is empty"),
    "only_spaces.json": ("", "is empty"),
    "number.json": ("", "expected a FHIR resource"),
    "not_fhir.json": ("/resourceType", "not a FHIR resource"),
    "bare_list.json": ("", "a bare list"),
    "bare_list_dstu2.json": ("", "DSTU2"),
    "no_patient.json": ("", "no Patient among its resources: Observation (1)"),
    "empty_bundle.json": ("", "holds no resource"),
    "entry_not_a_list.json": ("/entry", "expected a list"),
    "entry_not_an_object.json": ("/entry/1", "expected an object"),
    "duplicated_id.json": ("/entry/2/resource/id", "the same type and id as /entry/1/resource"),
    "cyclic_parts.json": ("/entry/1/resource", "lead back to itself by way of /entry/2/resource"),
    "cyclic_self.json": ("/entry/1/resource", "lead back to itself"),
    "two_people.json": ("", "holds 2 people. Choose one with person=: p1, p2"),
}
# file → the pointers at fault, and how many facts besides the person were still read
SET_ASIDE = {
    "date_2999.json": (["/entry/1/resource/effectiveDateTime"], 1),
    "age_190.json": (["/entry/0/resource/birthDate"], 1),
    "unit_mismatch.json": (
        ["/entry/1/resource/valueQuantity/unit", "/entry/2/resource/valueQuantity/unit"],
        1,
    ),
    "implausible.json": (["/entry/1/resource/valueQuantity/unit", "/entry/2/resource"], 0),
    "not_a_date.json": (["/entry/1/resource/effectiveDateTime", "/entry/2/resource/effectiveDateTime"], 0),
    "wrong_shapes.json": (
        [
            "/entry/0/resource/gender",
            "/entry/1/resource/code",
            "/entry/2/resource/valueInteger",
            "/entry/3/resource/code/coding",
        ],
        0,
    ),
    "ends_before_it_starts.json": (["/entry/1/resource/effectivePeriod"], 0),
    "before_birth.json": (["/entry/1/resource/effectiveDateTime"], 0),
}
UNUSED = {
    "somebody_else.json": "is about somebody who is not in this input",
    "dstu2_condition.json": "written in DSTU2",
}


def refusal(path: Path) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_record(path, TINY, today=TODAY)
    return caught.value


def read(name: str) -> Reading:
    return read_record(CORPUS / name, TINY, today=TODAY)


def test_the_whole_corpus_is_expected() -> None:
    assert {path.name for path in CORPUS.iterdir()} == REFUSED.keys() | SET_ASIDE.keys() | UNUSED.keys()


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_read_is_refused_with_its_place(name: str) -> None:
    where, words = REFUSED[name]
    faults = refusal(CORPUS / name).faults
    assert faults[0].file.endswith(name)
    assert faults[0].where.startswith(where)
    assert words in faults[0].line()


@pytest.mark.parametrize("name", SET_ASIDE)
def test_a_bad_fact_is_set_aside_and_the_rest_read(name: str) -> None:
    pointers, facts = SET_ASIDE[name]
    reading = read(name)
    assert [fault.where for fault in reading.faults] == pointers
    assert sum(1 for _ in reading.case.facts()) == 1 + facts


@pytest.mark.parametrize("name", UNUSED)
def test_what_is_left_says_why(name: str) -> None:
    (unused,) = read(name).unused
    assert UNUSED[name] in unused.reason.en
    assert unused.reason.fr


def test_faults_never_tell_who_the_person_is() -> None:
    told = [fault.line() for name in SET_ASIDE for fault in read(name).faults]
    told += [
        fault.line()
        for name in REFUSED
        if name != "two_people.json"
        for fault in refusal(CORPUS / name).faults
    ]
    for line in told:
        for secret in ("Invented", "1961-05-02", "1836", "p1"):
            assert secret not in line.partition(".json: ")[2]


def test_the_example_of_a_fault_says_what_was_expected() -> None:
    first, second = read("unit_mismatch.json").faults
    assert "0.112 g/L" in first.problem
    assert second.problem == "'furlong' for haemoglobin can't be read as g/L: expected g/L, g/dL (UCUM)."


def test_one_of_two_people_can_be_chosen() -> None:
    assert read_record(CORPUS / "two_people.json", TINY, today=TODAY, person="p2").person == "p2"
    assert [r.person for r in read_records(CORPUS / "two_people.json", TINY, today=TODAY)] == ["p1", "p2"]


def test_a_person_who_is_not_there_is_refused() -> None:
    with pytest.raises(BadInput, match="Choose one with"):
        read_record(CORPUS / "two_people.json", TINY, today=TODAY, person="p3")


def test_200_mb_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as huge:
        huge.truncate(200 * 2**20)
    assert "200 MiB is more than the 64 MiB" in refusal(path).faults[0].problem


def test_a_line_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_input, "MAX_BYTES", 1000)
    path = tmp_path / "long.ndjson"
    path.write_text(
        '{"resourceType":"Patient","id":"p"}\n{"resourceType":"Basic","text":"' + "x" * 2000 + '"}\n'
    )
    assert refusal(path).faults[0].where == "line 2"


@pytest.mark.parametrize("deep", [600, 5_000, 200_000])
@pytest.mark.parametrize("inside", ['{"a":', "["])
def test_deep_nesting_never_breaks_the_reader(tmp_path: Path, deep: int, inside: str) -> None:
    path = tmp_path / "deep.json"
    close = "}" if inside.startswith("{") else "]"
    nest = inside * deep + "1" + close * deep
    path.write_text(
        '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p","x":'
        + nest
        + "}}]}"
    )
    try:
        problem = read_record(path, TINY, today=TODAY).person
    except BadInput as refused:
        problem = refused.faults[0].problem
    assert problem in {"p", "nested too deeply to be read."}


def test_bundles_in_bundles_end(tmp_path: Path) -> None:
    path = tmp_path / "nested.json"
    path.write_text(
        '{"resourceType":"Bundle","entry":[{"resource":' * 50 + '{"resourceType":"Patient"}' + "}]}" * 50
    )
    assert "bundles within bundles" in refusal(path).faults[0].problem


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "can't be read" in refusal(tmp_path / "none.json").faults[0].problem


def test_an_ndjson_fault_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "people.ndjson"
    path.write_text('{"resourceType":"Patient","id":"p","birthDate":"2999-01-01"}\n\n')
    assert read_record(path, TINY, today=TODAY).faults[0].where == "line 1 /birthDate"
    path.write_text('{"resourceType":"Patient","id":"p"}\n{"resourceType":\n')
    assert refusal(path).faults[0].where == "line 2"


def test_a_folder_is_read_together(tmp_path: Path) -> None:
    (tmp_path / "Patient.ndjson").write_text('{"resourceType":"Patient","id":"p"}\n')
    (tmp_path / "Observation.ndjson").write_text(
        '{"resourceType":"Observation","id":"o","status":"final","subject":{"reference":"Patient/p"},'
        '"code":{"coding":[{"system":"http://loinc.org","code":"89247-1"}]},"valueInteger":1}\n'
    )
    (tmp_path / "notes.txt").write_text("no FHIR")
    reading = read_case(tmp_path, terms=TINY, on=TODAY)
    assert [p.ecog for p in reading.case.performance] == [1]
    assert [unused.ref for unused in reading.unused] == ["notes.txt"]


def test_a_history_bundle_gives_its_latest_versions(tmp_path: Path) -> None:
    def version(number: int, ecog: int) -> dict[str, object]:
        code = {"coding": [{"system": "http://loinc.org", "code": "89247-1"}]}
        meta = {"versionId": str(number)}
        observation = {
            "resourceType": "Observation",
            "id": "o",
            "meta": meta,
            "status": "final",
            "code": code,
        }
        return {"resource": observation | {"valueInteger": ecog}}

    path = tmp_path / "history.json"
    entries = [{"resource": {"resourceType": "Patient", "id": "p"}}, version(2, 3), version(1, 1)]
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "history", "entry": entries}))
    reading = read_record(path, TINY, today=TODAY)
    assert [p.ecog for p in reading.case.performance] == [3]
    assert reading.unused[0].reason.en == "a later version is kept"
