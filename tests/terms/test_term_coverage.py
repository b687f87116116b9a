"""The words of real sources find a term: approvals, a cohort's diagnoses and gene panels, FHIR records."""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cordee.terms import CodeSystem, TermKind, load_terms

DATA = Path(__file__).parents[2] / os.environ.get("CORDEE_TEST_DATA", "../shared/data")
NEEDED = pytest.mark.skipif(
    not DATA.is_dir(), reason="CORDEE_TEST_DATA is not there: coverage of terms not run"
)

# Benign, of uncertain behaviour, or not a tumour type: they stay without a term.
BENIGN = {
    *("ACA", "CHBL", "CMPT", "CNC", "CSCHW", "DF", "EVN", "GCT", "MCN", "MF", "MIXED", "MSCHW", "MYXO"),
    *("OFMT", "PSC", "PTAD", "PTCY", "RGNT", "ROCY", "SCHW", "USTUMP"),
}
# The codes of cancer and of its spread that stand in the FHIR records.
CANCER_CODES = {"254637007", "424132000", "254837009", "372137005", "408643008"}
SPREAD_CODES = {"94222008", "94381002", "94391008", "94181007"}


def records(name: str) -> list[dict[str, Any]]:
    read = json.loads((DATA / "moalmanac" / name).read_text(encoding="utf-8"))
    return [record for record in read if isinstance(record, dict)]


@NEEDED
def test_every_approved_medicine_of_the_almanac_has_a_term() -> None:
    names = [therapy["name"] for therapy in records("therapies.json")]
    assert len(names) == 158
    assert [name for name in names if load_terms().by_text("drug", name) is None] == []


@NEEDED
def test_every_gene_of_the_almanac_has_a_term_and_the_same_hgnc_id() -> None:
    for gene in records("genes.json"):
        found = load_terms().by_code("gene", "hgnc", gene["primary_coding_id"].removeprefix("hgnc:"))
        assert found is not None, gene["name"]
        assert found.id == gene["name"]


@NEEDED
@pytest.mark.parametrize("panel", ["341", "410"])
def test_every_gene_of_the_panels_has_a_term_but_for_histone_copies(panel: str) -> None:
    text = (DATA / "cohort" / f"data_gene_panel_impact{panel}.txt").read_text(encoding="utf-8")
    genes = next(line for line in text.splitlines() if line.startswith("gene_list:")).split(":", 1)[1].split()
    missing = [gene for gene in genes if load_terms().by_text("gene", gene) is None]
    assert [gene for gene in missing if not gene.startswith(("HIST", "H3F3C"))] == []


@NEEDED
def test_every_malignant_diagnosis_of_the_cohort_has_a_term() -> None:
    with gzip.open(DATA / "cohort" / "data_clinical_sample.txt.gz", "rt", encoding="utf-8") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        seen = {row["ONCOTREE_CODE"] for row in rows}
    assert len(seen) > 300
    assert {code for code in seen if load_terms().by_code("cancer", "oncotree", code) is None} <= BENIGN


def codings(node: Any) -> Iterator[tuple[str, str]]:
    """Every (system, code) below `node`."""
    if isinstance(node, dict):
        if isinstance(node.get("system"), str) and isinstance(node.get("code"), str):
            yield node["system"], node["code"]
        for value in node.values():
            yield from codings(value)
    elif isinstance(node, list):
        for value in node:
            yield from codings(value)


@NEEDED
def test_every_medicine_of_the_fhir_records_has_a_term() -> None:
    codes: set[str] = set()
    for path in sorted((DATA / "fhir").rglob("*.json")):
        codes |= {
            code
            for system, code in codings(json.loads(path.read_text(encoding="utf-8")))
            if "rxnorm" in system
        }
    lines = (
        (DATA / "fhir" / "synthea" / "MedicationRequest.000.ndjson").read_text(encoding="utf-8").splitlines()
    )
    codes |= {code for line in lines for system, code in codings(json.loads(line)) if "rxnorm" in system}
    assert len(codes) > 40
    assert [code for code in sorted(codes) if load_terms().by_code("drug", "rxnorm", code) is None] == []


@NEEDED
@pytest.mark.parametrize(
    ("kind", "system", "codes"),
    [("cancer", "snomed", CANCER_CODES), ("site", "snomed", SPREAD_CODES)],
)
def test_every_cancer_and_spread_of_the_fhir_records_has_a_term(
    kind: TermKind, system: CodeSystem, codes: set[str]
) -> None:
    seen: set[str] = set()
    for path in sorted((DATA / "fhir").rglob("*.*json")):
        text = path.read_text(encoding="utf-8")
        seen |= {code for code in codes if f'"{code}"' in text}
    assert seen == codes
    assert [code for code in sorted(codes) if load_terms().by_code(kind, system, code) is None] == []
