"""A change that appears under treatment is not ruled out by a test made before that treatment.

EGFR T790M and ESR1 mutations are found at progression; the profile read at diagnosis does not hold them.
"""

from __future__ import annotations

from datetime import date

import pytest

from cordee.case.answer import Answer
from cordee.case.yaml_form import read_case_yaml
from cordee.criteria import CaseView, answer, parse_text
from cordee.knowledge.load import load_knowledge
from cordee.terms import load_terms

TODAY = date(2026, 11, 20)
LINE = "lines: [{number: 1, drugs: [gefitinib], from: 2025-03-01, to: 2026-10-30, ended: progression}]\n"
FOUND_FIRST = """biomarkers:
  - {alteration: {gene: EGFR, protein_change: L858R, kind: mutation}, on: 2025-02-03}
"""
T790M = "alteration: {gene: EGFR, protein_change: T790M, acquired: true}"


def _view(record: str) -> CaseView:
    reading = read_case_yaml(record, "record", load_terms(), TODAY)
    assert reading.faults == ()
    return CaseView(reading.case, TODAY, load_terms())


def _panel(on: str) -> str:
    return f"panels: [{{name: plasma, on: {on}, kinds: [mutation], genes: [EGFR]}}]\n"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (LINE + FOUND_FIRST, Answer.UNKNOWN),  # the sensitising mutation was read before treatment
        (LINE + _panel("2025-02-03"), Answer.UNKNOWN),
        (LINE + _panel("2026-11-05"), Answer.NO),
        (_panel("2025-02-03"), Answer.NO),  # nothing given since: the test still tells
        (LINE + FOUND_FIRST.replace("L858R", "T790M"), Answer.YES),  # once there, it was there
    ],
)
def test_only_a_test_made_since_the_last_line_began_rules_it_out(record: str, expected: Answer) -> None:
    condition = parse_text(T790M, load_terms())
    assert answer(condition, _view(record)) is expected


def test_what_would_settle_it_is_a_new_test() -> None:
    leaf = parse_text(T790M, load_terms())
    settle = _view(LINE + FOUND_FIRST).find(leaf).settle  # type: ignore[arg-type]
    assert settle is not None
    assert "new molecular test" in settle.asks.en


@pytest.mark.parametrize(
    "id",
    [
        "nsclc.egfr-t790m.osimertinib",
        "breast.hr-positive.elacestrant",
        "breast.hr-positive.imlunestrant",
        "breast.hr-positive.vepdegestrant",
    ],
)
def test_every_option_for_an_acquired_change_asks_for_it_anew(id: str) -> None:
    leaves = load_knowledge().leaves[id]
    assert any(getattr(leaf, "acquired", None) for leaf in leaves)
