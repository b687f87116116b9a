"""Every FHIR file of the optional test data yields a plan, or a clear error that names it."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from cordee.case.answer import Answer
from cordee.case.reading import Reading
from cordee.fhir import read_records
from cordee.files.fault import BadInput
from cordee.plan import DeathRecorded, make_plan
from cordee.plan.voices import document_for
from cordee.terms import load_terms

DATA = Path(os.environ.get("CORDEE_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
ON = date(2026, 11, 20)
RECORDS = (
    [*sorted((DATA / "fhir").rglob("*.json")), DATA / "fhir" / "synthea"] if (DATA / "fhir").is_dir() else []
)

pytestmark = pytest.mark.skipif(not RECORDS, reason=f"no test data in {DATA} (set CORDEE_TEST_DATA)")


def readings_of(path: Path) -> tuple[Reading, ...]:
    """The people read from `path`; none when it is refused, after a look at what the refusal says."""
    try:
        return tuple(read_records(path, load_terms(), today=ON))
    except BadInput as refused:
        faults = refused.faults
    for fault in faults:
        assert fault.file.startswith(str(path))
        assert len(fault.problem) > 20
    assert faults
    return ()


@pytest.mark.parametrize("path", RECORDS, ids=lambda p: p.name)
def test_a_plan_or_a_clear_error(path: Path) -> None:
    for reading in readings_of(path):
        died = reading.case.person.died
        if died is not None:
            with pytest.raises(DeathRecorded):
                make_plan(reading.case, on=ON)
        plan = make_plan(reading.case, on=ON if died is None else died.earliest - timedelta(days=1))
        assert any(
            o.family == "no-tumour-directed-treatment" and o.verdict is Answer.YES for o in plan.options
        )
        for audience in ("clinician", "person"):
            assert document_for(plan, reading.case, audience).sections  # type: ignore[arg-type]


def test_the_records_that_hold_a_person_are_read() -> None:
    read = {path.name: len(readings_of(path)) for path in RECORDS}
    assert read["synthea"] == 13
    assert {"TrialMatching_Patient01.json", "query.json", "eom_patient_1.json", "T1_patient.json"} <= set(
        read
    )


def test_a_metastatic_breast_cancer_is_recognised_with_its_options() -> None:
    """The synthetic mCODE people of the matching projects: both have metastatic breast cancer."""
    terms = load_terms()
    (path,) = [p for p in RECORDS if p.name == "TrialMatching_Patient01.json"]
    (reading,) = read_records(path, terms, today=ON)
    assert any(terms.is_a("cancer", p.cancer, "breast") for p in reading.case.primaries)
    plan = make_plan(reading.case, on=ON)
    assert any(o.id.startswith("breast.") for o in plan.options)
    assert not any(o.id.startswith("prostate.") for o in plan.options)
