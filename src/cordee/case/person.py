"""The person, and who is around them."""

from __future__ import annotations

from typing import Literal

from cordee.case.fact import Fact
from cordee.case.partial_date import PartialDate

Sex = Literal["female", "male", "other"]


class Person(Fact, frozen=True, kw_only=True):
    """Who the case is about. No field has a default that would pass for an answer: None is 'not known'."""

    name: str | None = None
    born: PartialDate | None = None
    sex: Sex | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    died: PartialDate | None = None
    dead: bool | None = None  # True: a death is recorded without its day


class TeamMember(Fact, frozen=True, kw_only=True):
    """A named human around the person. `role` is a term of `roles.yaml` (coordinator, oncologist, family-doctor …)."""

    name: str
    role: str
    phone: str | None = None
