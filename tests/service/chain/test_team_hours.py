"""Two spans of hours a day: typed, refused when wrong, kept, and followed by ambers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from cordee.service.chain.hours_form import HoursForm
from cordee.service.chain.ladder import DEFAULT, Hours
from cordee.service.chain.models import EscalationPolicy
from cordee.service.chain.policy import ladders_of, set_policy
from tests.service.chain.test_team_pages import typed, url
from tests.service.conftest import NOW, Circle

NOON = {"opens_0": "08:30", "closes_0": "12:00", "opens_0_2": "13:30", "closes_0_2": "17:30"}
WEEK = ((0, 510, 720), (0, 810, 1050))


def test_a_pause_at_noon_is_kept_read_and_shown_again(circle: Circle):
    alice = circle.client_of(circle.alice)
    assert alice.post(url("edit_policy"), typed(circle, **NOON)).status_code == 302
    assert ladders_of(circle.team).hours.week == WEEK
    assert "08:30–12:00, 13:30–17:30" in alice.get(url("policy")).content.decode()
    form = alice.get(url("edit_policy")).content.decode()
    for name, value in NOON.items():
        assert f'name="{name}" value="{value}"' in form


def test_the_second_span_may_be_typed_first(circle: Circle):
    turned = {"opens_0": "13:30", "closes_0": "17:30", "opens_0_2": "08:30", "closes_0_2": "12:00"}
    circle.client_of(circle.alice).post(url("edit_policy"), typed(circle, **turned))
    assert ladders_of(circle.team).hours.week == WEEK


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"opens_0_2": "11:00"}, "These hours lie over the others of this day."),
        ({"opens_0_2": "08:30", "closes_0_2": "12:00"}, "These hours lie over the others of this day."),
        ({"opens_0_2": "07:00", "closes_0_2": "00:00"}, "These hours lie over the others of this day."),
        ({"opens_0_2": "17:30", "closes_0_2": "13:30"}, "The end comes after the beginning."),
        ({"closes_0_2": ""}, "Say both, or leave both empty."),
        ({"opens_0_2": "noon"}, "Enter a valid time."),
    ],
)
def test_a_span_that_cannot_be_is_refused_beside_its_day(circle: Circle, changes: dict, says: str):
    answer = circle.client_of(circle.alice).post(url("edit_policy"), typed(circle, **(NOON | changes)))
    page = answer.content.decode()
    assert (answer.status_code, says in page) == (400, True)
    assert 'aria-invalid="true"' in page
    assert page.index('id="hours_0_faults"') < page.index("Tuesday")
    assert not EscalationPolicy.objects.exists()


def test_hours_that_touch_are_no_overlap(circle: Circle):
    touching = NOON | {"opens_0_2": "12:00"}
    assert (
        circle.client_of(circle.alice).post(url("edit_policy"), typed(circle, **touching)).status_code == 302
    )


def test_the_preview_passes_over_noon_and_keeps_nothing(circle: Circle):
    monday_noon = {"do": "preview", "at": "2026-11-23T12:10", "level": "1", "person": str(circle.person.pk)}
    page = circle.client_of(circle.alice).post(url("edit_policy"), typed(circle, **NOON, **monday_noon))
    assert "23 November 2026, 13:45" in page.content.decode()
    assert not EscalationPolicy.objects.exists()


def test_a_policy_with_three_spans_a_day_loses_none_when_it_is_edited(circle: Circle):
    three = Hours(((2, 480, 600), (2, 660, 720), (2, 780, 1440)), holidays=False)
    set_policy(
        team=circle.team,
        ladders=msgspec.structs.replace(DEFAULT, hours=three),
        by=circle.alice,
        at=NOW,
        seen=0,
    )
    shown = HoursForm(hours=three)
    sent = {
        name: f"{value:%H:%M}" if name != "holidays" else ""
        for name, value in shown.initial.items()
        if name != "holidays"
    }
    again = HoursForm(sent, hours=three)
    assert again.is_valid(), again.errors
    assert again.hours() == three
    page = circle.client_of(circle.alice).get(url("edit_policy")).content.decode()
    assert 'name="opens_2_3" value="13:00"' in page


def test_every_time_has_a_label_of_its_own(circle: Circle):
    page = circle.client_of(circle.alice).get(url("edit_policy")).content.decode()
    assert page.count("hours 2, from") == 7
    assert "Monday, hours 1, from" in page
    assert 'for="id_opens_0_2"' in page


def test_an_amber_waits_at_noon_for_the_afternoon():
    from cordee.service.chain.working_hours import after_working

    hours = Hours(WEEK, holidays=False)
    at = datetime(2026, 11, 23, 10, 50, tzinfo=UTC)  # 11:50 in Paris
    done = after_working(at, 30, hours, "Europe/Paris", "FR")
    assert done == datetime(2026, 11, 23, 12, 50, tzinfo=UTC)  # ten minutes, the pause, twenty minutes
    assert done - at == timedelta(hours=2)
