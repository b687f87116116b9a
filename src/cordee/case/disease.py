"""The illness: where it started, where it went."""

from __future__ import annotations

from cordee.case.fact import Fact, Presence
from cordee.case.partial_date import PartialDate


class Primary(Fact, frozen=True, kw_only=True):
    """A first tumour. `cancer` and `histology` are term ids; `on` is the date of diagnosis.

    `stage` is the latest known group as text without 'stage' ('IV', 'IIIB'), `stage_on` its date;
    `t`, `n`, `m` the TNM categories without prefix ('3', '1a', '0').
    """

    cancer: str
    histology: str | None = None
    grade: str | None = None
    stage: str | None = None
    stage_on: PartialDate | None = None
    t: str | None = None
    n: str | None = None
    m: str | None = None


class Metastasis(Fact, frozen=True, kw_only=True):
    """One site the illness has spread to, or was looked for and not found there (`presence: absent`).

    `site` is a term id; `on` the day it was first seen (or looked for and not found). `lesions` is a count at that
    site; `treated`, `stable`, `symptomatic` are None when nobody said; `gone` is when it was last seen to have
    disappeared or been removed.
    """

    site: str
    presence: Presence = "present"
    lesions: int | None = None
    treated: bool | None = None
    stable: bool | None = None
    symptomatic: bool | None = None
    gone: PartialDate | None = None


class Condition(Fact, frozen=True, kw_only=True):
    """Another illness or a state that matters for treatment (diabetes, castration resistance, menopause …)."""

    condition: str
    presence: Presence = "present"
    detail: str | None = None
    until: PartialDate | None = None


class FamilyHistory(Fact, frozen=True, kw_only=True):
    """A relative's illness. `relation` as recorded (mother, sister …); `cancer` is a term id."""

    relation: str
    cancer: str
    age: int | None = None
