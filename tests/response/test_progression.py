"""Is the illness progressing now."""

from __future__ import annotations

from datetime import date

from cordee.case import Case, Imaging, Lesion, LineOfTherapy, Metastasis, PartialDate
from cordee.case.answer import Answer
from cordee.response.progression import progression_now

ON = date(2026, 11, 20)


def scan(on: str, mm: float | None = None, stated=None, **more) -> Imaging:
    lesions = (Lesion(lesion="T1", role="target", site="liver", diameter_mm=mm),) if mm is not None else ()
    return Imaging(on=PartialDate(on), lesions=lesions, stated=stated, **more)


def line(on: str, **more) -> LineOfTherapy:
    return LineOfTherapy(drugs=("docetaxel",), on=PartialDate(on), **more)


def test_measured_progression():
    found = progression_now(Case(imaging=(scan("2026-06-01", 20), scan("2026-11-01", 30))), ON)
    assert found.answer is Answer.YES
    assert found.assessed_on == PartialDate("2026-11-01")
    assert "+50" in found.evidence[0].words.en


def test_stated_progression():
    assert progression_now(Case(imaging=(scan("2026-11-01", stated="PD"),)), ON).answer is Answer.YES


def test_progression_stays_until_something_is_begun():
    old = scan("2026-03-01", stated="PD")
    assert progression_now(Case(imaging=(old,)), ON).answer is Answer.YES
    found = progression_now(Case(imaging=(old,), lines=(line("2026-03-15", ongoing=True),)), ON)
    assert found.answer is Answer.UNKNOWN
    assert found.to_settle is not None


def test_line_ended_for_progression_with_nothing_since():
    case = Case(lines=(line("2026-01-10", ended="progression", ended_on=PartialDate("2026-05-01")),))
    assert progression_now(case, ON).answer is Answer.YES


def test_line_ended_for_progression_then_another_line():
    case = Case(
        lines=(
            line("2026-01-10", ended="progression", ended_on=PartialDate("2026-05-01"), number=1),
            line("2026-05-10", number=2, ongoing=True),
        )
    )
    assert progression_now(case, ON).answer is Answer.UNKNOWN
    stable = Case(lines=case.lines, imaging=(scan("2026-10-20", stated="SD"),))
    assert progression_now(stable, ON).answer is Answer.NO


def test_a_recent_stable_scan_is_no_and_an_old_one_is_not_known():
    assert progression_now(Case(imaging=(scan("2026-08-22", stated="SD"),)), ON).answer is Answer.NO
    old = progression_now(Case(imaging=(scan("2026-08-21", stated="SD"),)), ON)
    assert old.answer is Answer.UNKNOWN
    assert old.to_settle is not None
    assert "91" in old.to_settle.en


def test_a_partial_date_that_may_be_too_old_is_not_known():
    assert progression_now(Case(imaging=(scan("2026-08", stated="SD"),)), ON).answer is Answer.UNKNOWN


def test_a_scan_that_could_not_be_judged_is_not_known():
    case = Case(imaging=(scan("2026-10-01", stated="SD"), scan("2026-11-10", stated="NE")))
    assert progression_now(case, ON).answer is Answer.UNKNOWN


def test_nothing_recorded_is_not_known():
    found = progression_now(Case(), ON)
    assert found.answer is Answer.UNKNOWN
    assert found.to_settle is not None


def test_a_baseline_alone_is_not_known():
    assert progression_now(Case(imaging=(scan("2026-11-01", 30),)), ON).answer is Answer.UNKNOWN


def test_measurements_decide_and_the_report_is_shown_beside():
    case = Case(imaging=(scan("2026-06-01", 20), scan("2026-11-01", 30, stated="SD")))
    found = progression_now(case, ON)
    assert found.answer is Answer.YES
    assert [c.rule for c in found.conflicts] == ["conflict-stated-computed"]


def test_a_later_scan_is_not_yet_known():
    case = Case(imaging=(scan("2026-11-01", stated="SD"), scan("2026-12-01", stated="PD")))
    assert progression_now(case, ON).answer is Answer.NO


def test_a_new_site_since_the_line_began_is_progression():
    liver = Metastasis(site="liver", on=PartialDate("2026-01-02"))
    bone = Metastasis(site="bone", on=PartialDate("2026-10-01"))
    begun = line("2026-01-10", ongoing=True)
    found = progression_now(Case(lines=(begun,), metastases=(liver, bone)), ON)
    assert found.answer is Answer.YES
    assert [e.code for e in found.evidence] == ["bone"]
    assert progression_now(Case(lines=(begun,), metastases=(liver,)), ON).answer is Answer.UNKNOWN
    later = scan("2026-11-01", stated="SD")
    assert progression_now(Case(lines=(begun,), metastases=(bone,), imaging=(later,)), ON).answer is Answer.NO


def test_a_visit_that_says_nothing_does_not_hide_the_one_before():
    case = Case(imaging=(scan("2026-10-01", stated="SD"), scan("2026-11-10")))
    assert progression_now(case, ON).answer is Answer.NO


def test_sizes_are_not_compared_across_a_new_baseline():
    case = Case(
        imaging=(scan("2026-06-01", 20), scan("2026-09-01", 40, baseline=True), scan("2026-11-01", 41))
    )
    assert progression_now(case, ON).answer is Answer.NO
