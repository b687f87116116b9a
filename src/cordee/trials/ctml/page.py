"""One CTML document being read: what it says, on which line, and what was noticed on the way."""

from __future__ import annotations

from typing import Any

from cordee.files.fault import BadInput, Fault
from cordee.files.located_yaml import Located, Pointer
from cordee.files.near import close_matches
from cordee.terms import Terms


class Page:
    """A document with the terms to read it by. Collects faults (the trial is set aside) and warnings (read as meant)."""

    def __init__(self, document: Located, terms: Terms) -> None:
        self.document = document
        self.terms = terms
        self.faults: list[Fault] = []
        self.warnings: list[str] = []

    def fault(self, at: Pointer, problem: str, remedy: str = "") -> None:
        """Something that can't be read: the trial will be set aside, with everything else that is wrong in it."""
        where = f"line {self.document.line(at)}"
        self.faults.append(Fault(file=self.document.file, where=where, problem=problem, remedy=remedy))

    def warn(self, at: Pointer, says: str) -> None:
        """Something read otherwise than written."""
        warning = f"line {self.document.line(at)}: {says}"
        if warning not in self.warnings:
            self.warnings.append(warning)

    def mapping(self, value: Any, at: Pointer, what: str) -> dict[Any, Any]:
        """`value` if it is a mapping; otherwise a fault and an empty one."""
        if isinstance(value, dict):
            return value
        self.fault(at, f"{what} is not a mapping.")
        return {}

    def entries(self, value: Any, at: Pointer, what: str) -> list[Any]:
        """`value` if it is a list, nothing if it is absent; otherwise a fault."""
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.fault(at, f"{what} is not a list.")
        return []

    def only(self, keys: dict[Any, Any], known: frozenset[str], at: Pointer, what: str) -> None:
        """A fault for each key of `keys` that the language does not have here."""
        for key in keys:
            if key not in known:
                near = close_matches(str(key), known, n=1)
                hint = f"Did you mean '{near[0]}'?" if near else ""
                self.fault((*at, key), f"'{key}' is not a key of {what}.", hint)

    def refuse(self) -> None:
        """Raises BadInput when anything was at fault, in the order of the file."""
        if self.faults:
            raise BadInput(sorted(self.faults, key=lambda fault: int(fault.where.removeprefix("line "))))
