"""One statement: which reader understands it, and what it then asks."""

from __future__ import annotations

import re

from cordee.criteria import Criterion
from cordee.criteria.leaves.stated import StatedLeaf
from cordee.criteria.tree import NoneOf
from cordee.trials.eligibility.claims import SUBJECT, Claim, joined
from cordee.trials.eligibility.illness_lists import read_illnesses
from cordee.trials.eligibility.inclusions import read_needs
from cordee.trials.eligibility.labs import read_limits
from cordee.trials.eligibility.lexicon import Lexicon
from cordee.trials.eligibility.marked import marked
from cordee.trials.eligibility.person import read_performance, read_person
from cordee.trials.eligibility.treatments import read_treatments

LONGEST = 1200
"""Characters. A longer statement stays text: nobody writes one condition in so many, and reading time stays linear."""

_NEGATED = re.compile(
    r"^(?:(?:must|should|shall|may)\s+)?(?:have\s+|has\s+)?(?:no|not\s+have|without|absence\s+of"
    r"|free\s+(?:of|from)|never\s+(?:received|had)|not\s+(?:have\s+)?(?:previously\s+)?(?:received"
    r"|had))\s+"
)
_SHUT = re.compile(
    r"\s*\b(?:will\s+be|are|is|should\s+be|shall\s+be|must\s+be)\s+(?:excluded|ineligible"
    r"|exclusionary|not\s+eligible|not\s+allowed)\b[^:]*$"
)
_TAKES_IT_BACK = re.compile(
    r"\b(?:unless|except\w*|excluding|other\s+than|are\s+eligible|allowed|permitted|acceptable"
    r"|may\s+be|if|but|however|only\s+if)\b"
)


def read_statement(text: str, lexicon: Lexicon, *, inclusion: bool) -> Criterion | None:
    """What `text` asks (an exclusion: what it shuts out); None when it stays text. What of it was not read is kept in
    its own words beside what was."""
    if len(text) > LONGEST:
        return None
    words = marked(text, lexicon)
    claim = _claim(words, lexicon, inclusion=inclusion)
    if claim is None or not claim.conditions:
        return None
    conditions = list(claim.conditions)
    if not claim.whole:
        conditions.append(StatedLeaf(" ".join(text.split())))
    return joined(conditions, "all" if inclusion else "any")


def _claim(words: str, lexicon: Lexicon, *, inclusion: bool) -> Claim | None:
    terms = lexicon.terms
    if not inclusion and not _TAKES_IT_BACK.search(words):
        words = _SHUT.sub("", words)
    limits = read_limits(words, inclusion=inclusion, terms=terms) if "{lab:" in words else None
    if limits is not None:
        return limits
    performance = read_performance(words, inclusion=inclusion)
    if performance is not None:
        return performance
    if not inclusion:
        return _shut_out(words, lexicon)
    person = read_person(words, inclusion=True)
    if person is not None:
        return person
    body = SUBJECT.sub("", words, count=1)
    negated = _NEGATED.match(body)
    if negated:
        rest = re.sub(
            r",?\s*\bas\s+(?:confirmed|determined|assessed|evidenced|shown|documented)\s+by\b.*$",
            "",
            body[negated.end() :],
        )
        parts = re.split(r"\band\s+absence\s+of\b", rest)
        return _none_of(
            [
                _shut_out(
                    f"prior {part}"
                    if re.search(r"prior|recei", negated[0]) or part.startswith("prior")
                    else part,
                    lexicon,
                )
                for part in parts
            ]
        )
    return read_needs(words, terms)


def _shut_out(words: str, lexicon: Lexicon) -> Claim | None:
    if _TAKES_IT_BACK.search(words):
        return None
    return read_treatments(words, lexicon.terms) or read_illnesses(words)


def _none_of(claims: list[Claim | None]) -> Claim | None:
    found = [claim for claim in claims if claim is not None]
    if not found:
        return None
    whole = len(found) == len(claims) and all(claim.whole for claim in found)
    return Claim(tuple(NoneOf((c,)) for claim in found for c in claim.conditions), whole)
