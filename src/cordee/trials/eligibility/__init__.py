"""Reading a trial's free-text eligibility into conditions, with the characters each came from.

Grammar and dictionaries only: the same text gives the same reading everywhere, and nothing leaves the machine. What is
not understood to the last word that could change its meaning stays text and counts as not known, never as met.
"""

from __future__ import annotations

from cordee.criteria import Criterion
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import All, NoneOf
from cordee.terms import Terms
from cordee.trials.eligibility.contradictions import contradicted
from cordee.trials.eligibility.lexicon import Lexicon, lexicon_of
from cordee.trials.eligibility.sentence import read_statement
from cordee.trials.eligibility.statements import Statement, statements
from cordee.trials.eligibility_text import EligibilitySpan, Reading

_NOTHING = All()


class EligibilityReading(Reading, frozen=True):
    """The spans, which tile the text, and all they ask together: inclusions met, exclusions absent, the rest to check.

    A heading is a span whose criterion is the empty `all`: it asks nothing.
    """

    criterion: Criterion = All()


def read_eligibility(text: str, terms: Terms) -> EligibilityReading:
    """The conditions of an eligibility text in English. Never raises: what can't be read is a span without criterion."""
    lexicon = lexicon_of(terms)
    found = statements(text)
    read = [_read(s, lexicon) for s in found]
    included = [(i, c) for i, c in enumerate(read) if c is not None and found[i].inclusion]
    for i in contradicted(included, terms):
        read[i] = None
    spans: list[EligibilitySpan] = []
    asked: list[Criterion] = []
    for s, criterion in zip(found, read, strict=True):
        inclusion = s.inclusion or criterion == _NOTHING
        spans.append(EligibilitySpan(s.start, s.end, text[s.start : s.end], criterion, inclusion))
        if criterion is None:
            asked.append(StatedLeaf(" ".join(s.words.split())))
        elif criterion != _NOTHING:
            asked.append(criterion if s.inclusion else NoneOf((criterion,)))
    return EligibilityReading(tuple(spans), All(tuple(asked)))


def _read(s: Statement, lexicon: Lexicon) -> Criterion | None:
    if s.kind == "heading":
        return _NOTHING
    if s.kind == "scoped":
        return None
    criterion = read_statement(s.words, lexicon, inclusion=s.inclusion)
    return _NOTHING if criterion is None and s.kind == "intro" else criterion


__all__ = ["EligibilityReading", "read_eligibility"]
