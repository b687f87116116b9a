"""What came of reading an input: the case, what was wrong with it, and what could not be used."""

from __future__ import annotations

import msgspec

from cordee.case.case import Case
from cordee.files.fault import Fault
from cordee.terms.words import Words


class Unused(msgspec.Struct, frozen=True):
    """Something of the input that became no fact. `ref` is where it stands (`Condition/12`, `lines[2]`), `reason` why
    it was left, `what` its own words when it has any (never a person's name)."""

    ref: str
    reason: Words
    what: str = ""


class Merged(msgspec.Struct, frozen=True):
    """A resource whose content went into a fact that another one names as its source: a stage into its tumour, one
    infusion among forty into its line."""

    ref: str
    into: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One person's case as read from an input.

    `faults` are facts that could not be believed (a date to come, a unit that does not fit) and were set aside; the
    rest was read. Every resource of the input is the source of a fact, merged into one, or in `unused`.
    `person` is the id to choose this person by when the input holds several; `resources` counts what was read.
    """

    case: Case
    faults: tuple[Fault, ...] = ()
    unused: tuple[Unused, ...] = ()
    merged: tuple[Merged, ...] = ()
    resources: int = 0
    person: str = ""
