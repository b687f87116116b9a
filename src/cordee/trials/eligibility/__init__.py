"""Reading a trial's free-text eligibility into conditions, with the characters each came from.

Grammar and dictionaries only: the same text gives the same reading everywhere, and nothing leaves the machine. What is
not understood to the last word that could change its meaning stays text and counts as not known, never as met.
"""

from __future__ import annotations

from cordee.criteria import Criterion
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, NoneOf
from cordee.terms import Terms
from cordee.trials.eligibility.lexicon import lexicon_of
from cordee.trials.eligibility.sentence import read_statement
from cordee.trials.eligibility.statements import statements
from cordee.trials.eligibility_text import EligibilitySpan, Reading


class EligibilityReading(Reading, frozen=True):
    """The spans, which tile the text, and all they ask together: inclusions met, exclusions absent, the rest to check.

    A heading is a span whose criterion is the empty `all`: it asks nothing.
    """

    criterion: Criterion = All()


def read_eligibility(text: str, terms: Terms) -> EligibilityReading:
    """The conditions of an eligibility text in English. Never raises: what can't be read is a span without criterion."""
    lexicon = lexicon_of(terms)
    spans: list[EligibilitySpan] = []
    asked: list[Criterion] = []
    for s in statements(text):
        criterion: Criterion | None = None
        if s.kind == "heading":
            criterion = All()
        elif s.kind == "statement":
            criterion = read_statement(s.words, lexicon, inclusion=s.inclusion)
        spans.append(EligibilitySpan(s.start, s.end, text[s.start : s.end], criterion, s.inclusion or s.kind == "heading"))
        if criterion is None:
            asked.append(StatedLeaf(" ".join(s.words.split())))
        elif s.kind != "heading":
            asked.append(criterion if s.inclusion else NoneOf((criterion,)))
    return EligibilityReading(tuple(spans), All(tuple(asked)))


__all__ = ["EligibilityReading", "read_eligibility"]
