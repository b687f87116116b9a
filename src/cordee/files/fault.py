"""A fault in an input: which file, where in it, what was expected, what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

_LINE = re.compile(r"line (\d+)(?: column (\d+))?(?P<more>.*)\Z", re.DOTALL)


class InBoth(Protocol):
    """A text in French and in English (`cordee.terms.Words` is one)."""

    @property
    def fr(self) -> str:
        """The French."""

    @property
    def en(self) -> str:
        """The English."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong with one place of one input.

    `file` is the path as the caller gave it; `where` is a JSON pointer (`/entry/7/resource`) or `line 12`;
    `problem` says what was found and what was expected, in one line; `remedy` says what to do about it.
    Neither ever quotes a name, a birth date or an identifier of a person. Both are English; their French, where there
    is one, stands beside them (`told`): faults of what people bring have one, those of what experts write need none.
    """

    file: str
    where: str
    problem: str
    remedy: str = ""
    problem_fr: str = ""
    remedy_fr: str = ""

    @classmethod
    def told(cls, file: str, where: str, problem: InBoth, remedy: InBoth | None = None) -> Fault:
        """A fault in both languages."""
        en, fr = (remedy.en, remedy.fr) if remedy is not None else ("", "")
        return cls(file=file, where=where, problem=problem.en, remedy=en, problem_fr=problem.fr, remedy_fr=fr)

    def said(self, lang: Literal["fr", "en"]) -> str:
        """What is wrong and what to do, without the place. In English where there is no French."""
        if lang == "fr" and self.problem_fr:
            return f"{self.problem_fr} {self.remedy_fr}".strip()
        return f"{self.problem} {self.remedy}".strip()

    def place(self, lang: Literal["fr", "en"]) -> str:
        """`where` as people write it: 'ligne 3 colonne 12'. A pointer is the same in every language."""
        found = _LINE.match(self.where) if lang == "fr" else None
        if found is None:
            return self.where
        column = f" colonne {found[2]}" if found[2] else ""
        return f"ligne {found[1]}{column}{found['more']}"

    def line(self, lang: Literal["fr", "en"] = "en") -> str:
        """One line for a terminal or a log. In French only when the fault is said in French."""
        spoken: Literal["fr", "en"] = "fr" if lang == "fr" and self.problem_fr else "en"
        place = ": ".join(part for part in (self.file, self.place(spoken)) if part)
        return f"{place}: {self.said(spoken)}"


class BadInput(Exception):
    """An input that can't be used. Carries every fault found, never just the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.line() for fault in self.faults))

    @classmethod
    def at(cls, file: str, where: str, problem: str | InBoth, remedy: str | InBoth = "") -> BadInput:
        """A refusal with a single fault; said in both languages when `problem` is."""
        if isinstance(problem, str):
            told = remedy if isinstance(remedy, str) else remedy.en
            return cls([Fault(file=file, where=where, problem=problem, remedy=told)])
        return cls([Fault.told(file, where, problem, None if isinstance(remedy, str) else remedy)])
