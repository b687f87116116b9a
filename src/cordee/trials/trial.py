"""A trial as every door into the store leaves it: who it is for, arm by arm, and where it is open."""

from __future__ import annotations

from typing import Literal

import msgspec

from cordee.criteria import Criterion
from cordee.trials.eligibility_text import EligibilitySpan

Status = Literal[
    "recruiting",
    "not-yet-recruiting",
    "by-invitation",
    "suspended",
    "active-not-recruiting",
    "closed",
    "completed",
    "terminated",
    "withdrawn",
    "unknown",
]

OPEN: frozenset[Status] = frozenset({"recruiting", "not-yet-recruiting", "by-invitation", "unknown"})
"""Statuses that do not shut the door. A trial whose status nobody stated may be open: it is shown, and says so."""


class Site(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place that takes part. `country` is ISO 3166-1 alpha-2 where the name was recognised, else the name itself."""

    country: str
    city: str = ""
    name: str = ""
    status: Status = "unknown"


class Arm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One way to enter the trial. `criterion` holds on top of the trial's own; None: nothing more is asked."""

    id: str
    name: str = ""
    status: Status = "recruiting"
    criterion: Criterion | None = None
    drugs: str = ""


class Trial(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A trial. `updated` is an ISO date ('' when not stated); `criterion` holds for every arm.

    `eligibility` is the registry's free text, `spans` what was read of it. `warnings` say what was read otherwise than
    written, each with its line; `file` is where it came from, `line` where it starts there.
    """

    id: str
    title: str = ""
    phase: str = ""
    status: Status = "unknown"
    registry: str = ""
    updated: str = ""
    sponsor: str = ""
    conditions: tuple[str, ...] = ()
    criterion: Criterion | None = None
    arms: tuple[Arm, ...] = ()
    sites: tuple[Site, ...] = ()
    eligibility: str = ""
    spans: tuple[EligibilitySpan, ...] = ()
    file: str = ""
    line: int = 1
    warnings: tuple[str, ...] = ()
    corrected: str = ""  # the curator's file that was applied
