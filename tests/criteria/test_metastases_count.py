"""Counting metastases at a place: where nobody looked, nothing was counted."""

from __future__ import annotations

from datetime import date

import pytest

from cordee.case.yaml_form import read_case_yaml
from cordee.criteria import CaseView, answer, parse_text
from cordee.terms import load_terms

ON = date(2026, 11, 20)
SCAN = "imaging: [{on: 2026-11-01, stated: SD}]\n"


@pytest.mark.parametrize(
    ("record", "condition", "expected"),
    [
        ("metastases: [{site: liver, since: 2026-01-05}]\n" + SCAN, "{site: brain, lesions: '1..4'}", "unknown"),
        ("metastases: [{site: liver, since: 2026-01-05}]\n" + SCAN, "{site: brain, lesions: '<=2'}", "unknown"),
        ("metastases: [{site: brain, presence: absent, since: 2026-11-01}]\n", "{site: brain, lesions: '1..4'}", "no"),
        ("metastases: [{site: brain, since: 2026-11-01, lesions: 3}]\n", "{site: brain, lesions: '1..4'}", "yes"),
        ("metastases: [{site: brain, since: 2026-11-01, lesions: 6}]\n", "{site: brain, lesions: '1..4'}", "no"),
        ("metastases: [{site: brain, since: 2026-11-01}]\n", "{site: brain, lesions: '1..4'}", "unknown"),
        ("metastases: [{site: liver, since: 2026-01-05}]\n" + SCAN, "{site: bone, lesions: '<=3'}", "no"),
    ],
)  # fmt: skip
def test_counting_where_nobody_looked_is_not_known(record: str, condition: str, expected: str) -> None:
    terms = load_terms()
    case = read_case_yaml(record, "record.yaml", terms, ON).case
    criterion = parse_text(f"metastases: {condition}", terms)
    assert answer(criterion, CaseView(case, ON, terms)).value == expected
