"""The two ways in which a resource becomes no fact: it can't be used, or it can't be believed."""

from __future__ import annotations

import re

from cordee.terms import Words

_PLAIN = re.compile(r"[A-Za-z0-9%/.,*^()\[\]{}µμ<>=_+-]{1,20}\Z")


class Unusable(Exception):
    """Nothing wrong, but nothing a case has a place for. Carries the reason."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Faulty(Exception):
    """A content that can't be right: `where` is its JSON pointer. Messages never quote what may name a person."""

    def __init__(self, where: str, problem: str, remedy: str = "") -> None:
        super().__init__(problem)
        self.where, self.problem, self.remedy = where, problem, remedy


def quoted(text: str) -> str:
    """`text` between quotes when it is short and looks like a code or a unit, else words that say nothing of it."""
    return f"'{text}'" if _PLAIN.match(text) else "what stands there"
