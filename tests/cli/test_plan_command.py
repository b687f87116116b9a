"""`cordee plan`: voices, languages, formats, and nothing half-written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, ON, Done

Run = Callable[..., Done]
MARIE = EXAMPLES / "colorectal-kras-g12c.json"


def test_text_says_the_options_with_their_proof(cordee: Run) -> None:
    done = cordee("plan", MARIE, "--on", ON)
    assert done.code == 0
    assert done.err == ""
    assert "KRAS G12C" in done.out
    assert "Options à discuter" in done.out
    assert "\x1b" not in done.out  # piped: no colour codes


def test_the_language_is_asked_for_or_taken_from_the_setting(
    cordee: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Options to discuss" in cordee("plan", MARIE, "--on", ON, "--lang", "en").out
    monkeypatch.setenv("CORDEE_LANG", "en")
    assert "Options to discuss" in cordee("plan", MARIE, "--on", ON).out
    monkeypatch.setenv("CORDEE_LANG", "de")
    done = cordee("plan", MARIE, "--on", ON)
    assert done.code == 2
    assert "CORDEE_LANG: 'de' is not a language" in done.err


def test_the_person_reads_another_voice(cordee: Run) -> None:
    done = cordee("plan", MARIE, "--on", ON, "--as", "person")
    assert "Ce n’est pas votre faute" in done.out
    assert "RECIST" not in done.out


def test_json_has_the_published_parts(cordee: Run) -> None:
    plan = json.loads(cordee("plan", MARIE, "--on", ON, "--format", "json").out)
    parts = "situation failures exceptions options trials to_find_out support triggers red_flags questions sources knowledge"
    assert set(parts.split()) <= set(plan)
    fields = ["id", "family", "aim", "name", "verdict", "proof", "reviewed"]
    assert all(set(fields) <= set(option) for option in plan["options"])
    assert {option["verdict"] for option in plan["options"]} <= {"yes", "no", "unknown"}


@pytest.mark.parametrize(
    ("name", "start"), [("p.html", b"<!doctype html>"), ("p.pdf", b"%PDF-"), ("p.json", b"{")]
)
def test_the_name_of_the_file_chooses_the_format(
    cordee: Run, tmp_path: Path, name: str, start: bytes
) -> None:
    out = tmp_path / name
    assert cordee("plan", MARIE, "--on", ON, "-o", out).code == 0
    assert out.read_bytes().lower().startswith(start.lower())
    assert [p.name for p in tmp_path.iterdir()] == [name]  # no temporary file left


def test_an_output_that_cannot_be_written_leaves_nothing(cordee: Run, tmp_path: Path) -> None:
    done = cordee("plan", MARIE, "--on", ON, "-o", tmp_path / "missing" / "p.json")
    assert done.code == 2
    assert "can't be written" in done.err
    assert list(tmp_path.iterdir()) == []


def test_the_plan_of_an_earlier_day_knows_nothing_later(cordee: Run) -> None:
    early = json.loads(cordee("plan", MARIE, "--on", "2024-04-01", "--format", "json").out)
    assert early["failures"].get("lines", []) == []
    assert not any("peritoneum" in s["id"] for s in early["situation"]["spread"])


def test_time_is_not_spoken_of_unasked(cordee: Run) -> None:
    done = cordee("plan", MARIE, "--on", ON, "--median-months", "12", "--format", "json")
    assert "survival" not in json.loads(done.out)  # the wish to know is not recorded


@pytest.mark.parametrize("months", ["-3", "0", "abc", "9999"])
def test_a_median_must_be_a_number_of_months(cordee: Run, months: str) -> None:
    done = cordee("plan", MARIE, f"--median-months={months}")
    assert done.code == 2
    assert "not a number of months" in done.err


def test_a_wrong_date_is_refused_in_one_line(cordee: Run) -> None:
    done = cordee("plan", MARIE, "--on", "12/11/2026")
    assert done.code == 2
    assert "expected YYYY-MM-DD" in done.err


def test_no_plan_is_made_for_somebody_who_has_died(cordee: Run, tmp_path: Path) -> None:
    bundle = json.loads(MARIE.read_text())
    person = next(e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Patient")
    person["deceasedBoolean"] = True
    undated = tmp_path / "undated.json"
    undated.write_text(json.dumps(bundle))
    assert cordee("plan", undated, "--on", ON).code == 1
    del person["deceasedBoolean"]
    person["deceasedDateTime"] = "2026-11-15"
    file = tmp_path / "record.json"
    file.write_text(json.dumps(bundle))
    out = tmp_path / "plan.pdf"
    done = cordee("plan", file, "--on", ON, "--lang", "en", "-o", out)
    assert done.code == 1
    assert "A death is recorded" in done.err
    assert not out.exists()
    assert cordee("plan", file, "--on", "2026-11-14").code == 0
