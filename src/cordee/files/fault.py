"""A fault in an input: which file, where in it, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong with one place of one input.

    `file` is the path as the caller gave it; `where` is a JSON pointer (`/entry/7/resource`) or `line 12`;
    `problem` says what was found and what was expected, in one line; `remedy` says what to do about it.
    Neither ever quotes a name, a birth date or an identifier of a person.
    """

    file: str
    where: str
    problem: str
    remedy: str = ""

    def line(self) -> str:
        """One line for a terminal or a log."""
        place = ": ".join(part for part in (self.file, self.where) if part)
        tail = f" {self.remedy}" if self.remedy else ""
        return f"{place}: {self.problem}{tail}"


class BadInput(Exception):
    """An input that can't be used. Carries every fault found, never just the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.line() for fault in self.faults))

    @classmethod
    def at(cls, file: str, where: str, problem: str, remedy: str = "") -> BadInput:
        """A refusal with a single fault."""
        return cls([Fault(file=file, where=where, problem=problem, remedy=remedy)])
