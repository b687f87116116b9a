"""Every fact of every example, written alone, is read back the same, under the id it was given."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from cordee.case import Case, Source
from cordee.case.case import FACT_FIELDS
from cordee.fhir.bundle import resources_of
from cordee.fhir.records import read_resources
from cordee.service.record.fact_resources import resources_of_fact
from cordee.terms import load_terms
from tests.service.record.facts import TODAY

PATIENT = {"resourceType": "Patient", "id": "p"}


def without_source(fact: Any) -> Any:
    return msgspec.structs.replace(fact, source=Source("unstated"))


@pytest.mark.parametrize("field", FACT_FIELDS)
def test_a_fact_comes_back(example_cases: list[Case], field: str):
    terms = load_terms()
    seen = 0
    for case in example_cases:
        for fact in getattr(case, field)[:3]:
            bodies = resources_of_fact(fact, terms, patient="p", logical_id="chosen")
            assert bodies[0]["id"] == "chosen"
            assert all(body["id"].startswith("chosen") for body in bodies)
            bundle = {"resourceType": "Bundle", "entry": [{"resource": b} for b in [PATIENT, *bodies]]}
            (reading,) = read_resources(resources_of(bundle, "test"), terms, today=TODAY)
            assert not reading.faults
            assert [without_source(f) for f in getattr(reading.case, field)] == [without_source(fact)]
            seen += 1
    assert seen
