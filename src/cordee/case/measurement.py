"""How the person is and what was measured: performance, laboratory, symptoms, toxicity, imaging."""

from __future__ import annotations

from typing import Literal

import msgspec

from cordee.case.fact import Fact


class Performance(Fact, frozen=True, kw_only=True):
    """Performance status: ECOG 0–5 (Oken 1982, PMID 7165009), Karnofsky 0–100, or both, as recorded."""

    ecog: int | None = None
    karnofsky: int | None = None


class Lab(Fact, frozen=True, kw_only=True):
    """A laboratory result or serum tumour marker, in the canonical UCUM unit of its analyte's term.

    `comparator` is '<' or '>' when the result is a bound. `low` and `high` are the laboratory's own reference
    limits in the same unit. `original` is the value as reported ('11.2 g/dL').
    """

    analyte: str
    value: float
    comparator: Literal["<", "<=", ">", ">="] | None = None
    low: float | None = None
    high: float | None = None
    original: str | None = None


class Symptom(Fact, frozen=True, kw_only=True):
    """What the person feels. `score` is 0–10; `reporter` says who told it. A score of 0 is a stated absence."""

    symptom: str
    score: int
    reporter: Literal["person", "relative", "clinician"] | None = None


class Toxicity(Fact, frozen=True, kw_only=True):
    """An adverse effect of treatment, CTCAE grade 0–5. `attributed_to` is a drug's term id. `resolved`: stated over."""

    toxicity: str
    grade: int
    attributed_to: str | None = None
    resolved: bool | None = None


class Lesion(msgspec.Struct, frozen=True, kw_only=True):
    """One lesion at one imaging visit.

    `diameter_mm`: long axis, or short axis for a lymph node (`node`); None when it was not measured.
    `state` says what the reader wrote when there is no figure, or about a non-target or new lesion.
    """

    lesion: str
    role: Literal["target", "non-target", "new"]
    site: str | None = None
    node: bool = False
    diameter_mm: float | None = None
    state: (
        Literal["present", "absent", "too-small", "unequivocal-progression", "equivocal", "not-evaluable"]
        | None
    ) = None


ResponseCode = Literal["CR", "PR", "SD", "PD", "NE", "NON-CR/NON-PD"]


class Imaging(Fact, frozen=True, kw_only=True):
    """An imaging visit: its lesions when they were measured, and the radiologist's or clinician's stated overall
    response if any. `baseline` marks the visit that opens a new course of measurements."""

    lesions: tuple[Lesion, ...] = ()
    stated: ResponseCode | None = None
    baseline: bool | None = None
    modality: str | None = None
    line: int | None = None
