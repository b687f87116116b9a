"""A treatment that goes on beneath the next ones has not ended: hormone suppression under chemotherapy."""

from __future__ import annotations

from datetime import date

from cordee.case import Case, LineOfTherapy, PartialDate
from cordee.response.lines import line_outcomes
from cordee.terms import load_terms

ON = date(2026, 11, 20)


def test_said_to_go_on_it_goes_on_whatever_was_begun_since() -> None:
    beneath = LineOfTherapy(drugs=("leuprorelin",), on=PartialDate("2022-11-07"), ongoing=True)
    above = LineOfTherapy(
        drugs=("docetaxel",), number=1, on=PartialDate("2025-01-07"), ended_on=PartialDate("2025-07-29")
    )
    found = {o.line.drugs: o.why for o in line_outcomes(Case(lines=(beneath, above)), ON, load_terms())}
    assert found[("leuprorelin",)] == "ongoing"


def test_not_said_to_go_on_its_end_is_not_known() -> None:
    silent = LineOfTherapy(drugs=("leuprorelin",), on=PartialDate("2022-11-07"))
    (found,) = line_outcomes(Case(lines=(silent,)), ON, load_terms())
    assert found.why == "not-known"
