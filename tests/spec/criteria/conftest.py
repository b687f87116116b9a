"""How the tables of this folder are read: each row is a record of its own, and a condition asked of it.

A column titled with a field of a case (`markers`, `labs`, `lines` …) holds facts of that kind, set apart by ';'. A
fact is 'lead, key: value, …': the leading words fill the fields of `LEADS`, a date or '12 d ago' its day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, get_type_hints

import msgspec
import pytest
import yaml

from cordee.case import Case, Person
from cordee.case.answer import Answer
from cordee.case.kinds import KIND_OF
from cordee.criteria import CaseView, explain, parse_text
from cordee.terms import load_terms

Row = dict[str, str]
TODAY = date(2026, 11, 20)
LEADS: dict[str, tuple[str, ...]] = {
    "person": ("sex",),
    "primaries": ("cancer",),
    "metastases": ("site",),
    "conditions": ("condition",),
    "family_history": ("relation", "cancer"),
    "alterations": ("gene", "protein_change"),
    "panels": ("name", "genes"),
    "markers": ("marker", "code"),
    "labs": ("analyte", "value"),
    "symptoms": ("symptom", "score"),
    "toxicities": ("toxicity", "grade"),
    "imaging": ("stated",),
    "lines": ("drugs",),
    "local_treatments": ("kind", "site"),
    "exposures": ("drug",),
    "refusals": ("of",),
    "care_goals": ("goal",),
    "judgements": ("question", "answer"),
    "advance_care": ("step",),
}
SAID: dict[str, tuple[str, Any]] = {
    "absent": ("presence", "absent"),
    "never given": ("presence", "absent"),
    "given": ("presence", "present"),
    "ongoing": ("ongoing", True),
    "complete": ("complete", True),
    "not complete": ("complete", False),
    "resolved": ("resolved", True),
}
TERM_FIELDS = {
    "cancer": "cancer",
    "histology": "histology",
    "site": "site",
    "gene": "gene",
    "genes": "gene",
    "partner": "gene",
    "alteration_class": "alteration_class",
    "drug": "drug",
    "drugs": "drug",
    "attributed_to": "drug",
    "marker": "marker",
    "analyte": "lab",
    "condition": "condition",
    "symptom": "symptom",
    "toxicity": "toxicity",
    "question": "judgement",
}
"""A table that a reader will copy names only terms that exist."""
ANSWERS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "not known"}


def moment(text: str) -> str | None:
    """The date that '2026-11', '12 d ago' or 'today' says; None for anything else."""
    if text == "today":
        return TODAY.isoformat()
    if match := re.fullmatch(r"(-?\d+) d ago", text):
        return (TODAY - timedelta(days=int(match[1]))).isoformat()
    return text if re.fullmatch(r"(19|20)\d\d(-\d\d){0,2}", text) else None


def read_fact(kind: str, text: str) -> Any:
    """One fact of `kind` (a field of a case)."""
    made = Person if kind == "person" else KIND_OF[kind]
    hints = get_type_hints(made)
    leads = list(LEADS.get(kind, ()))
    raw: dict[str, Any] = {}
    for piece in text.split(", "):
        key, colon, value = piece.partition(": ")
        if colon and key in hints:
            raw[key] = value
        elif piece in SAID:
            name, said = SAID[piece]
            raw[name] = said
        elif moment(piece):
            raw["on"] = piece
        elif leads:
            raw[leads.pop(0)] = piece
        else:
            raise ValueError(f"'{piece}' says nothing about a fact of {kind}")
    if kind == "exposures":
        raw.setdefault("presence", "present")
    for name, value in raw.items():
        hint = str(hints[name])
        if "PartialDate" in hint:
            raw[name] = {"iso": moment(value)}
        elif hint.startswith("tuple"):
            raw[name] = value.split(" + ")
        elif isinstance(value, str) and name != "code" and "int" in hint + str("float" in hint and "int"):
            raw[name] = yaml.safe_load(value)
        elif "bool" in hint:
            raw[name] = value in (True, "true", "yes")
    for name, value in raw.items():
        for id in value if isinstance(value, list) else [value]:
            if name in TERM_FIELDS and load_terms().get(TERM_FIELDS[name], id) is None:
                raise ValueError(f"'{id}' is no {TERM_FIELDS[name]}")
    return msgspec.convert(raw, made)


def read_case(row: Row) -> Case:
    """The record of one row."""
    fields: dict[str, Any] = {}
    for kind, cell in row.items():
        if kind in ("condition", "-") or cell == "-":
            continue
        facts = tuple(read_fact(kind, text.strip()) for text in cell.split(";"))
        fields[kind] = facts[0] if kind == "person" else facts
    return Case(**fields)


def read_conditions(rows: list[Row]) -> dict[str, list[Any]]:
    terms = load_terms()
    proofs = [
        explain(parse_text(row["condition"], terms), CaseView(read_case(row), TODAY, terms)) for row in rows
    ]
    return {
        "answer": [ANSWERS[proof.answer] for proof in proofs],
        "to_settle": [proof.settle.asks.en if proof.settle else "" for proof in proofs],
        "note": [proof.note.en if proof.note else "" for proof in proofs],
        "shows": [", ".join(fact.words.en for fact in proof.facts) for proof in proofs],
        "reads": [proof.words.en for proof in proofs],
        "reads_fr": [proof.words.fr for proof in proofs],
    }


@pytest.fixture
def readers() -> dict[str, Callable[[list[Row]], dict[str, list[Any]]]]:
    return {"conditions": read_conditions}
