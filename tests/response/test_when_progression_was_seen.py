"""The person is told of the examination that showed it, not of the day the medicine was stopped."""

from __future__ import annotations

from datetime import date

import pytest

from cordee.case import Case, Imaging, LineOfTherapy, PartialDate
from cordee.response.progression import progression_now

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("scan", "told"),
    [("2026-11-12", "2026-11-12"), ("2025-03-01", "2026-11-14"), (None, "2026-11-14")],
    ids=["seen before the stop", "an older line's scan", "no scan recorded"],
)
def test_the_day_of_progression(scan: str | None, told: str) -> None:
    line = LineOfTherapy(
        drugs=("docetaxel",),
        on=PartialDate("2026-06-01"),
        ended_on=PartialDate("2026-11-14"),
        ended="progression",
    )
    imaging = (Imaging(on=PartialDate(scan), stated="PD"),) if scan else ()
    found = progression_now(Case(lines=(line,), imaging=imaging), ON)
    assert found.assessed_on == PartialDate(told)
