"""The two ways in which a resource becomes no fact: it can't be used, or it can't be believed."""

from __future__ import annotations

import re

from cordee.fhir.fault_words import WHAT_STANDS
from cordee.terms import Words

NOTHING = Words("", "")

_PLAIN = re.compile(r"[A-Za-z0-9%/.,*^()\[\]{}µμ<>=_+-]{1,20}\Z")


class Unusable(Exception):
    """Nothing wrong, but nothing a case has a place for. Carries the reason."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Faulty(Exception):
    """A content that can't be right: `where` is its JSON pointer. Messages never quote what may name a person."""

    def __init__(self, where: str, problem: Words, remedy: Words = NOTHING) -> None:
        super().__init__(problem.en)
        self.where, self.problem, self.remedy = where, problem, remedy


def quoted(text: str) -> Words:
    """`text` between quotes when it is short and looks like a code or a unit, else words that say nothing of it."""
    return Words(f"«\u202f{text}\u202f»", f"'{text}'") if _PLAIN.match(text) else WHAT_STANDS
