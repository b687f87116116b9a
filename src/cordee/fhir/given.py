"""Parts of facts: what one resource says that only makes a fact together with others."""

from __future__ import annotations

from typing import Literal

import msgspec

from cordee.case import LocalTreatment, PartialDate
from cordee.case.treatment import Intent, WhyEnded
from cordee.fhir.resource import Resource


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One medication entry: what was given, from when, until when. `drug` is a term id, `written` the words when no
    term matched."""

    resource: Resource
    drug: str | None
    written: str
    guess: str | None
    on: PartialDate | None
    ended_on: PartialDate | None
    known: PartialDate | None
    ongoing: bool | None
    ended: WhyEnded | None
    intent: Intent | None


class StagePart(msgspec.Struct, frozen=True, kw_only=True):
    """One staging observation, still to be joined to its tumour (`focus`; None when it names none)."""

    resource: Resource
    field: Literal["stage", "t", "n", "m", "grade"]
    value: str
    on: PartialDate | None
    focus: Resource | None
    guess: str | None = None


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A local treatment read from a record that enters each sitting by itself."""

    resource: Resource
    treatment: LocalTreatment
