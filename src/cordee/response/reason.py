"""Why an answer is what it is: the rule that fired, in words, with its published source."""

from __future__ import annotations

import msgspec

from cordee.case import PartialDate
from cordee.terms.words import Words

RECIST = "RECIST 1.1: Eisenhauer 2009, PMID 19097774"
RECIST_FAQ = "RECIST 1.1, EORTC clarifications: recist.eortc.org/faq"
IRECIST = "iRECIST: Seymour 2017, PMID 28271869"
PCWG2 = "PCWG2: Scher 2008, PMID 18309951"
PCWG3 = "PCWG3: Scher 2016, PMID 26903579"
GCIG = "GCIG: Rustin 2011, PMID 21270624"
PLATINUM = "Davis 2014, PMID 24607285"
RECORD = "record"


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a judgement. `rule` is a stable id ('target-pd'), `source` the publication that states the
    rule, `ref` the fact of the record that it was applied to, when it is a single one.
    """

    rule: str
    words: Words
    source: str = RECIST
    ref: str = ""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A fact, or a judgement computed from facts, that speaks for an answer.

    `on` is its date; `ref` names the fact in the record (`Fact.source.ref`); `source` is 'record' for what
    the record states, otherwise the publication whose rule was applied. `code` is the bare value where there
    is one ('PD').
    """

    rule: str
    words: Words
    on: PartialDate | None = None
    ref: str = ""
    source: str = RECORD
    code: str | None = None
