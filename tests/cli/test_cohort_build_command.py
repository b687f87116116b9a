"""`cordee cohort build`: what it says, what it leaves, what it refuses."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cordee.cli.progress import progress
from cordee.cohort.build_report import Step
from cordee.cohort.store import load
from cordee.terms import Words
from tests.cli.conftest import EXAMPLES, ON, Done
from tests.cohort.bulk_export import creatinine, patient, people, write_by_type, write_lines

Run = Callable[..., Done]


def test_a_bulk_export(cordee: Run, tmp_path: Path) -> None:
    export = write_by_type(tmp_path / "export", people(12))
    done = cordee("cohort", "build", export, "-o", tmp_path / "out", "--on", ON)
    assert done.code == 0
    assert done.out == (
        f"12 personnes, 36 ressources ou lignes lues, 0 personnes avec des erreurs mises de côté, "
        f"0 dossiers refusés → {tmp_path / 'out'}\n"
    )
    assert done.err.splitlines()[-1] == "lecture des personnes\u202f: 8/8 paquets"  # plain lines when piped
    assert "\x1b" not in done.err
    assert len(load(tmp_path / "out")) == 12
    told = json.loads((tmp_path / "out" / "build.json").read_text())
    assert (told["people"], told["types"]["Encounter"], told["faults"]) == (12, 12, 0)
    assert (tmp_path / "out" / "faults.ndjson").read_bytes() == b""


def test_faults_are_listed_and_the_exit_code_tells(cordee: Run, tmp_path: Path) -> None:
    spoiled = [patient("a"), creatinine("o", "a", unit="furlong"), patient("b"), patient("b", gender="male")]
    export = write_lines(tmp_path / "a.ndjson", [*spoiled, patient("c")], b"hello")
    done = cordee("cohort", "build", export, "-o", tmp_path / "out", "--on", ON, "--lang", "en")
    assert done.code == 2
    assert "2 people, " in done.out
    assert "1 people with faults set aside, 1 records refused" in done.out
    listed = [json.loads(line) for line in (tmp_path / "out" / "faults.ndjson").read_text().splitlines()]
    assert [(f["person"], f["kept"], f["where"].split()[1].split("/")[0]) for f in listed] == [
        ("", False, "6"),
        ("a", True, "2"),
        ("b", False, "4"),
    ]
    assert [line for line in done.err.splitlines() if line.startswith("cordee: a.ndjson: line 6: not JSON")]
    assert sorted(load(tmp_path / "out").people) == ["a", "c"]


def test_the_examples_are_cases(cordee: Run, tmp_path: Path) -> None:
    records = [path for path in EXAMPLES.glob("*.json") if "Patient" in path.read_text()]
    for path in records:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    written = sorted(EXAMPLES.glob("*.yaml"))[:3]
    (tmp_path / "by-hand").mkdir()
    for path in written:
        (tmp_path / "by-hand" / f"other-{path.name}").write_bytes(path.read_bytes())
    done = cordee("cohort", "build", tmp_path, "-o", tmp_path.parent / "out", "--on", ON, "--from", "cases")
    ids = load(tmp_path.parent / "out").people
    assert len(ids) == len(set(ids)) == len(records) + len(written)
    assert f"by-hand/other-{written[0].stem}" in ids  # a case without an id of its own has its file's name
    assert list(ids) == sorted(ids)
    assert done.code == 0


def test_a_study_folder(cordee: Run, tmp_path: Path) -> None:
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "data_clinical_sample.txt").write_text(
        "PATIENT_ID\tSAMPLE_ID\tONCOTREE_CODE\nP1\tS1\tLUAD\nP2\tS2\tNOSUCH\n"
    )
    done = cordee("cohort", "build", tmp_path / "study", "-o", tmp_path / "out", "--on", ON, "--lang", "en")
    assert done.code == 0
    assert "# OncoTree codes without a term: NOSUCH (1)" in done.err
    assert "# Not in the folder: table of mutations" in done.err
    assert load(tmp_path / "out").people == ["P1", "P2"]


def endless_line(path: Path) -> None:
    with path.open("wb") as out:
        out.write(json.dumps(patient("a")).encode() + b"\n")
        out.write(b'{"resourceType": "Observation", "note": "')
        for _ in range(300):
            out.write(b"x" * 2**20)
        out.write(b'"}\n' + json.dumps(patient("b")).encode() + b"\n")


def test_a_line_of_300_megabytes_is_set_aside(cordee: Run, tmp_path: Path) -> None:
    endless_line(tmp_path / "a.ndjson")
    done = cordee(
        "cohort", "build", tmp_path / "a.ndjson", "-o", tmp_path / "out", "--jobs", 1, "--lang", "en"
    )
    assert done.code == 2
    assert "cordee: a.ndjson: line 2: more than the 64 MiB" in done.err
    assert sorted(load(tmp_path / "out").people) == ["a", "b"]


def truncated_gzip(folder: Path) -> None:
    path = write_lines(folder / "a.ndjson.gz", people(50))
    path.write_bytes(path.read_bytes()[:-30])


def damaged_gzip(folder: Path) -> None:
    (folder / "a.ndjson.gz").write_bytes(b"not gzip at all")


def no_key_column(folder: Path) -> None:
    (folder / "data_clinical_sample.txt").write_text("PERSON\tSAMPLE_ID\nP1\tS1\n")


def patients_alone(folder: Path) -> None:
    (folder / "data_clinical_patient.txt").write_text("PATIENT_ID\nP1\n")


def nothing(folder: Path) -> None:
    (folder / "README").write_text("nothing here")


def nobody(folder: Path) -> None:
    write_lines(folder / "a.ndjson", [creatinine("o", "gone")])


REFUSED: dict[Callable[[Path], None], str] = {
    truncated_gzip: r"a\.ndjson\.gz: the compressed file was cut short",
    damaged_gzip: r"a\.ndjson\.gz: is damaged",
    no_key_column: r"data_clinical_sample\.txt: column names: no column PATIENT_ID\. It has PERSON, SAMPLE_ID",
    patients_alone: r"no data_clinical_sample\.txt",
    nothing: r"holds no case",
    nobody: r"aucun Patient",
}


@pytest.mark.parametrize(("spoil", "said"), REFUSED.items(), ids=lambda x: getattr(x, "__name__", ""))
def test_what_is_refused_whole(cordee: Run, tmp_path: Path, spoil: Callable[[Path], None], said: str) -> None:
    (tmp_path / "in").mkdir()
    spoil(tmp_path / "in")
    done = cordee("cohort", "build", tmp_path / "in", "-o", tmp_path / "out", "--on", ON)
    assert done.code == 2
    assert re.search(said, done.err)
    assert "Traceback" not in done.err
    assert done.out == ""
    assert not (tmp_path / "out").exists()


def test_nothing_there_and_bad_options(cordee: Run, tmp_path: Path) -> None:
    assert "no such file" in cordee("cohort", "build", tmp_path / "nowhere", "-o", tmp_path / "out").err
    assert cordee("cohort", "build", tmp_path, "-o", tmp_path / "out", "--jobs", "0").code == 2
    assert cordee("cohort", "build", tmp_path).code == 2


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress("en") as tell:
        for done in range(3):
            tell(Step(Words("lecture", "reading"), done, 2, Words("fichiers", "files")))
    shown = capsys.readouterr().err
    assert "reading" in shown
    assert "2/2" in shown
