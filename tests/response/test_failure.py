"""Has chemotherapy failed: yes, no, or what would tell."""

from __future__ import annotations

from datetime import date

from cordee.case import Case, Imaging, LineOfTherapy, PartialDate, TreatmentHistory
from cordee.case.answer import Answer
from cordee.response.failure import failures, has_chemotherapy_failed

ON = date(2026, 11, 20)


def line(*drugs: str, **more) -> LineOfTherapy:
    return LineOfTherapy(drugs=drugs, on=PartialDate("2026-01-10"), **more)


def test_a_chemotherapy_line_that_progressed(terms):
    found = has_chemotherapy_failed(Case(lines=(line("docetaxel", ended="progression"),)), ON, terms)
    assert found.answer is Answer.YES
    assert found.by == ("progressed",)
    assert [e.rule for e in found.evidence] == ["ended-stated"]


def test_only_side_effects(terms):
    found = has_chemotherapy_failed(Case(lines=(line("docetaxel", ended="toxicity"),)), ON, terms)
    assert (found.answer, found.by) == (Answer.YES, ("toxicity",))


def test_a_targeted_line_that_progressed_says_nothing_of_chemotherapy(terms):
    found = has_chemotherapy_failed(Case(lines=(line("osimertinib", ended="progression"),)), ON, terms)
    assert found.answer is Answer.UNKNOWN
    assert found.to_settle is not None


def test_a_complete_history_without_chemotherapy_is_no(terms):
    case = Case(
        lines=(line("osimertinib", ended="progression"),),
        treatment_history=(TreatmentHistory(complete=True),),
    )
    assert has_chemotherapy_failed(case, ON, terms).answer is Answer.NO


def test_an_unmapped_drug_leaves_it_open(terms):
    case = Case(
        lines=(line(unmapped=("medicine X",), ended="progression"),),
        treatment_history=(TreatmentHistory(complete=True),),
    )
    found = has_chemotherapy_failed(case, ON, terms)
    assert found.answer is Answer.UNKNOWN
    assert found.to_settle is not None
    assert "médicaments" in found.to_settle.fr


def test_a_line_that_holds_is_no(terms):
    case = Case(
        lines=(line("docetaxel", ongoing=True),),
        imaging=(Imaging(on=PartialDate("2026-10-01"), stated="PR"),),
    )
    assert has_chemotherapy_failed(case, ON, terms).answer is Answer.NO


def test_stopped_by_choice_is_open(terms):
    found = has_chemotherapy_failed(Case(lines=(line("docetaxel", ended="choice"),)), ON, terms)
    assert found.answer is Answer.UNKNOWN


def test_an_empty_record_is_open(terms):
    assert has_chemotherapy_failed(Case(), ON, terms).answer is Answer.UNKNOWN


def test_failures_are_the_lines_that_failed(terms):
    lines = (
        line("docetaxel", ended="progression", number=1),
        LineOfTherapy(drugs=("osimertinib",), number=2, on=PartialDate("2026-06-01"), ongoing=True),
    )
    assert [outcome.line.number for outcome in failures(Case(lines=lines), ON, terms)] == [1]
