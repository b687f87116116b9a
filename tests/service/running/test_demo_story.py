"""The demo's story: dates move together, treatments begin before they end, the past is told in order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordee.service.project.demo.bundles import bundles
from cordee.service.project.demo.dates import WRITTEN_FOR, moved
from cordee.service.project.demo.history import chapters, first_day
from cordee.service.project.demo.symptoms import traced_back

LINE = {
    "resourceType": "CarePlan",
    "id": "line-1",
    "status": "completed",
    "period": {"start": "2025-01-10", "end": "2025-09-01"},
    "extension": [
        {"url": "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-treatment-termination-reason"}
    ],
}
SCAN = {"resourceType": "Observation", "id": "scan", "effectiveDateTime": "2025-03-04"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"effectiveDateTime": "2026-11-14"}, {"effectiveDateTime": "2026-11-24"}),
        ({"at": "2026-11-14T08:30:00+01:00"}, {"at": "2026-11-24T08:30:00+01:00"}),
        ({"onsetDateTime": "2026-11"}, {"onsetDateTime": "2026-11"}),
        ({"onsetDateTime": "2019"}, {"onsetDateTime": "2019"}),
        ({"coding": [{"code": "2026-11-14"}]}, {"coding": [{"code": "2026-11-14"}]}),
        (
            {"code": {"extension": [{"valueDate": "2026-11-14"}]}},
            {"code": {"extension": [{"valueDate": "2026-11-24"}]}},
        ),
        ({"valueInteger": 4, "text": "2026-11-14"}, {"valueInteger": 4, "text": "2026-11-14"}),
    ],
)
def test_dates_move_and_codes_stay(before: dict, after: dict):
    assert moved(before, timedelta(days=10)) == after


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(-2000, 2000))
def test_moving_there_and_back_changes_nothing(day: date, days: int):
    there = moved([{"date": day.isoformat()}], timedelta(days=days))
    assert moved(there, timedelta(days=-days)) == [{"date": day.isoformat()}]


def test_a_treatment_is_told_when_it_begins_and_again_when_it_ends():
    told = chapters([LINE, SCAN], since=date(2024, 1, 1))
    assert [day for day, _ in told] == [date(2025, 1, 10), date(2025, 3, 4), date(2025, 9, 1)]
    begun, ended = told[0][1][0], told[2][1][0]
    assert (begun["status"], begun["period"], begun["extension"]) == ("active", {"start": "2025-01-10"}, [])
    assert ended == LINE


def test_what_came_before_the_file_is_told_on_the_day_it_was_opened():
    ((day, facts),) = chapters([SCAN, {"resourceType": "Patient", "id": "x"}], since=date(2026, 1, 1))
    assert (day, len(facts)) == (date(2026, 1, 1), 2)


@pytest.mark.parametrize("slug", [slug for slug, _ in bundles(WRITTEN_FOR)])
def test_every_example_is_told_whole_and_in_order(slug: str):
    resources = dict(bundles(WRITTEN_FOR))[slug]
    told = chapters(resources, since=first_day(resources))
    days = [day for day, _ in told]
    assert days == sorted(days)
    assert days[-1] <= WRITTEN_FOR
    last = {(r["resourceType"], r["id"]): r for _, facts in told for r in facts}
    assert last == {(r["resourceType"], r["id"]): r for r in resources}


def test_symptoms_are_traced_back_the_same_way_each_time():
    resources = dict(bundles(WRITTEN_FOR))["colorectal-kras-g12c"]
    earlier = traced_back(resources, WRITTEN_FOR)
    assert earlier == traced_back(resources, WRITTEN_FOR)
    assert len(earlier) > 10
    recorded = {r["id"] for r in resources}
    assert all(0 <= o["valueInteger"] <= 10 and o["id"] not in recorded for o in earlier)
    assert max(o["effectiveDateTime"] for o in earlier) < "2026-11-14"
