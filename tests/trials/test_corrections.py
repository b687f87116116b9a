"""A curator's reading of a trial: applied at every import, said to be one, never lost in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ctml_writing import TERMS, verdict
from registry_studies import study

from cordee.files.fault import BadInput
from cordee.trials.asked import UNREAD, asked
from cordee.trials.corrections import corrected, read_correction
from cordee.trials.eligibility_text import EligibilitySpan
from cordee.trials.importing import import_paths
from cordee.trials.store import TrialStore
from cordee.trials.trial import Trial

TEXT = "Inclusion Criteria:\n* ECOG performance status 0 or 1\n* Willing to wear a hat"
CORRECTION = """\
trial: NCT00000001
when: {cancer: breast}
arms:
  Dose finding: {when: {sex: female}}
eligibility:
  - {text: ECOG performance status 0 or 1, when: {ecog: "<=1"}}
  - {text: Willing to wear a hat}
"""


def write(folder: Path, **of: object) -> Path:
    path = folder / "study.json"
    path.write_text(json.dumps(study(criteria=TEXT, **of)), encoding="utf-8")  # type: ignore[arg-type]
    return path


def imported(folder: Path, home: Path) -> Trial:
    with TrialStore(home / "trials.sqlite") as store:
        import_paths(store, [folder], TERMS)
        trial = store.get("NCT00000001")
    assert trial is not None
    return trial


def test_it_replaces_what_was_read_and_survives_every_import(tmp_path: Path, cordee_home: Path) -> None:
    folder = tmp_path / "trials"
    folder.mkdir()
    write(folder)
    assert imported(folder, cordee_home).corrected == ""
    (folder / "NCT00000001.correction.yaml").write_text(CORRECTION, encoding="utf-8")
    trial = imported(folder, cordee_home)  # the file itself did not change
    person = {
        "primary": {"cancer": "breast"},
        "person": {"sex": "female"},
        "performance": [{"ecog": 1, "on": "2026-11-01"}],
    }
    whole = asked(trial, trial.arms[0])
    assert trial.corrected.endswith("NCT00000001.correction.yaml")
    assert verdict(type(whole)(tuple(p for p in whole.of if p != UNREAD)), person) == "yes"
    write(folder, updated="2026-11-01")
    assert imported(folder, cordee_home).criterion == trial.criterion
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    write(elsewhere, updated="2026-11-02")
    assert imported(elsewhere, cordee_home).criterion == trial.criterion


def test_taken_back_by_its_author_it_no_longer_holds(tmp_path: Path, cordee_home: Path) -> None:
    write(tmp_path)
    correction = tmp_path / "NCT00000001.correction.yaml"
    correction.write_text(CORRECTION, encoding="utf-8")
    assert imported(tmp_path, cordee_home).corrected
    correction.unlink()
    assert imported(tmp_path, cordee_home).corrected == ""


def test_it_may_stand_in_the_home_folder(tmp_path: Path, cordee_home: Path) -> None:
    (cordee_home / "corrections").mkdir(parents=True)
    (cordee_home / "corrections" / "x.correction.yaml").write_text(CORRECTION, encoding="utf-8")
    write(tmp_path)
    assert imported(tmp_path, cordee_home).corrected.endswith("x.correction.yaml")


def test_what_no_longer_fits_is_told(tmp_path: Path, cordee_home: Path) -> None:
    write(tmp_path)
    text = CORRECTION.replace("0 or 1,", "0 to 2,").replace("Dose finding", "Other arm")
    (tmp_path / "a.correction.yaml").write_text(text, encoding="utf-8")
    warnings = " ".join(imported(tmp_path, cordee_home).warnings)
    assert "no arm is called 'Other arm'" in warnings
    assert "no longer says “ECOG performance status 0 to 2”" in warnings


def test_only_the_words_it_names_are_read_the_rest_stays_as_it_was() -> None:
    text = "Adults. ECOG 0 or 1. A hat."
    ends = [(0, 7), (8, 27)]
    spans = tuple(EligibilitySpan(a, b, text[a:b]) for a, b in ends)
    trial = Trial(id="T", eligibility=text, spans=spans)
    said = read_correction(
        "trial: T\neligibility: [{text: ECOG 0 or 1, when: {ecog: '<=1'}, inclusion: false}]", "c.yaml", TERMS
    )
    found = corrected(trial, said).spans
    assert [(s.text.strip(" ."), s.criterion is not None, s.inclusion) for s in found] == [
        ("Adults", False, True),
        ("ECOG 0 or 1", True, False),
        ("A hat", False, True),
    ]
    assert [text[s.start : s.end] for s in found] == [s.text for s in found]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("when: {sex: female}", 1, "a correction names its trial: 'trial: NCT01234567'."),
        ("trial: T\nwhenn: {sex: female}", 2, "'whenn' is not a key of a correction."),
        ("trial: T\nwhen: {sexe: female}", 2, "'sexe' is not a kind of condition: did you mean sex?."),
        ("trial: T\nstatus: ajar", 2, "the status 'ajar' is not known."),
        ("trial: T\narms:\n  A: {sex: female}", 3, "an arm is corrected by {when: a condition}."),
    ],
)
def test_faults_name_their_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_correction(text, "c.yaml", TERMS)
    assert (refused.value.faults[0].where, refused.value.faults[0].problem) == (f"line {line}", problem)
