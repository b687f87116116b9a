"""One controlled word: its names, its parents, its codes."""

from __future__ import annotations

from typing import Literal

import msgspec

from cordee.terms.words import Words

TermKind = Literal[
    "cancer",
    "histology",
    "site",
    "gene",
    "alteration_class",
    "drug",  # drugs and their classes and families: a drug's parents are classes
    "marker",
    "lab",
    "condition",
    "symptom",
    "toxicity",
    "judgement",
    "role",
]

CodeSystem = Literal[
    "oncotree",
    "icd10",
    "icdo3-topography",
    "icdo3-morphology",
    "snomed",
    "loinc",
    "rxnorm",
    "atc",
    "hgnc",
    "ncit",
    "meddra",
]


class MarkerValue(msgspec.Struct, frozen=True, kw_only=True):
    """One word a marker's result can take ('positive', '2+', 'msi-high')."""

    id: str
    name: Words
    synonyms: tuple[str, ...] = ()
    codes: dict[CodeSystem, tuple[str, ...]] = {}


class Term(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A controlled word.

    `icd10` codes stand for themselves and everything below them (`C78.7`, or `C34` for all of `C34.x`).
    A lab has a canonical UCUM `unit`, `units` (other spellings or units → factor to multiply by), and `plausible`
    bounds in that unit (a value outside them is refused as a typing error, not believed).
    A judgement has `asked_of`: who can answer it. A drug class that is a *family* of treatment says so.
    """

    id: str
    name: Words
    parents: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    codes: dict[CodeSystem, tuple[str, ...]] = {}
    note: str = ""
    excludes: tuple[str, ...] = ()  # conditions that can't hold together with this one
    plain: Words | None = None  # for the person, in everyday words
    # drugs
    is_class: bool = False
    # labs and markers
    unit: str | None = None
    units: dict[str, float] = {}
    plausible: tuple[float, float] | None = None
    tumour_marker: bool = False
    values: tuple[MarkerValue, ...] = ()
    # judgements
    asked_of: Words | None = None
    # cancers
    histology: str | None = None  # the histology that the cancer's own name states
    # sites
    node: bool = False
