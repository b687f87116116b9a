"""The plans of the invented people in `examples/`, and what they become when one thing changes."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from cordee import make_plan, read_case
from cordee.case import Case, Fact, Judgement, PartialDate, Refusal, Source
from cordee.case.kinds import FIELD_OF
from cordee.case.yaml_form import read_case_yaml
from cordee.plan import Plan
from cordee.plan.document import Document
from cordee.plan.voices import Audience, document_for
from cordee.terms import load_terms

ON = date(2026, 11, 20)
FOLDER = Path(__file__).parents[2] / "examples"
EXAMPLES = sorted(path.stem for path in FOLDER.glob("*.json"))
VOICES: tuple[Audience, Audience] = ("clinician", "person")
WISHES_TO_KNOW = Judgement(
    question="wishes-to-know-time", answer="yes", on=PartialDate("2026-11-18"), source=Source("wish-to-know")
)
NO_CHEMOTHERAPY = Refusal(of="chemotherapy", on=PartialDate("2026-11-18"), source=Source("refusal-1"))


@cache
def case_of(name: str) -> Case:
    return read_case(FOLDER / f"{name}.json", on=ON).case


@cache
def plan_of(name: str) -> Plan:
    return make_plan(case_of(name), on=ON)


@cache
def every_case() -> dict[str, Case]:
    """Each person as recorded, and an empty record; then as they would stand after a refusal, and wishing to know."""
    known = {name: case_of(name) for name in EXAMPLES} | {"nothing-recorded": Case()}
    changed = {}
    for name, case in known.items():
        changed[f"{name}, refuses chemotherapy"] = with_facts(case, NO_CHEMOTHERAPY)
        changed[f"{name}, wishes to know"] = with_facts(case, WISHES_TO_KNOW)
    return known | changed


@cache
def every_plan() -> dict[str, Plan]:
    """The plan of each of `every_case`, a clinician's median of 10 months given to all."""
    return {name: make_plan(case, on=ON, median_months=10) for name, case in every_case().items()}


@cache
def document_of(name: str, voice: Audience) -> Document:
    return document_for(every_plan()[name], every_case()[name], voice)


def with_facts(case: Case, *facts: Fact) -> Case:
    for fact in facts:
        field = FIELD_OF[type(fact)]
        case = msgspec.structs.replace(case, **{field: (*getattr(case, field), fact)})
    return case


def case_from(text: str) -> Case:
    """A case in the hand-written form; it must be free of faults."""
    reading = read_case_yaml(text, "here.yaml", load_terms(), ON)
    assert not reading.faults, reading.faults
    return reading.case
