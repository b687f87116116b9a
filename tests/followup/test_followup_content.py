"""The files that ship hold together, and the checker finds what does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cordee.files.fault import BadInput
from cordee.followup import load_followup, read_followup
from cordee.followup.check import check_followup
from cordee.followup.load import CONTENT
from cordee.terms import load_terms


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in CONTENT.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def complaints(folder: Path) -> str:
    return "\n".join(c.line() for c in check_followup(read_followup(folder, load_terms())))


def test_what_ships_may_ship():
    assert check_followup(load_followup()) == ()


def test_what_is_loaded_from_the_cache_is_what_the_files_say():
    read = read_followup(CONTENT, load_terms())
    known = load_followup()
    assert (known.version, known.rules, known.questions) == (read.version, read.rules, read.questions)


def test_how_far_back_the_rules_look():
    assert 182 < load_followup().look_back_days < 184


def test_the_four_dimensions_are_asked():
    asked = {q.dimension for q in load_followup().questions.values()}
    assert asked == {"physical", "emotional", "social", "spiritual"}


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("core.yaml", "Ces derniers jours, avez-vous eu mal\u202f?", "Avez-vous mal ?", "pain: French spacing"),
        ("core.yaml", "Avez-vous manqué d’appétit\u202f?", "Avez-vous manqué d'appétit\u202f?", "straight apostrophe"),
        ("core.yaml", "    symptom: fatigue\n", "    symptom: fatigues\n", "'fatigues' is no symptom"),
        ("core.yaml", "    unit: kg\n", "", "a number needs its unit"),
        ("core.yaml", "in-bed, weight, own-words", "in-bed, own-words", "no set asks it"),
        ("rules_red.yaml", "sources: [lothian-svc]", "sources: []", "face-swelling: no source"),
        ("rules_red.yaml", "{question: $question, at_least: unbearable}", "{question: $question, at_most: a-lot}", "'at_most'"),
        ("rules_red.yaml", "- metastases: {site: bone}", "- none: [{answer: {question: pain, at_least: 1}}]", "'none' over"),
        ("rules_red.yaml", "Asseyez-vous plutôt que de vous allonger, et appelez", "Asseyez-vous, et prévenez", "a red that does not say"),
        ("rules_red.yaml", "{question: danger, has: chest-pain}", "{question: weight, at_least: 30}", "may be left out"),
        ("rules_amber.yaml", "Vous avez noté\u202f: {name}.", "Vous avez noté\u202f: {nom}.", "a gap that nothing fills"),
        ("rules_amber.yaml", "At 38 °C or more", "At 38.5 °C or more", "do not give the same figures"),
        ("sources.yaml", 'seen: "page read: anonymous, free, day and night"', 'seen: " "', "does not say how it was seen"),
        ("treatments.yaml", "asked_when: {question: numbness,", "asked_when: {question: cold,", "is put before 'cold'"),
    ],
)  # fmt: skip
def test_the_checker_finds_it(folder, name, old, new, says):
    spoil(folder, name, old, new)
    assert says in complaints(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (
            "rules_red.yaml",
            "has: chest-pain}}",
            "has: chest-pane}}",
            "'chest-pane' is not in the list of 'danger'",
        ),
        ("rules_red.yaml", "{question: fever, is:", "{question: fevr, is:", "'fevr' is not a question"),
        ("rules_red.yaml", "at_least: $temperature", "at_least: $temp", "'$temp' is no setting"),
        ("rules_red.yaml", "has: face-swelling}}", "has: face-swelling}}\n    version: 2", "stands twice"),
        ("rules_red.yaml", "has: confusion}}", "at_least: 2}}", "can't be asked at_least"),
        (
            "rules_red.yaml",
            "{unanswered: temperature}",
            "{unaswered: temperature}",
            "did you mean unanswered",
        ),
        (
            "rules_red.yaml",
            "sources: [lothian-svc]",
            "sources: [lothian]",
            "the source 'lothian' is in no file",
        ),
        ("core.yaml", "    kind: yes-no\n", "    kind: yesno\n", "fever"),
        ("treatments.yaml", "{current: {class: taxane}}", "{current: {class: taxan}}", "did you mean taxane"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(folder, name, old, new, says):
    spoil(folder, name, old, new)
    with pytest.raises(BadInput) as bad:
        read_followup(folder, load_terms())
    assert says in str(bad.value)
    assert f"{name}: line " in str(bad.value)


def test_the_check_can_be_run(folder):
    run = [sys.executable, "-m", "cordee.followup"]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "0 complaints" in done.stdout
    spoil(folder, "rules_red.yaml", "sources: [lothian-svc]", "sources: []")
    assert subprocess.run([*run, str(folder)], capture_output=True, check=False).returncode == 1


def test_the_command_line_does_not_pay_for_it():
    code = "import sys, cordee.cli; print([m for m in sys.modules if m.startswith('cordee.followup')])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )
