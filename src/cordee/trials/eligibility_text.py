"""The free text of a trial's eligibility: what of it was read as conditions, and what stays text."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import msgspec

from cordee.criteria import Criterion
from cordee.terms import Terms


class EligibilitySpan(msgspec.Struct, frozen=True, omit_defaults=True):
    """One statement of the text: characters `start`..`end`, its words, and what it was read as.

    `criterion` is None for what could not be read: it counts as not known yet. `inclusion` False: who fulfils it is
    excluded.
    """

    start: int
    end: int
    text: str
    criterion: Criterion | None = None
    inclusion: bool = True


class Reading(msgspec.Struct, frozen=True):
    """What came of reading one eligibility text."""

    spans: tuple[EligibilitySpan, ...] = ()


_READER = "cordee.trials.eligibility"


def read_text(text: str, terms: Terms) -> Reading:
    """The statements of `text`. Without a reader the whole text is one statement that stays text."""
    if not text.strip():
        return Reading()
    reader: Any = import_module(_READER) if find_spec(_READER) is not None else None
    if hasattr(reader, "read_eligibility"):
        reading: Reading = reader.read_eligibility(text, terms)
        return reading
    return Reading((EligibilitySpan(0, len(text), text),))
