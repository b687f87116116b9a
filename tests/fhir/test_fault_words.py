"""Every fault of reading is said in French and in English: by a template with its values, never by a bare text."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import cordee.fhir
import cordee.service.record
from cordee.fhir import fault_words, read_case
from cordee.files.fault import BadInput, Fault
from cordee.terms import Words

FHIR = Path(cordee.fhir.__file__).parent
RECORD = Path(cordee.service.record.__file__).parent
CORPUS = Path(__file__).parent / "malformed"
TEMPLATES = {
    **{name: value for name, value in vars(fault_words).items() if isinstance(value, Words)},
    **fault_words.MALFORMED,
}


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_says_the_same_in_both_languages(name: str):
    words = TEMPLATES[name]
    assert words.fr.strip()
    assert words.en.strip()
    assert name in fault_words.MALFORMED or words.fr != words.en
    if name not in fault_words.MALFORMED:
        assert holes(words.fr) == holes(words.en)
    for sign in ":;!?»":
        assert f" {sign}" not in words.fr.replace("\u202f", "_")


def made_from_bare_text(source: Path) -> Iterator[str]:
    """The places of `source` where a fault is made from a text in one language."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        first = {"Faulty": 1, "BadInput.at": 2, "Fault.told": 2, "Fault": 0}.get(called)
        if first is None:
            continue
        given = [*node.args[first:], *(k.value for k in node.keywords if k.arg in ("problem", "remedy"))]
        if called == "Fault" or any(isinstance(one, ast.Constant | ast.JoinedStr) for one in given):
            yield f"{source.name}:{node.lineno}"


@pytest.mark.parametrize("room", [FHIR, RECORD], ids=lambda room: str(room.name))
def test_no_fault_of_reading_is_made_in_one_language(room: Path):
    assert [place for source in room.rglob("*.py") for place in made_from_bare_text(source)] == []


def test_the_search_finds_such_a_place(tmp_path: Path):
    bad = tmp_path / "bad.py"
    bad.write_text('raise BadInput.at(file, "", f"holds {n}.")\nFaulty(where, w.X)\n')
    assert list(made_from_bare_text(bad)) == ["bad.py:1"]


@pytest.mark.parametrize("file", sorted(path.name for path in CORPUS.iterdir() if path.suffix == ".json"))
def test_every_malformed_file_is_told_in_both_languages(file: str):
    try:
        faults = read_case(CORPUS / file, on=date(2026, 11, 20)).faults
    except BadInput as refused:
        faults = refused.faults
    for fault in faults:
        assert fault.problem_fr
        assert fault.said("fr") != fault.said("en")
        assert bool(fault.remedy) == bool(fault.remedy_fr)
        assert "{" not in fault.said("fr") + fault.said("en")


def test_values_stand_in_their_own_language():
    assert (
        fault_words.OFF_SCALE.filled(score=12, highest=10).fr
        == "12 n’est pas sur cette échelle\u202f: 0 à 10 attendu."
    )
    assert (
        fault_words.REPORTED_MAKES.filled(value=fault_words.number_words(7.5), unit="mg").fr == "7,5 mg fait "
    )
    assert fault_words.MISSING_KEY.filled(key="{0.__class__}").en == "'{0.__class__}' is missing."


def test_the_place_is_said_as_people_count_lines():
    fault = Fault.told("a.json", "line 3 column 12", fault_words.CUT_SHORT, fault_words.EXPORT_AGAIN)
    assert fault.line() == (
        "a.json: line 3 column 12: the file stops in the middle: it was cut short. Export it again."
    )
    assert fault.line("fr") == (
        "a.json: ligne 3 colonne 12: le fichier s’arrête au milieu\u202f: il a été coupé. Exportez-le de nouveau."
    )
    assert Fault.told("", "line 4 /entry/1", fault_words.CUT_SHORT).place("fr") == "ligne 4 /entry/1"
    english_only = Fault(file="a", where="line 2", problem="odd.", remedy="Mend it.")
    assert english_only.line("fr") == english_only.line("en") == "a: line 2: odd. Mend it."
