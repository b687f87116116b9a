"""Our own form: for a trial that no registry holds yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from ctml_writing import TERMS, verdict

from cordee.trials.asked import asked
from cordee.trials.read_file import read_trials
from cordee.trials.set_aside import SetAside
from cordee.trials.trial import Trial

OWN = """\
trials:
- id: INVENTED-1
  title: An invented trial
  phase: II
  status: recruiting
  updated: 2026-09-01
  sponsor: Nobody
  conditions: [Lung cancer]
  when: {all: [{cancer: nsclc}, {age: ">=18"}]}
  arms:
  - {id: A, name: With a gene, drugs: inventedinib, when: {alteration: {gene: KRAS, protein_change: G12C}}}
  - {id: B, status: suspended}
  sites:
  - {country: FR, city: Lyon, name: Hôpital inventé, status: recruiting}
  eligibility: |
    No other active cancer.
"""


def read(tmp_path: Path, text: str) -> list[Trial | SetAside]:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return list(read_trials(path, TERMS))


def test_every_key(tmp_path: Path) -> None:
    (trial,) = read(tmp_path, OWN)
    assert isinstance(trial, Trial)
    assert (trial.id, trial.phase, trial.status, trial.updated, trial.line) == (
        "INVENTED-1",
        "2",
        "recruiting",
        "2026-09-01",
        2,
    )
    assert [(s.country, s.city, s.status) for s in trial.sites] == [("FR", "Lyon", "recruiting")]
    assert [(arm.id, arm.status) for arm in trial.arms] == [("A", "recruiting"), ("B", "suspended")]
    person = {
        "person": {"born": "1960-01-01"},
        "biomarkers": [{"alteration": {"gene": "KRAS", "protein_change": "G12D"}}],
    }
    assert verdict(asked(trial, trial.arms[0]), person) == "no"
    assert verdict(asked(trial, trial.arms[1]), person) == "unknown"  # the text was not read


@pytest.mark.parametrize(
    ("change", "line", "problem"),
    [
        (("id: INVENTED-1\n", "title: x\n"), 2, "the trial has no id."),
        (("title:", "titel:"), 3, "'titel' is not a key of a trial."),
        (
            ("cancer: nsclc", "cancer: nslcc"),
            9,
            "cancer: 'nslcc' is not a known cancer: did you mean nsclc, sclc?.",
        ),
        (("status: suspended", "status: ajar"), 12, "the status 'ajar' is not known."),
        (("country: FR", "country: Atlantis"), 14, "'Atlantis' is not a country Cordée knows."),
        (("id: B", "id: A"), 11, "two arms have the same id."),
    ],
)
def test_faults_name_their_line(change: tuple[str, str], line: int, problem: str, tmp_path: Path) -> None:
    text = OWN.replace(*change, 1)
    text = text.replace("title: x\n  title: An invented trial", "title: x")
    (aside,) = read(tmp_path, text)
    assert isinstance(aside, SetAside)
    assert (aside.faults[0].where, aside.faults[0].problem) == (f"line {line}", problem)


def test_a_trial_that_asks_nothing_is_a_fault(tmp_path: Path) -> None:
    (aside,) = read(tmp_path, "trials:\n- id: T\n")
    assert isinstance(aside, SetAside)
    assert "nothing is asked" in aside.faults[0].problem
