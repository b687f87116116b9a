"""Whether a line contains a class of drug, and whether the old words for platinum apply to a cancer."""

from __future__ import annotations

from cordee.case import Case, LineOfTherapy
from cordee.case.answer import Answer, any_of
from cordee.terms import Terms

CHEMOTHERAPY = "chemotherapy"
PLATINUM = "platinum"
PLATINUM_WORDS_APPLY_TO = ("ovary", "fallopian-tube", "peritoneal-serous")


def contains(line: LineOfTherapy, drug_class: str, terms: Terms) -> Answer:
    """YES when one drug of the line is of the class, UNKNOWN when an unmapped or unknown drug might be.

    A line without any drug leaves it open too.
    """
    answers = [_is(drug, drug_class, terms) for drug in line.drugs]
    answers += [Answer.UNKNOWN] * len(line.unmapped)
    return any_of(answers) if answers else Answer.UNKNOWN


def _is(drug: str, drug_class: str, terms: Terms) -> Answer:
    if terms.is_a("drug", drug, drug_class):
        return Answer.YES
    return Answer.NO if terms.get("drug", drug) is not None else Answer.UNKNOWN


def platinum_words_apply(case: Case, terms: Terms) -> bool:
    """Whether 'platinum-refractory' and 'platinum-resistant' may be said: they were defined for ovarian
    cancer.

    Elsewhere, or when no primary is recorded, the interval is given without a word (Davis 2014, PMID
    24607285).
    """
    return any(
        terms.is_a("cancer", primary.cancer, cancer)
        for primary in case.primaries
        for cancer in PLATINUM_WORDS_APPLY_TO
    )
