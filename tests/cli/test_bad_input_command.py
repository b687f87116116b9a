"""Bad input: exit 2, one line per fault with its place, no traceback, no output file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import EXAMPLES, ON, Done

Run = Callable[..., Done]


def bundle() -> dict[str, Any]:
    """A sound example, to be spoiled."""
    loaded: dict[str, Any] = json.loads((EXAMPLES / "colorectal-kras-g12c.json").read_text())
    return loaded


def patient(b: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(
        e["resource"] for e in b["entry"] if e["resource"]["resourceType"] == "Patient"
    )
    return found


def lab(b: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(
        e["resource"]
        for e in b["entry"]
        if e["resource"]["resourceType"] == "Observation" and "valueQuantity" in e["resource"]
    )
    return found


def born_in(year: int) -> Callable[[dict[str, Any]], None]:
    return lambda b: patient(b).update(birthDate=f"{year}-01-01")


def with_unit(unit: str) -> Callable[[dict[str, Any]], None]:
    def spoil(b: dict[str, Any]) -> None:
        lab(b)["valueQuantity"] = {
            "value": 3,
            "unit": unit,
            "code": unit,
            "system": "http://unitsofmeasure.org",
        }

    return spoil


def dated(day: str) -> Callable[[dict[str, Any]], None]:
    return lambda b: lab(b).update(effectiveDateTime=day)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (born_in(1836), "birthDate"),
        (dated("2999-01-01"), "effectiveDateTime"),
        (with_unit("furlong"), "valueQuantity"),
    ],
    ids=["age 190", "a date in 2999", "a unit that does not fit"],
)
def test_a_fact_that_cannot_be_believed(
    cordee: Run, tmp_path: Path, spoil: Callable[[dict[str, Any]], None], said: str
) -> None:
    spoiled = bundle()
    spoil(spoiled)
    file = tmp_path / "record.json"
    file.write_text(json.dumps(spoiled))
    out = tmp_path / "plan.json"
    done = cordee("plan", file, "--on", ON, "-o", out)
    assert done.code == 2
    first = done.err.splitlines()[0]
    assert first.startswith(f"cordee: {file}: /entry/")
    assert said in first
    assert "Traceback" not in done.err
    assert "Nothing was written" in done.err
    assert not out.exists()
    shown = cordee("read", file, "--on", ON)
    assert shown.code == 2  # the same fault, the rest shown
    assert "KRAS" in shown.out
    assert cordee("plan", file, "--on", ON, "-o", out, "--despite-faults").code == 0


SPOILED_FILES = {
    "not JSON": b"hello",
    "truncated": b'{"resourceType": "Bundle", "entry": [',
    "invalid UTF-8": b'{"resourceType": "Patient", "id": "\xff\xfe"}',
    "empty": b"",
    "another resource": b'{"resourceType": "ValueSet", "id": "a"}',
    "a list of numbers": b"[1, 2, 3]",
    "nested too deep": b"[" * 100_000,
    "a number": b"12",
    "NaN": b'{"resourceType": "Patient", "id": "a", "multipleBirthInteger": NaN}',
}


@pytest.mark.parametrize("content", SPOILED_FILES.values(), ids=SPOILED_FILES.keys())
def test_a_file_that_cannot_be_read(cordee: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "record.json"
    file.write_bytes(content)
    out = tmp_path / "plan.pdf"
    for command in (
        ("plan", file, "-o", out),
        ("read", file),
        ("explain", file, "best-supportive-care.alone"),
    ):
        done = cordee(*command, "--on", ON)
        assert done.code == 2
        assert done.err.startswith(f"cordee: {file}: ")
        assert "Traceback" not in done.err
        assert done.out == ""
    assert not out.exists()


def test_a_file_of_200_megabytes_is_refused_before_it_is_read(cordee: Run, tmp_path: Path) -> None:
    file = tmp_path / "huge.json"
    with file.open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    done = cordee("plan", file, "--on", ON)
    assert done.code == 2
    assert "64 Mio" in done.err
    assert "64 MiB" in cordee("plan", file, "--on", ON, "--lang", "en").err


def test_a_file_that_is_not_there(cordee: Run, tmp_path: Path) -> None:
    done = cordee("plan", tmp_path / "nobody.json")
    assert done.code == 2
    assert "no such file" in done.err


def test_several_people_ask_to_be_chosen_between(cordee: Run, tmp_path: Path) -> None:
    both = {"resourceType": "Bundle", "type": "collection", "entry": []}
    for id in ("first", "second"):
        both["entry"].append({"resource": {"resourceType": "Patient", "id": id, "birthDate": "1960"}})  # type: ignore[attr-defined]
    file = tmp_path / "two.json"
    file.write_text(json.dumps(both))
    done = cordee("plan", file, "--on", ON)
    assert done.code == 2
    assert "--person" in done.err or "person" in done.err
    assert cordee("plan", file, "--on", ON, "--person", "second").code == 0
