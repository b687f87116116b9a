"""Why a line ended, from facts that agree, disagree or are missing."""

from __future__ import annotations

from datetime import date

import pytest

from cordee.case import Case, Imaging, Lab, Lesion, LineOfTherapy, Metastasis, PartialDate, Primary
from cordee.case.answer import Answer
from cordee.response.ca125 import CA_125
from cordee.response.drug_class import CHEMOTHERAPY, PLATINUM, PLATINUM_WORDS_APPLY_TO, contains
from cordee.response.lines import line_outcomes
from cordee.response.psa import PSA
from cordee.response.treatment_course import lines_in_order
from cordee.terms import Terms, load_terms

ON = date(2026, 11, 20)


def d(text: str) -> PartialDate:
    return PartialDate(text)


def scan(on: str, mm: float | None = None, stated=None, **more) -> Imaging:
    lesions = (Lesion(lesion="T1", role="target", site="liver", diameter_mm=mm),) if mm is not None else ()
    return Imaging(on=d(on), lesions=lesions, stated=stated, **more)


def carboplatin(**more) -> LineOfTherapy:
    return LineOfTherapy(drugs=("carboplatin",), number=1, on=d("2026-01-10"), **more)


OVARY = (Primary(cancer="ovary-serous"),)


def only(case: Case, terms: Terms):
    (outcome,) = line_outcomes(case, ON, terms)
    return outcome


def test_best_response_pd_is_refractory(terms):
    case = Case(
        lines=(LineOfTherapy(drugs=("docetaxel",), on=d("2026-01-10")),),
        imaging=(scan("2026-01-05", 30), scan("2026-03-01", 45)),
    )
    outcome = only(case, terms)
    assert outcome.outcomes == ("refractory", "progressed")
    assert outcome.failed is Answer.YES
    assert outcome.progressed_on == d("2026-03-01")
    assert [e.code for e in outcome.evidence if e.rule == "imaging-computed"] == ["PD"]


def test_progression_after_a_response_is_not_refractory(terms):
    case = Case(
        lines=(LineOfTherapy(drugs=("docetaxel",), on=d("2026-01-10")),),
        imaging=(scan("2026-01-05", 30), scan("2026-03-01", 15), scan("2026-06-01", 30)),
    )
    outcome = only(case, terms)
    assert outcome.outcomes == ("progressed",)
    assert outcome.best_response == "PR"


@pytest.mark.parametrize(
    ("progressed", "words", "interval"),
    [
        ("2026-06-28", ("refractory", "progressed", "completed"), (28, 28)),
        ("2026-06-29", ("resistant", "completed", "progressed-later"), (29, 29)),
        ("2026-11-01", ("resistant", "completed", "progressed-later"), (154, 154)),
    ],
)
def test_platinum_words_follow_the_interval(terms, progressed, words, interval):
    case = Case(
        primaries=OVARY,
        lines=(carboplatin(ended_on=d("2026-05-31"), ended="completed"),),
        imaging=(scan("2026-03-01", stated="PR"), scan(progressed, stated="PD")),
    )
    outcome = only(case, terms)
    assert outcome.outcomes == words
    assert outcome.to_progression_days == interval
    assert outcome.failed is Answer.YES


def test_platinum_more_than_six_months_before_gets_no_platinum_word(terms):
    case = Case(
        primaries=OVARY,
        lines=(carboplatin(ended_on=d("2026-03-01"), ended="completed"),),
        imaging=(scan("2026-02-01", stated="PR"), scan("2026-10-01", stated="PD")),
    )
    outcome = only(case, terms)
    assert outcome.outcomes == ("completed", "progressed-later")
    assert outcome.failed is Answer.YES


def test_a_first_scan_long_after_the_end_does_not_make_it_refractory(terms):
    case = Case(
        lines=(
            LineOfTherapy(
                drugs=("docetaxel",), on=d("2025-01-10"), ended_on=d("2025-05-01"), ended="completed"
            ),
        ),
        imaging=(scan("2026-08-01", stated="PD"),),
    )
    outcome = only(case, terms)
    assert "refractory" not in outcome.outcomes
    assert outcome.best_response is None


def test_partial_dates_keep_the_interval_a_range_and_no_word_is_forced(terms):
    case = Case(
        primaries=OVARY,
        lines=(carboplatin(ended_on=d("2026-05"), ended="completed"),),
        imaging=(scan("2026-03-01", stated="SD"), scan("2026-06-10", stated="PD")),
    )
    outcome = only(case, terms)
    assert outcome.to_progression_days == (10, 40)
    assert outcome.outcomes == ("resistant", "completed")
    assert any(e.rule == "interval-to-progression" and "10" in e.words.fr for e in outcome.evidence)


def test_toxicity_and_choice_are_told_apart(terms):
    toxicity = only(Case(lines=(carboplatin(ended="toxicity", ended_on=d("2026-03-01")),)), terms)
    choice = only(Case(lines=(carboplatin(ended="choice", ended_on=d("2026-03-01")),)), terms)
    assert (toxicity.why, toxicity.failed) == ("toxicity", Answer.YES)
    assert (choice.why, choice.failed) == ("choice", Answer.UNKNOWN)
    assert choice.to_settle is not None


def test_nothing_known_is_not_known(terms):
    outcome = only(Case(lines=(carboplatin(),)), terms)
    assert outcome.outcomes == ("not-known",)
    assert outcome.failed is Answer.UNKNOWN


def test_a_completed_line_that_held_has_not_failed(terms):
    case = Case(
        lines=(carboplatin(ended="completed", ended_on=d("2026-06-01")),),
        imaging=(scan("2026-09-01", stated="SD"),),
    )
    assert only(case, terms).failed is Answer.NO


def test_illness_back_after_adjuvant_treatment_is_for_people_to_judge(terms):
    line = LineOfTherapy(
        drugs=("docetaxel",),
        setting="adjuvant",
        on=d("2023-01-10"),
        ended_on=d("2023-05-01"),
        ended="completed",
    )
    outcome = only(Case(lines=(line,), imaging=(scan("2026-01-01", stated="PD"),)), terms)
    assert outcome.outcomes == ("completed", "progressed-later")
    assert outcome.failed is Answer.UNKNOWN


def test_the_scan_on_the_day_the_next_line_begins_closes_the_first(terms):
    first = LineOfTherapy(drugs=("docetaxel",), number=1, on=d("2026-01-10"))
    second = LineOfTherapy(drugs=("carboplatin",), number=2, on=d("2026-05-01"), ongoing=True)
    case = Case(
        lines=(second, first),
        imaging=(scan("2026-05-01", 60), scan("2026-01-02", 30), scan("2026-07-01", 60)),
    )
    one, two = line_outcomes(case, ON, terms)
    assert (one.line.number, one.progressed_on) == (1, d("2026-05-01"))
    assert two.outcomes == ("ongoing",)
    assert two.best_response == "SD"
    assert two.failed is Answer.NO


def test_report_and_measurements_that_disagree_are_both_shown(terms):
    case = Case(
        lines=(carboplatin(ongoing=True),),
        imaging=(scan("2026-01-05", 30), scan("2026-03-01", 30, stated="PD")),
    )
    outcome = only(case, terms)
    assert [c.rule for c in outcome.conflicts] == ["conflict-stated-computed"]
    assert {e.rule: e.code for e in outcome.evidence} == {"imaging-computed": "SD", "imaging-stated": "PD"}


def test_ended_for_progression_but_the_last_scan_responds(terms):
    case = Case(
        lines=(carboplatin(ended="progression", ended_on=d("2026-05-01")),),
        imaging=(scan("2026-01-05", 30), scan("2026-04-30", 15)),
    )
    assert "conflict-ended-for-progression" in [c.rule for c in only(case, terms).conflicts]


def test_psa_supports_but_never_decides(terms):
    labs = tuple(
        Lab(analyte="psa", on=d(on), value=v)
        for on, v in [("2026-01-02", 5), ("2026-03-01", 20), ("2026-04-01", 30)]
    )
    outcome = only(
        Case(lines=(LineOfTherapy(drugs=("docetaxel",), on=d("2026-01-10"), ongoing=True),), labs=labs), terms
    )
    assert outcome.outcomes == ("ongoing",)
    assert outcome.failed is Answer.UNKNOWN
    assert [e.rule for e in outcome.evidence] == ["psa-progression", "psa-early-rise"]


def test_a_line_of_unknown_drugs_may_be_platinum(terms):
    line = LineOfTherapy(drugs=(), unmapped=("medicine X",), on=d("2026-01-10"))
    assert only(Case(lines=(line,)), terms).platinum is Answer.UNKNOWN


def test_what_came_later_is_not_used(terms):
    case = Case(
        lines=(carboplatin(ended="progression", ended_on=d("2026-06-01")),),
        imaging=(scan("2026-03-01", stated="SD"), scan("2026-06-01", stated="PD")),
    )
    (outcome,) = line_outcomes(case, date(2026, 4, 1), terms)
    assert outcome.outcomes == ("ongoing",)
    assert outcome.progressed_on is None


def test_lines_without_a_date_keep_their_number():
    one, two, three = (
        LineOfTherapy(drugs=("docetaxel",), number=n, on=on)
        for n, on in [(1, d("2025")), (2, None), (3, d("2026"))]
    )
    assert [line.number for line in lines_in_order((three, two, one))] == [1, 2, 3]


def test_the_report_of_the_baseline_scan_speaks_of_the_line_before(terms):
    case = Case(
        lines=(carboplatin(ongoing=True),),
        imaging=(scan("2026-01-13", 30, stated="PD", baseline=True), scan("2026-03-10", 30)),
    )
    outcome = only(case, terms)
    assert outcome.outcomes == ("ongoing",)
    assert outcome.best_response == "SD"


def test_sizes_are_not_compared_across_a_baseline_set_during_the_line(terms):
    case = Case(
        lines=(carboplatin(ongoing=True),),
        imaging=(
            scan("2026-01-05", 30),
            scan("2026-03-10", 30),
            scan("2026-05-10", 60, baseline=True),
            scan("2026-07-10", 60),
        ),
    )
    outcome = only(case, terms)
    assert outcome.progressed_on is None
    assert outcome.failed is Answer.NO


def test_a_new_site_is_shown(terms):
    case = Case(
        lines=(carboplatin(ongoing=True),),
        metastases=(
            Metastasis(site="bone", on=d("2026-04-01")),
            Metastasis(site="liver", on=d("2026-01-02")),
        ),
    )
    assert [(e.rule, e.code) for e in only(case, terms).evidence] == [("new-site", "bone")]


def test_the_terms_that_ship_know_what_is_asked_of_them():
    shipped = load_terms()
    line = LineOfTherapy(drugs=("carboplatin",))
    assert contains(line, CHEMOTHERAPY, shipped) is Answer.YES
    assert contains(line, PLATINUM, shipped) is Answer.YES
    assert all(shipped.get("cancer", cancer) for cancer in PLATINUM_WORDS_APPLY_TO)
    assert contains(LineOfTherapy(drugs=("osimertinib",)), CHEMOTHERAPY, shipped) is Answer.NO
    factors = {name: term.units for name in (PSA, CA_125) if (term := shipped.get("lab", name))}
    assert (factors[PSA]["ng/mL"], factors[CA_125]["U/mL"]) == (1, 1)
