"""Every FHIR file of the test data gives a reading or a clear refusal. Skipped, and said so, when the data is not there."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from cordee.fhir import Reading, read_record, read_records
from cordee.files.fault import BadInput
from cordee.terms import load_terms

TODAY = date(2026, 11, 20)
CHECKOUT = Path(__file__).parent.parent.parent
DATA = Path(os.environ.get("CORDEE_TEST_DATA", CHECKOUT.parent / "shared" / "data")) / "fhir"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"no test data: set CORDEE_TEST_DATA (looked in {DATA})"
)

READ = [
    "mcode/clinical-trial-matching-app/TrialMatching_Patient01.json",
    "mcode/clinical-trial-matching-app/query.json",
    "mcode/clinical-trial-matching-service/eom_patient_1.json",
    "mcode/mcode-extraction-framework/masked-patient-bundle.json",
    "mcode/mcode-extraction-framework/patient-bundle.json",
    "mcode/mcode-extraction-framework/searchsetBundleWithOneEntry.json",
    "mcode/pathways/T1_patient.json",
]
REFUSED = {
    "mcode/clinical-trial-matching-app/resultBundle.json": "no Patient",
    "mcode/mcode-extraction-framework/condition-bundle.json": "DSTU2",
    "mcode/mcode-extraction-framework/csv-appointment-bundle.json": "no Patient",
    "mcode/mcode-extraction-framework/csv-clinical-trial-information-bundle.json": "no Patient",
    "mcode/mcode-extraction-framework/csv-ctc-adverse-event-bundle.json": "no Patient",
    "mcode/mcode-extraction-framework/csv-medication-administration-bundle.json": "no Patient",
    "mcode/mcode-extraction-framework/csv-observation-bundle.json": "no Patient",
    "mcode/mcode-extraction-framework/csv-procedure-bundle.json": "no Patient",
    "mcode/mcode-extraction-framework/csv-treatment-plan-change-bundle.json": "no Patient",
    "mcode/pathways/Maureen.json": "DSTU2",
}


def read(name: str) -> Reading:
    return read_record(DATA / name, load_terms(), today=TODAY)


def test_every_file_is_expected_here() -> None:
    found = {str(path.relative_to(DATA)) for path in DATA.rglob("*.json")}
    assert found == {*READ, *REFUSED}


@pytest.mark.parametrize("name", READ)
def test_what_is_fhir_r4_is_read_without_fault(name: str) -> None:
    reading = read(name)
    assert reading.faults == ()
    told = (
        {fact.source.ref for fact in reading.case.facts()}
        | {u.ref for u in reading.unused}
        | {m.ref for m in reading.merged}
    )
    assert len(told) == reading.resources


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_says_so(name: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(name)
    assert REFUSED[name] in str(refused.value)


def test_a_metastatic_breast_cancer_in_mcode() -> None:
    case = read(READ[0]).case
    assert [(p.cancer, p.stage) for p in case.primaries] == [("breast-ductal", "IV")]
    assert {m.site for m in case.metastases} == {"liver", "bone", "axillary-lymph-node"}
    assert {(m.marker, m.code) for m in case.markers} >= {
        ("er", "positive"),
        ("pr", "positive"),
        ("her2-ihc", "negative"),
    }
    assert {(a.gene, a.kind) for a in case.alterations} == {("PIK3CA", "mutation"), ("ESR1", "mutation")}
    assert [set(line.drugs) for line in case.lines] == [
        {"leuprorelin", "fulvestrant", "abemaciclib"},
        {"fulvestrant", "ribociclib"},
    ]
    assert [p.ecog for p in case.performance] == [1]


def test_a_record_without_any_profile() -> None:
    case = read("mcode/pathways/T1_patient.json").case
    (primary,) = case.primaries
    assert (primary.cancer, primary.stage, primary.t, primary.n, primary.m) == ("breast", "IA", "1", "0", "0")
    assert [t.kind for t in case.local_treatments] == [
        "surgery",
        "radiotherapy",
    ]  # 34 sittings are one course
    assert [line.drugs for line in case.lines] == [("tamoxifen",)]


def test_a_bulk_export_of_thirteen_people() -> None:
    readings = read_records(DATA / "synthea", load_terms(), today=TODAY)
    assert len(readings) == 13
    assert sum(reading.resources for reading in readings) == 13 + 555 + 2056 + 1745
    assert all(reading.faults == () for reading in readings)
    ill = [reading for reading in readings if reading.case.primaries]
    assert [[p.cancer for p in reading.case.primaries] for reading in ill] == [["nsclc", "breast"]]
    assert [set(line.drugs) for line in ill[0].case.lines] == [{"cisplatin", "paclitaxel"}]


def test_thirteen_people_are_not_one() -> None:
    with pytest.raises(BadInput, match="holds 13 people"):
        read("synthea")
