"""`cordee trials`: what a user sees of it, good input and bad."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, ON, Done

Cordee = Callable[..., Done]

TRIALS = """\
trials:
- id: INVENTED-LUNG
  title: An invented trial for lung cancer with EGFR
  phase: II
  status: recruiting
  when: {all: [{cancer: nsclc}, {age: ">=18"}, {alteration: {gene: EGFR}}]}
  sites: [{country: FR, city: Lyon, name: Hôpital inventé, status: recruiting}]
- id: INVENTED-SOLID
  title: An invented trial for any solid tumour
  status: recruiting
  when: {all: [{cancer: solid-tumour}, {stated: able to swallow tablets}]}
  sites: [{country: BE, city: Liège, name: Clinique inventée, status: recruiting}]
- id: INVENTED-BREAST
  title: An invented trial for breast cancer
  status: recruiting
  when: {cancer: breast}
- id: INVENTED-OVER
  title: An invented trial that is over
  status: completed
  when: {cancer: nsclc}
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CORDEE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def stored(cordee: Cordee, tmp_path: Path) -> Path:
    path = tmp_path / "trials.yaml"
    path.write_text(TRIALS, encoding="utf-8")
    assert cordee("trials", "add", path) == Done(
        0, "4 new, 0 changed, 0 as before; 4 trials in the store\n", ""
    )
    return path


def test_a_second_run_reads_only_what_changed(cordee: Cordee, stored: Path) -> None:
    assert "1 files read before" in cordee("trials", "add", stored).out
    stored.write_text(TRIALS.replace("status: completed", "status: recruiting"), encoding="utf-8")
    assert cordee("trials", "add", stored).out.startswith("0 new, 1 changed, 3 as before")


def test_list_is_one_id_a_line_when_piped(cordee: Cordee, stored: Path) -> None:
    ids = ["INVENTED-BREAST", "INVENTED-LUNG", "INVENTED-OVER", "INVENTED-SOLID"]
    assert cordee("trials", "list").out.split() == ids
    assert "INVENTED-OVER" not in cordee("trials", "list", "--open").out
    assert cordee("trials", "list", "--country", "FR").out.split() == ["INVENTED-LUNG"]
    assert [t["id"] for t in json.loads(cordee("trials", "list", "--format", "json").out)] == ids


def test_search_finds_words_anywhere(cordee: Cordee, stored: Path) -> None:
    assert cordee("trials", "search", "egfr").out.split() == ["INVENTED-LUNG"]
    assert cordee("trials", "search", "hopital", "lyon").out.split() == ["INVENTED-LUNG"]
    assert cordee("trials", "search", "nothing-like-it") == Done(1, "", "")


def test_show_says_what_is_asked(cordee: Cordee, stored: Path) -> None:
    shown = cordee("trials", "show", "INVENTED-SOLID", "--lang", "en")
    assert "solid tumour" in shown.out
    assert "“able to swallow tablets”" in shown.out
    assert (
        json.loads(cordee("trials", "show", "INVENTED-SOLID", "--format", "json").out)["id"]
        == "INVENTED-SOLID"
    )
    missing = cordee("trials", "show", "INVENTED-LUNGS")
    assert (missing.code, missing.out) == (2, "")
    assert "Did you mean INVENTED-LUNG" in missing.err


def test_the_trials_of_a_person_are_ranked_with_what_would_settle_them(cordee: Cordee, stored: Path) -> None:
    found = json.loads(
        cordee("trials", "for", EXAMPLES / "lung-egfr.json", "--on", ON, "--format", "json").out
    )
    assert [(t["id"], t["verdict"]) for t in found["trials"]] == [
        ("INVENTED-LUNG", "yes"),
        ("INVENTED-SOLID", "unknown"),
    ]
    lung, solid = (t["arms"][0] for t in found["trials"])
    assert (lung["met"], lung["unknown"], lung["unmet"]) == (3, 0, 0)
    assert (solid["met"], solid["unknown"]) == (1, 1)
    assert [s["asks"]["en"] for s in solid["to_settle"]] == ["to check: “able to swallow tablets”"]
    assert [s["city"] for s in found["trials"][0]["sites"]] == ["Lyon"]
    assert (found["considered"], found["not_met"], found["closed"]) == (3, 1, 1)
    assert lung["proof"]["answer"] == "yes"


def test_the_same_as_text_in_both_languages(cordee: Cordee, stored: Path) -> None:
    french = cordee("trials", "for", EXAMPLES / "lung-egfr.json", "--on", ON).out
    assert french.startswith("2 essais possibles sur 3\u202f; 1 exclus par une condition")
    assert "→ Hôpital inventé, Lyon, FR" in french
    assert "À préciser\u202f: «\u202fable to swallow tablets\u202f»" in french
    english = cordee("trials", "for", EXAMPLES / "lung-egfr.json", "--on", ON, "--lang", "en").out
    assert english.startswith("2 possible trials of 3; 1 closed by a condition")


def test_one_country_one_trial(cordee: Cordee, stored: Path) -> None:
    only = cordee(
        "trials", "for", EXAMPLES / "lung-egfr.json", "--on", ON, "--country", "BE", "--format", "json"
    ).out
    assert [t["id"] for t in json.loads(only)["trials"]] == ["INVENTED-SOLID"]
    why_not = cordee(
        "trials", "for", EXAMPLES / "lung-egfr.json", "--on", ON, "--lang", "en", "--trial", "INVENTED-BREAST"
    )
    assert why_not.out.startswith("✗ INVENTED-BREAST")
    assert "1 not met" in why_not.out
    wrong = cordee("trials", "for", EXAMPLES / "lung-egfr.json", "--country", "Atlantis")
    assert (wrong.code, wrong.out) == (2, "")


def test_without_a_store_it_says_what_to_do(cordee: Cordee) -> None:
    done = cordee("trials", "list")
    assert (done.code, done.out) == (2, "")
    assert "`cordee trials add FILE…`" in done.err


BAD = {
    "unknown-key.yaml": ("protocol_no: T\ntreatment_list: {step: [{arms: []}]}\n", "line 2: 'arms' is not a key of a step."),
    "age.yaml": (
        "protocol_no: T\nmatch:\n- clinical: {age_numerical: '>=400'}\n",
        "line 3: '>=400' is not an age anybody reaches.",
    ),
    "oncotree.yaml": (
        "protocol_no: T\nmatch:\n- clinical: {oncotree_primary_diagnosis: Lang}\n",
        "line 3: 'Lang' is not an OncoTree name that Cordée knows.",
    ),
    "empty.yaml": ("protocol_no: T\nmatch: []\n", "line 2: an empty match asks nothing of anybody."),
    "circle.yaml": (
        "protocol_no: T\nmatch: &m\n- and: *m\n",
        "line 2: an alias that contains itself.",
    ),
    "nothing.yaml": ("", "line 1: the file is empty."),
    "broken.json": ('{"protocol_no": ', "line 1: not readable as JSON"),
    "list.json": ("[1, 2]", "line 1: not a trial"),
    "tab.yaml": ("protocol_no: T\nmatch:\n\t- x\n", "line 3: not readable as YAML"),
    "twice.yaml": ("protocol_no: T\nprotocol_no: U\n", "line 2: the key 'protocol_no' stands twice."),
}  # fmt: skip


def test_what_cannot_be_read_is_set_aside_and_the_rest_goes_on(cordee: Cordee, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for name, (text, _) in BAD.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "deep.json").write_text('{"protocol_no": ' + "[" * 3000 + "]" * 3000 + "}", encoding="utf-8")
    (folder / "deep.yaml").write_text("protocol_no: " + "[" * 3000 + "]" * 3000, encoding="utf-8")
    (folder / "deep-study.json").write_text(
        '{"protocolSection": ' + "[" * 9000 + "]" * 9000 + "}", encoding="utf-8"
    )
    (folder / "no-study.json").write_text('{"studies": []}', encoding="utf-8")
    (folder / "x.correction.yaml").write_bytes(b"trial: caf\xe9")
    (folder / "latin.yaml").write_bytes(b"protocol_no: T\ntitle: caf\xe9\n")
    (folder / "good.yaml").write_text(TRIALS, encoding="utf-8")
    done = cordee("trials", "add", folder)
    assert (done.code, done.out) == (1, "")
    for name, (_, says) in BAD.items():
        assert f"set aside: {folder / name}: {says}" in done.err
    assert f"set aside: {folder / 'latin.yaml'}: line 2: not UTF-8." in done.err
    for name in ("deep.json", "deep.yaml", "deep-study.json", "no-study.json", "x.correction.yaml"):
        assert f"set aside: {folder / name}: line 1: " in done.err
    assert "Traceback" not in done.err
    assert "4 new" in done.err
    assert len(cordee("trials", "list").out.split()) == 4
    again = cordee("trials", "add", folder)
    assert again.code == 1
    assert f"set aside: {folder / 'age.yaml'}: " in again.err  # told again until it is put right


def test_an_earlier_version_that_stays_is_said(cordee: Cordee, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(TRIALS, encoding="utf-8")
    assert cordee("trials", "add", mine).code == 0
    before = cordee("trials", "list").out.split()
    mine.write_text(
        "protocol_no: T\nmatch:\n\t- x\n", encoding="utf-8"
    )  # unreadable as a whole: no id is known
    done = cordee("trials", "add", mine)
    stays = [line for line in done.err.splitlines() if "stays in the store" in line]
    assert stays == [
        f"cordee: {mine}: {id}: not read this time: the version read before stays in the store."
        for id in before
    ]
    assert cordee("trials", "list").out.split() == before
    bad = BAD["age.yaml"][0].replace("protocol_no: T", f"protocol_no: {before[0]}")
    (tmp_path / "other.yaml").write_text(bad, encoding="utf-8")  # known by its id, from another file
    done = cordee("trials", "add", tmp_path / "other.yaml")
    assert f"{before[0]}: not read this time" in done.err


def test_nothing_readable_at_all_is_exit_code_2(cordee: Cordee, tmp_path: Path) -> None:
    bad = tmp_path / "age.yaml"
    bad.write_text(BAD["age.yaml"][0], encoding="utf-8")
    assert cordee("trials", "add", bad).code == 2
    assert cordee("trials", "add", tmp_path / "nowhere").code == 2


def test_a_file_of_300_mb_is_set_aside_without_being_read(cordee: Cordee, tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as out:
        out.write(b"protocol_no: T\n# ")
        out.truncate(300 << 20)
    done = cordee("trials", "add", huge)
    assert done.code == 2
    assert f"{huge}: line 1: 300 MB, and not a dump of ClinicalTrials.gov." in done.err
