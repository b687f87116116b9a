"""What a `clinical` leaf of CTML asks, keys the stock engine ignores included."""

from __future__ import annotations

from typing import Any

import pytest
from ctml_writing import asked, sound, trial, verdict

from cordee.trials.set_aside import SetAside

METASTATIC = {"metastases": [{"site": "liver", "since": "2026-10-01"}]}
NOT_SPREAD = {"primary": {"cancer": "nsclc", "stage": "IIIB", "stage_on": "2026-10-01"}}


COMPLETE = {"history": [{"complete": True, "on": "2026-11-01"}]}


def line(setting: str) -> dict[str, Any]:
    return {"lines": [{"drugs": ["cisplatin"], "from": "2026-01-01", "to": "2026-05-01", "setting": setting}]}


TWO_LINES = {
    "lines": [
        {"number": n, "drugs": [drug], "from": f"2026-0{n}-01", "setting": "metastatic"}
        for n, drug in ((1, "cisplatin"), (2, "docetaxel"))
    ]
}
GERMLINE = {"gene": "BRCA1", "kind": "mutation", "origin": "germline"}
GERMLINE_BRCA1 = {"biomarkers": [{"alteration": GERMLINE, "on": "2026-11-01"}]}


def aged(years: int) -> dict[str, Any]:
    return {"person": {"born": f"{2026 - years}-06-01"}}


def marker(**result: Any) -> dict[str, Any]:
    return {"biomarkers": [{**result, "on": "2026-11-01"}]}


def cancer(id: str) -> dict[str, Any]:
    return {"primary": {"cancer": id}}


ROWS = [
    ("age_numerical: '>=18'", aged(18), "yes"),
    ("age_numerical: '>=18'", aged(17), "no"),
    ("age_numerical: '>=18'", {}, "unknown"),
    # '>18': 18 years and some months is more than 18, the 18th birthday is not; whole years do not tell
    ("age_numerical: '>18'", aged(19), "yes"),
    ("age_numerical: '>18'", aged(18), "unknown"),
    ("age_numerical: '>18'", aged(17), "no"),
    # '<=75' admits whoever is 75, as protocols mean it
    ("age_numerical: '<=75'", aged(75), "yes"),
    ("age_numerical: '<75'", aged(75), "no"),
    ("age_numerical: '==60'", aged(60), "yes"),
    # half a year
    ("age_numerical: '>=0.5'", aged(1), "yes"),
    ("age_numerical: '>=0.5'", aged(0), "unknown"),
    ("age_numerical: '<0.5'", aged(2), "no"),
    ("age_expression: '>=18, <70'", aged(70), "no"),
    ("gender: Female", {"person": {"sex": "female"}}, "yes"),
    ("gender: '!Female'", {"person": {"sex": "female"}}, "no"),
    ("gender: Female", {}, "unknown"),
    # cancers: by OncoTree name or code, what stands below, what stands above
    ("oncotree_primary_diagnosis: Non-Small Cell Lung Cancer", cancer("nsclc-adenocarcinoma"), "yes"),
    ("oncotree_primary_diagnosis: NSCLC", cancer("nsclc"), "yes"),
    ("oncotree_primary_diagnosis: Non-Small Cell Lung Cancer", cancer("lung"), "unknown"),
    ("oncotree_primary_diagnosis: Non-Small Cell Lung Cancer", cancer("sclc"), "no"),
    ("oncotree_primary_diagnosis: '!Non-Small Cell Lung Cancer'", cancer("nsclc"), "no"),
    ("oncotree_primary_diagnosis: _SOLID_", cancer("breast"), "yes"),
    ("oncotree_primary_diagnosis: _SOLID_", cancer("myeloma"), "no"),
    ("oncotree_primary_diagnosis: _LIQUID_", cancer("dlbcl"), "yes"),
    ("oncotree_primary_diagnosis: '!_LIQUID_'", cancer("breast"), "yes"),
    # groups our terms do not have as one
    ("oncotree_primary_diagnosis: Lymphoid Neoplasm", cancer("follicular-lymphoma"), "yes"),
    ("oncotree_primary_diagnosis: Lymphoid Neoplasm", cancer("aml"), "no"),
    ("oncotree_primary_diagnosis: Diffuse Glioma", cancer("glioblastoma"), "yes"),
    ("oncotree_primary_diagnosis: Skin", cancer("melanoma-cutaneous"), "yes"),
    ("oncotree_primary_diagnosis: Skin", cancer("melanoma"), "unknown"),
    # OncoTree's lung neuroendocrine tumours hold small-cell cancer; its melanoma does not hold the eye's
    ("oncotree_primary_diagnosis: Lung Neuroendocrine Tumor", cancer("sclc"), "yes"),
    ("oncotree_primary_diagnosis: Melanoma", cancer("melanoma-cutaneous"), "yes"),
    ("oncotree_primary_diagnosis: Melanoma", cancer("melanoma-uveal"), "no"),
    ("oncotree_primary_diagnosis: Esophagogastric Adenocarcinoma", cancer("oesophagus-squamous"), "no"),
    ("oncotree_primary_diagnosis: Esophagogastric Adenocarcinoma", cancer("gastric"), "yes"),
    ("oncotree_primary_diagnosis: Sarcoma, NOS", cancer("leiomyosarcoma"), "unknown"),
    # a name narrower than the term that covers it is not met by the term alone
    ("oncotree_primary_diagnosis: Fibrolamellar Carcinoma", cancer("hepatocellular"), "unknown"),
    ("oncotree_primary_diagnosis: Fibrolamellar Carcinoma", cancer("breast"), "no"),
    # receptors, HER2, PD-L1, which the stock engine ignores
    ("er_status: Positive", marker(er="positive"), "yes"),
    ("er_status: '!Positive'", marker(er="positive"), "no"),
    ("pr_status: Negative", marker(pr="negative"), "yes"),
    ("her2_status: Negative", marker(her2="low"), "yes"),  # low is not positive: trials of 'HER2-negative' include it
    ("her2_status: '!Positive'", marker(her2="positive"), "no"),
    ("her2_status: Unknown", marker(her2="positive"), "unknown"),
    ("pdl1_status: High", marker(**{"pd-l1": "negative"}), "no"),
    ("pdl1_status: High", marker(**{"pd-l1": "positive"}), "unknown"),  # whose threshold is not said
    ("tmb_numerical: '>=10'", marker(tmb=12), "yes"),
    ("tmb_numerical: '>=10'", marker(tmb=9), "no"),
    # how far the illness has come: any of the words
    ("disease_status: [Metastatic]", METASTATIC, "yes"),
    ("disease_status: [Metastatic]", NOT_SPREAD, "no"),
    ("disease_status: [Locally Advanced, Metastatic]", METASTATIC, "yes"),
    ("disease_status: [Locally Advanced, Metastatic]", NOT_SPREAD, "unknown"),
    ("disease_status: [Advanced]", METASTATIC, "yes"),
    ("disease_status: [Advanced]", NOT_SPREAD, "unknown"),
    ("disease_status: [Early Stage]", METASTATIC, "no"),
    ("disease_status: [Localized]", NOT_SPREAD, "unknown"),
    ("disease_status: [Unresectable]", {}, "unknown"),
    ("disease_status: [Recurrent]", METASTATIC, "unknown"),
    # untreated: nothing for the metastatic illness; an adjuvant treatment leaves it open
    ("disease_status: [Untreated]", line("metastatic"), "no"),
    ("disease_status: [Untreated]", line("adjuvant") | COMPLETE, "unknown"),
    ("disease_status: [Untreated]", COMPLETE, "yes"),
    ("disease_status: [Untreated]", {}, "unknown"),
    # nobody is refractory to what they never had
    ("disease_status: [Refractory]", COMPLETE, "no"),
    ("disease_status: [Refractory]", line("metastatic"), "unknown"),
    ("disease_status: [Progressive Disease]", {}, "unknown"),
    # several keys are separate facts: '!' concerns its own value alone
    ("oncotree_primary_diagnosis: '!_LIQUID_'\n    age_numerical: '>=18'", aged(12), "no"),
    # keys of the language that say what is allowed
    ("active_brain_metastases_allowed: 'No'", {"metastases": [{"site": "brain", "since": "2026-10-01", "treated": False}]}, "no"),
    ("active_brain_metastases_allowed: 'No'", {"metastases": [{"site": "brain", "presence": "absent", "since": "2026-10-01"}]}, "yes"),
    ("active_brain_metastases_allowed: 'No'", {}, "unknown"),
    ("active_brain_metastases_allowed: 'Yes'", {}, "yes"),
    ("number_prior_lines_therapy_allowed: Any", {}, "yes"),
    ("number_prior_lines_therapy_allowed: '<=1'", TWO_LINES, "no"),
    ("brca1_germline_mutation: Positive", GERMLINE_BRCA1, "yes"),
    ("molecular_marker_other: [CLDN18.2 positive]", {}, "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "person", "answer"), ROWS)
def test_a_clinical_leaf(keys: str, person: dict[str, Any], answer: str) -> None:
    assert verdict(asked(f"- clinical:\n    {keys}\n"), person) == answer


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("age_numerical: '>=180'", "'>=180' is not an age anybody reaches."),
        ("age_numerical: grown up", "'grown up' is not a bound on age such as '>=18'."),
        ("age_numerical: true", "'True' is not a bound on age such as '>=18'."),
        ("oncotree_primary_diagnosis: Long Cancer", "'Long Cancer' is not an OncoTree name that Cordée knows."),
        ("tmb_numerical: high", "'high' is not a bound on mutations per megabase, such as '>=10'."),
        ("er_status: Perhaps", "'Perhaps' is not a value of er_status."),
        ("agee_numerical: '>=18'", "'agee_numerical' is not a key of a clinical leaf."),
        ("gender:", "'gender' has no value."),
        ("active_brain_metastases_allowed: Perhaps", "'Perhaps' is neither Yes nor No."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_sets_the_trial_aside(keys: str, problem: str) -> None:
    aside = trial(f"- clinical:\n    {keys}\n")
    assert isinstance(aside, SetAside)
    assert [(fault.where, fault.problem) for fault in aside.faults] == [("line 11", problem)]


def test_a_mistyped_name_comes_with_the_nearest_ones() -> None:
    aside = trial("- clinical:\n    oncotree_primary_diagnosis: Non-Small Cell Long Cancer\n")
    assert isinstance(aside, SetAside)
    assert (
        "Non-small cell lung cancer" in aside.faults[0].remedy or "non-small-cell" in aside.faults[0].remedy
    )


def test_a_word_of_status_the_language_lacks_stays_text() -> None:
    read = sound("- clinical:\n    disease_status: [Smouldering]\n")
    assert read.warnings == (
        "line 11: the disease status 'Smouldering' is not a word of the language; it stays text, not known yet.",
    )
    assert read.arms[0].criterion is not None
    assert verdict(read.arms[0].criterion) == "unknown"
