"""The shared cohort and bulk export become cohorts. Skipped, and said so, when the data is not there. Nothing derived from
the shared cohort is ever kept: its licence (ODbL) asks derived tables to carry it."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from cordee.case import Case
from cordee.cohort import Cohort, sweep
from cordee.cohort.build_fhir import cohort_from_fhir
from cordee.cohort.build_report import Report
from cordee.cohort.build_tables import Tables
from cordee.criteria import parse_text
from cordee.fhir import read_records
from cordee.terms import load_terms

ON = date(2026, 11, 20)
CHECKOUT = Path(__file__).parent.parent.parent
DATA = Path(os.environ.get("CORDEE_TEST_DATA", CHECKOUT.parent / "shared" / "data"))

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"no test data: set CORDEE_TEST_DATA (looked in {DATA})"
)


@pytest.fixture(scope="module")
def impact() -> tuple[Cohort, Report]:
    """MSK-IMPACT 2017: clinical tables, structural variants, panels; no mutations, no copy numbers."""
    tables = Tables(DATA / "cohort", load_terms())
    cohort = Cohort.from_cases(tables.cases(), ON)
    return cohort, tables.report(len(cohort))


def test_everybody_is_there(impact: tuple[Cohort, Report]) -> None:
    cohort, report = impact
    assert report.people == len(cohort) == 10_336
    assert report.resources == 10_336 + 10_945 + 1_941
    assert report.faults == ()
    assert len(cohort.tables["panels"]) == 10_945  # one test a sample
    assert all(cohort.case(i).person.sex is not None for i in range(0, 10_336, 97))
    assert all(
        cohort.case(i).person.born is None for i in range(0, 10_336, 97)
    )  # no age, no date in the tables


def test_nearly_every_code_is_a_cancer_we_know(impact: tuple[Cohort, Report]) -> None:
    cohort, report = impact
    known = len(set(cohort.tables["primaries"].person.tolist()))
    assert known >= 10_300
    assert any("OncoTree" in note.en and "SCHW (3)" in note.en for note in report.notes)


def answers(cohort: Cohort, *conditions: str) -> list[Counter[str]]:
    terms = load_terms()
    swept = sweep(cohort, [parse_text(text, terms) for text in conditions], terms)
    names = ("unknown", "yes", "no")
    return [
        Counter(dict(zip(names, np.bincount(swept.codes(tree), minlength=3).tolist(), strict=True)))
        for tree in range(len(conditions))
    ]


def test_nobody_is_wild_type_where_no_table_could_have_told(impact: tuple[Cohort, Report]) -> None:
    for gene in ("KRAS", "EGFR", "BRAF", "TP53", "BRCA1", "ERBB2"):
        mutated, amplified, deleted = answers(
            impact[0],
            *(f"alteration: {{gene: {gene}, kind: {k}}}" for k in ("mutation", "amplification", "deletion")),
        )
        assert mutated["no"] == amplified["no"] == deleted["no"] == 0
    assert answers(impact[0], "wild_type: {gene: KRAS}")[0]["yes"] == 0


def test_fusions_are_found_and_looked_for(impact: tuple[Cohort, Report]) -> None:
    alk, egfr, lung = answers(
        impact[0],
        "alteration: {gene: ALK, kind: fusion}",
        "alteration: {gene: EGFR, kind: rearrangement}",
        "cancer: nsclc",
    )
    assert alk["yes"] >= 30
    assert alk["no"] >= 10_000  # on both panels, and the table of structural variants is there
    assert egfr["yes"] >= 40
    assert 1_400 <= lung["yes"] <= 1_800


def test_the_bulk_export_of_thirteen_people(tmp_path: Path) -> None:
    got: list[Cohort] = []
    export = DATA / "fhir" / "synthea"
    report = cohort_from_fhir(
        export, tmp_path / "out", lambda cohort, _: got.append(cohort), on=ON, today=ON, jobs=1
    )
    assert (report.people, report.resources, report.faults) == (13, 13 + 555 + 2056 + 1745, ())
    terms = load_terms()
    alone = Cohort.from_cases([(r.person, r.case) for r in read_records(export, terms, today=ON)], ON)
    assert _by_id(got[0]) == _by_id(alone)


def _by_id(cohort: Cohort) -> dict[str, Case]:
    return {id: cohort.case(i) for i, id in enumerate(cohort.people)}
