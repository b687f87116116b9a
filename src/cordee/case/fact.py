"""What every fact of a case carries: its date, its source, and when it became known."""

from __future__ import annotations

from typing import Literal

import msgspec

from cordee.case.partial_date import PartialDate


class Source(msgspec.Struct, frozen=True):
    """Where a fact was read.

    `ref` is a place a person can find again (`Observation/er-1`, `lines[0]`). `guess` holds the words that were
    read when no code could be mapped: the fact is then a marked guess.
    """

    ref: str
    guess: str | None = None


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every fact. `on`: when it was true or seen. `known`: when it entered the record, if later than `on`."""

    on: PartialDate | None = None
    known: PartialDate | None = None
    source: Source = Source("unstated")


Presence = Literal["present", "absent"]
"""Facts are recorded as present or *stated absent*. A fact that is not there at all is unknown."""
