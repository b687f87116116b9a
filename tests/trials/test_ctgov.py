"""ClinicalTrials.gov, API v2: one study, pages, arrays, line by line; cut from the file without holding it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from ctml_writing import TERMS, verdict
from hypothesis import given
from hypothesis import strategies as st
from registry_studies import LIEGE, LYON, TOURS, study

from cordee.files.fault import BadInput
from cordee.trials.asked import asked
from cordee.trials.ctgov import stream
from cordee.trials.ctgov.conditions import condition
from cordee.trials.ctgov.read import read_study
from cordee.trials.ctgov.stream import pieces
from cordee.trials.read_file import read_trials
from cordee.trials.set_aside import SetAside
from cordee.trials.trial import Trial


def read(raw: dict[str, Any]) -> Trial:
    return read_study(json.dumps(raw).encode(), "study.json", 1, TERMS)


def test_what_a_study_says() -> None:
    trial = read(study(locations=(LYON, LIEGE, TOURS)))
    assert (trial.id, trial.title, trial.phase, trial.status, trial.updated, trial.sponsor) == (
        "NCT00000001", "Invented study 1", "1/2", "recruiting", "2026-09-01", "Nobody",
    )  # fmt: skip
    assert [(s.country, s.city, s.status) for s in trial.sites] == [
        ("FR", "Lyon", "recruiting"),
        ("BE", "Liège", "not-yet-recruiting"),
        ("FR", "Tours", "completed"),
    ]
    assert [(arm.id, arm.drugs) for arm in trial.arms] == [("Dose finding", "inventedinib")]


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("RECRUITING", "recruiting"), ("NOT_YET_RECRUITING", "not-yet-recruiting"),
        ("ENROLLING_BY_INVITATION", "by-invitation"), ("ACTIVE_NOT_RECRUITING", "active-not-recruiting"),
        ("SUSPENDED", "suspended"), ("TERMINATED", "terminated"), ("COMPLETED", "completed"),
        ("WITHDRAWN", "withdrawn"), ("UNKNOWN", "unknown"), ("", "unknown"), ("SOMETHING_NEW", "unknown"),
    ],
)  # fmt: skip
def test_statuses(written: str, ours: str) -> None:
    assert read(study(status=written)).status == ours


@pytest.mark.parametrize(
    ("eligibility", "person", "answer"),
    [
        ({}, {"born": "1960-01-01"}, "yes"),
        ({}, {"born": "2012-01-01"}, "no"),
        ({}, {}, "unknown"),
        ({"maximumAge": "75 Years"}, {"born": "1951-01-01"}, "yes"),  # 75 years and some months
        ({"maximumAge": "75 Years"}, {"born": "1950-01-01"}, "no"),
        ({"minimumAge": "6 Months"}, {"born": "2026-01-01"}, "unknown"),
        ({"minimumAge": "6 Months"}, {"born": "2020-01-01"}, "yes"),
        ({"minimumAge": "N/A"}, {}, "yes"),
        ({"minimumAge": "", "sex": "FEMALE"}, {"sex": "female"}, "yes"),
        ({"minimumAge": "", "sex": "MALE"}, {"sex": "female"}, "no"),
    ],
)
def test_ages_and_sex(eligibility: dict[str, str], person: dict[str, str], answer: str) -> None:
    trial = read(study(**eligibility))
    assert verdict(asked(trial, trial.arms[0]), {"person": person}) == answer


@pytest.mark.parametrize(
    ("written", "cancer", "answer"),
    [
        ("Non-Small Cell Lung Cancer", "nsclc-adenocarcinoma", "yes"),
        ("Non-Small Cell Lung Cancer", "breast", "no"),
        ("Breast Neoplasms", "breast-ductal", "yes"),
        ("Breast Cancers", "breast", "yes"),
        ("Colorectal Neoplasms", "colorectal", "yes"),
        # a qualifier beside a known cancer: the cancer is asked, the qualifier stays to be checked
        ("Recurrent Breast Cancer", "breast", "unknown"),
        ("Recurrent Breast Cancer", "prostate", "no"),
        ("Metastatic Colorectal Cancer", "breast", "no"),
        # what is no cancer we know closes nothing and opens nothing
        ("Rare Invented Tumour of the Ear", "breast", "unknown"),
    ],
)
def test_conditions(written: str, cancer: str, answer: str) -> None:
    assert verdict(condition(TERMS, written), {"primary": {"cancer": cancer}}) == answer


def test_any_of_several_conditions_is_enough() -> None:
    trial = read(study(conditions=("Breast Cancer", "Something Else"), minimumAge=""))
    person = {"primary": {"cancer": "breast"}}
    assert verdict(asked(trial, trial.arms[0]), person) == "yes"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"minimumAge": "190 Years"}, "NCT00000001: '190 Years' is not an age anybody reaches."),
        ({"minimumAge": "grown up"}, "NCT00000001: 'grown up' is not an age such as '18 Years'."),
    ],
)
def test_an_impossible_age_sets_the_study_aside(change: dict[str, str], problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(study(**change))
    assert refused.value.faults[0].problem == problem


def studies(n: int) -> list[dict[str, Any]]:
    return [study(i, criteria='braces { [ and "quotes" \\ in a text\nthat goes on') for i in range(1, n + 1)]


FORMS = {
    "array": lambda s: json.dumps(s),
    "array on many lines": lambda s: json.dumps(s, indent=2),
    "page": lambda s: json.dumps({"totalCount": len(s), "studies": s, "nextPageToken": "x"}),
    "page, token first": lambda s: json.dumps({"nextPageToken": "x", "studies": s}, indent=1),
    "page with more beside": lambda s: json.dumps(
        {"totalCount": 7, "about": {"query": {"cond": "lung"}}, "studies": s, "more": {"x": {}}}
    ),
    "lines": lambda s: "\n".join(map(json.dumps, s)) + "\n",
    "one after the other": lambda s: "\n".join(json.dumps(one, indent=2) for one in s),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("chunk", [1 << 18, 997, 64])
def test_every_form_gives_the_same_studies(
    form: str, chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "CHUNK", chunk)
    path = tmp_path / "dump.json"
    text = FORMS[form](studies(7))
    path.write_text(text, encoding="utf-8")
    found = list(read_trials(path, TERMS))
    assert [t.id for t in found if isinstance(t, Trial)] == [f"NCT0000000{i}" for i in range(1, 8)]
    for trial in found:
        assert isinstance(trial, Trial)
        assert trial.eligibility.startswith("braces {")
        following = "".join(text.splitlines(keepends=True)[trial.line - 1 :])
        assert trial.id in following


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(json.dumps(studies(2)), encoding="utf-8-sig")
    assert [t.id for t in read_trials(path, TERMS)] == ["NCT00000001", "NCT00000002"]


def test_one_study_alone(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(study(3), indent=2), encoding="utf-8")
    assert [t.id for t in read_trials(path, TERMS)] == ["NCT00000003"]


json_values = st.recursive(
    st.none() | st.booleans() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@given(json_values, st.integers(1, 40))
def test_whatever_a_study_holds_it_is_cut_whole(inside: Any, chunk: int) -> None:
    values = [{"a": inside}, {"b": [inside]}]
    before, stream.CHUNK = stream.CHUNK, chunk
    try:
        for text in (json.dumps(values), json.dumps({"studies": values})):
            # the form is told from the head: give it in full
            cut = stream._Cutter("x", stream._level(text.encode())).cut(b"", io.BytesIO(text.encode()))
            assert [json.loads(piece.body) for piece in cut] == values
    finally:
        stream.CHUNK = before


def test_a_broken_study_spoils_no_other(tmp_path: Path) -> None:
    lines = [
        json.dumps(study(1)),
        '{"protocolSection": {}}',
        json.dumps(study(2, minimumAge="500 Years")),
        "{",
        json.dumps(study(4)),
    ]
    path = tmp_path / "dump.ndjson"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(read_trials(path, TERMS))
    assert [t.id for t in found if isinstance(t, Trial)] == ["NCT00000001", "NCT00000004"]
    assert [a.faults[0].where for a in found if isinstance(a, SetAside)] == ["line 2", "line 3", "line 4"]


def test_a_file_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text(json.dumps(studies(3), indent=2)[:-40], encoding="utf-8")
    *sound, aside = list(read_trials(path, TERMS))
    assert [t.id for t in sound] == ["NCT00000001", "NCT00000002"]
    assert isinstance(aside, SetAside)
    assert aside.faults[0].problem == "the file breaks off in the middle of a study."


def test_a_study_too_large_to_be_one_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LARGEST", 5000)
    text = json.dumps([study(1), study(2, criteria="x" * 400_000)]).encode()
    cut = pieces(io.BytesIO(text), "dump.json")
    assert b"NCT00000001" in next(cut).body
    with pytest.raises(BadInput, match="a study of more than"):
        list(cut)
