"""The packs that concern everyone: care without tumour-directed treatment, triggers, red flags, support."""

from __future__ import annotations

from datetime import date

import pytest

from cordee.case import Case, Metastasis, PartialDate, Person, Primary, Symptom
from cordee.case.answer import Answer
from cordee.criteria import CaseView, answer
from cordee.knowledge.load import load_knowledge
from cordee.knowledge.option import Entry
from cordee.terms import load_terms

TODAY = date(2026, 11, 20)
HUI_MAJOR_CRITERIA = 11  # Hui 2016, Lancet Oncol 17:e552: consensus on 11 major criteria


def _entry(id: str) -> Entry:
    found = load_knowledge().entry(id)
    assert isinstance(found, Entry), f"{id} is not in the knowledge"
    return found


def _answer(id: str, case: Case) -> Answer:
    return answer(_entry(id).when, CaseView(case, TODAY, load_terms()))


def _day(iso: str) -> PartialDate:
    return PartialDate(iso)


def test_care_without_tumour_directed_treatment_stands_for_everyone_and_is_never_an_empty_list() -> None:
    option = next(o for o in load_knowledge().options if o.id == "best-supportive-care.alone")
    assert _answer(option.id, Case()) is Answer.YES
    assert option.family == "no-tumour-directed-treatment"
    assert len(option.offers) >= 5


def test_every_major_criterion_of_the_2016_consensus_is_there() -> None:
    major = [t for t in load_knowledge().triggers if t.kind == "major"]
    assert len(major) == HUI_MAJOR_CRITERIA
    assert {t.scale for t in major} == {"Hui 2016"}


@pytest.mark.parametrize(("score", "expected"), [(6, Answer.UNKNOWN), (7, Answer.YES)])
def test_one_severe_symptom_is_enough_and_a_lesser_one_leaves_the_others_unknown(
    score: int, expected: Answer
) -> None:
    case = Case(symptoms=(Symptom(symptom="pain", score=score, on=_day("2026-11-14")),))
    assert _answer("palliative.severe-physical-symptom", case) is expected


@pytest.mark.parametrize(
    "flag", ["fever-on-treatment", "bleeding", "chest-pain-breathless", "suicidal-thoughts"]
)
def test_signs_that_cannot_wait_are_shown_even_when_the_record_is_silent(flag: str) -> None:
    assert _answer(flag, Case()) is Answer.YES


def test_cord_compression_concerns_whoever_has_metastases() -> None:
    case = Case(metastases=(Metastasis(site="bone", on=_day("2026-03-18")),))
    assert _answer("spinal-cord-compression", case) is Answer.YES


@pytest.mark.parametrize(
    ("country", "needs", "not_needs"),
    [
        ("FR", "support.long-term-illness-fr", "support.palliative-status-be"),
        ("BE", "support.psychologist", "support.long-term-illness-fr"),
    ],
)
def test_rights_follow_the_country(country: str, needs: str, not_needs: str) -> None:
    case = Case(person=Person(country=country))
    assert _answer(needs, case) is Answer.YES
    assert _answer(not_needs, case) is Answer.NO


def test_a_cancer_with_its_own_entry_does_not_get_the_agnostic_one_as_well() -> None:
    case = Case(primaries=(Primary(cancer="nsclc", on=_day("2025-01-02")),))
    for id in (
        "agnostic.ntrk.larotrectinib",
        "agnostic.ret.selpercatinib",
        "agnostic.braf-v600e.dabrafenib-trametinib",
    ):
        assert _answer(id, case) is Answer.NO


def test_dabrafenib_trametinib_is_not_offered_in_colorectal_cancer() -> None:
    """Limitation of use: intrinsic resistance to BRAF inhibition (FDA label of Mekinist)."""
    case = Case(primaries=(Primary(cancer="colorectal.colon", on=_day("2025-01-02")),))
    assert _answer("agnostic.braf-v600e.dabrafenib-trametinib", case) is Answer.NO


def test_every_dimension_has_support_offered_to_everyone_or_by_need() -> None:
    dimensions = {s.dimension for s in load_knowledge().support}
    assert dimensions == {"physical", "emotional", "social", "spiritual"}
