"""How the tables of this folder are read: imaging visits, a marker's values, or lines of therapy."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from cordee.case import Case, Imaging, Lab, Lesion, LineOfTherapy, PartialDate, Primary
from cordee.response.best_response import best_overall_response
from cordee.response.ca125 import ca125_course
from cordee.response.irecist import assess_immune
from cordee.response.lines import line_outcomes
from cordee.response.psa import psa_course
from cordee.response.recist import assess
from cordee.terms import Term, Terms, Words

Row = dict[str, str]
DAY_0 = date(2026, 1, 5)
STATES = {
    "absent": "absent",
    "gone": "absent",
    "present": "present",
    "too small": "too-small",
    "grown": "unequivocal-progression",
    "doubtful": "equivocal",
    "not evaluable": "not-evaluable",
}


def moment(text: str) -> PartialDate:
    """'baseline', 'day 10', 'week 8' or a date."""
    if text in ("baseline", "start"):
        return PartialDate.of(DAY_0)
    match = re.fullmatch(r"(day|week) (-?\d+)", text)
    if match is None:
        return PartialDate(text)
    return PartialDate.of(DAY_0 + timedelta(days=int(match[2]) * (7 if match[1] == "week" else 1)))


def lesions(row: Row) -> tuple[Lesion, ...]:
    """Columns 'target …', 'node …' (a target), 'non-target …', 'new lesion …'; '-' is not mentioned."""
    found = []
    for title, cell in row.items():
        kind = next((k for k in ("target", "node", "non-target", "new lesion") if title.startswith(k)), None)
        if kind is None or cell in ("-", "no"):
            continue
        name = title.removesuffix(" (mm)").removeprefix(kind).strip() or kind
        measured = re.fullmatch(r"\d+(\.\d+)?", cell)
        role = {"non-target": "non-target", "new lesion": "new"}.get(kind, "target")
        found.append(
            Lesion(
                lesion=name,
                role=role,
                site=name,
                node=kind == "node",
                diameter_mm=float(cell) if measured else None,
                state=None if measured else STATES.get(cell, "present"),
            )
        )
    return tuple(found)


def course(rows: list[Row]) -> list[Imaging]:
    return [
        Imaging(on=moment(row["visit"]), lesions=lesions(row), baseline=i == 0 or None)
        for i, row in enumerate(rows)
    ]


def read_recist(rows: list[Row]) -> dict[str, list[Any]]:
    visits = assess(course(rows))
    best = best_overall_response(visits, min_sd_days=42)
    unconfirmed = best_overall_response(visits, min_sd_days=42, confirmation_days=None)
    return {
        "overall": [v.overall or "" for v in visits],
        "target": [v.target or "" for v in visits],
        "non_target": [v.non_target or "" for v in visits],
        "sum_mm": [v.sum_mm for v in visits],
        "nadir_mm": [v.nadir_mm for v in visits],
        "rules": [[r.rule for r in v.reasons] for v in visits],
        "warnings": [[r.rule for r in v.warnings] for v in visits],
        "progression_counts_from": [v.progressed_on.iso if v.progressed_on else "" for v in visits],
        "best": [best.response],
        "best_unconfirmed": [unconfirmed.response],
    }


def read_irecist(rows: list[Row]) -> dict[str, list[Any]]:
    visits = assess_immune(course(rows))
    return {
        "immune": [v.response or "" for v in visits],
        "rules": [[r.rule for r in v.reasons] for v in visits],
    }


def _labs(rows: list[Row], analyte: str, title: str) -> tuple[Lab, ...]:
    labs = []
    for row in rows:
        text = row[title]
        comparator = text[0] if text[0] in "<>" else None
        limit = row.get("upper limit")
        labs.append(
            Lab(
                analyte=analyte,
                on=moment(row["day"]),
                value=float(text.lstrip("<>")),
                comparator=comparator,
                high=float(limit) if limit and limit != "-" else None,
            )
        )
    return tuple(labs)


def read_psa(rows: list[Row]) -> dict[str, list[Any]]:
    found = psa_course(_labs(rows, "psa", "PSA"), start=moment("start"))
    return {
        "rules": [reason.rule for reason in found.reasons],
        "progression": [found.progression.value],
        "response": [found.response.value],
        "progression_on": [found.progressed_on.iso if found.progressed_on else ""],
    }


def read_ca125(rows: list[Row]) -> dict[str, list[Any]]:
    found = ca125_course(_labs(rows, "ca-125", "CA-125"), start=moment("start"))
    return {
        "progression": [found.progression.value],
        "response": [found.response.value],
        "progression_on": [found.progressed_on.iso if found.progressed_on else ""],
    }


def _given(text: str) -> str | None:
    return None if text == "-" else text


def _line_case(row: Row) -> Case:
    line = LineOfTherapy(
        drugs=tuple(row["drugs"].split(" + ")),
        on=moment(row["from"]),
        ended_on=moment(row["to"]) if row["to"] != "-" else None,
        ended=_given(row["ended"]),
    )
    scans = [cell.split() for title, cell in row.items() if title.endswith("scan") and cell != "-"]
    return Case(
        primaries=(Primary(cancer=row["cancer"]),),
        lines=(line,),
        imaging=tuple(Imaging(on=moment(on), stated=code) for on, code in scans),
    )


def read_lines(rows: list[Row]) -> dict[str, list[Any]]:
    """Each row is a person of their own, with one line and what their scans' reports state."""
    found = [line_outcomes(_line_case(row), date(2026, 12, 31), TERMS)[0] for row in rows]
    return {
        "outcomes": [list(outcome.outcomes) for outcome in found],
        "failed": [outcome.failed.value for outcome in found],
        "interval": [outcome.to_progression_days for outcome in found],
    }


def _term(id: str, *parents: str) -> Term:
    return Term(id=id, name=Words.same(id), parents=parents)


TERMS = Terms(
    {
        "cancer": (_term("ovary"), _term("colon")),
        "drug": (
            _term("chemotherapy"),
            _term("platinum", "chemotherapy"),
            _term("carboplatin", "platinum"),
            _term("docetaxel", "chemotherapy"),
        ),
    }
)


@pytest.fixture
def readers() -> dict[str, Callable[[list[Row]], dict[str, list[Any]]]]:
    return {
        "recist": read_recist,
        "irecist": read_irecist,
        "psa": read_psa,
        "ca125": read_ca125,
        "lines": read_lines,
    }
