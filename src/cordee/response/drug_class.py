"""Whether a line contains a class of drug. A drug that no term knows leaves the answer open."""

from __future__ import annotations

from cordee.case import LineOfTherapy
from cordee.case.answer import Answer, any_of
from cordee.terms import Terms

CHEMOTHERAPY = "chemotherapy"
PLATINUM = "platinum"


def contains(line: LineOfTherapy, drug_class: str, terms: Terms) -> Answer:
    """YES when one drug of the line is of the class, UNKNOWN when an unmapped or unknown drug might be."""
    answers = [_is(drug, drug_class, terms) for drug in line.drugs]
    answers += [Answer.UNKNOWN] * len(line.unmapped)
    return any_of(answers) if answers else Answer.UNKNOWN


def _is(drug: str, drug_class: str, terms: Terms) -> Answer:
    if terms.is_a("drug", drug, drug_class):
        return Answer.YES
    return Answer.NO if terms.get("drug", drug) is not None else Answer.UNKNOWN
