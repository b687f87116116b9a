"""Whatever is written by hand ends in a reading or a refusal."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from generated_case import TODAY, cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_terms import TINY

from cordee.case.reading import Reading
from cordee.case.yaml_form import read_case_yaml, write_case_yaml
from cordee.files.fault import BadInput

FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.datetimes() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["on", "drug", "site", "x"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def read(text: str) -> Reading | None:
    try:
        return read_case_yaml(text, "case.yaml", TINY, TODAY)
    except BadInput:
        return None


@FUZZ
@given(case=cases, data=st.data())
def test_a_document_with_anything_in_it_is_read_or_refused(case: Any, data: st.DataObject) -> None:
    document = yaml.safe_load(write_case_yaml(case, TINY)) or {}
    for _ in range(data.draw(st.integers(1, 4))):
        container = document
        while True:
            keys = list(container) if isinstance(container, dict) else list(range(len(container)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if isinstance(container[key], dict | list) and data.draw(st.booleans()):
                container = container[key]
                continue
            container[key] = data.draw(anything)
            break
    reading = read(yaml.safe_dump(document, allow_unicode=True))
    assert reading is None or isinstance(reading, Reading)


@FUZZ
@given(unit=st.text("gmdLlu/*^10 kKmol[]{}%.-()µ", max_size=10), value=st.floats(-1e12, 1e12))
def test_any_unit_is_read_or_a_fault(unit: str, value: float) -> None:
    reading = read(yaml.safe_dump({"labs": [{"lab": "haemoglobin", "value": value, "unit": unit or "g"}]}))
    assert reading is not None
    assert bool(reading.faults) != bool(reading.case.labs)


@pytest.mark.parametrize(
    "text",
    ["person: 3", "person: []", "lines: 3", "labs: {}", "biomarkers: [[]]", "history: 4", "never: [[]]"],
)
def test_wrong_shapes_are_faults(text: str) -> None:
    reading = read(text)
    assert reading is not None
    assert reading.faults
