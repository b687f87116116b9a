"""What the watchman asks of the database does not grow with the people there are."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cordee.service.chain.invariants_reports import check_in_expected_too_far_ahead
from cordee.service.chain.models import CheckInPlan, ExpectedReport
from cordee.service.people.circle import open_file
from tests.service.conftest import NOW, Circle

FAR = NOW + timedelta(days=40)


@pytest.mark.django_db
def test_the_next_check_ins_of_all_are_looked_at_in_one_question(circle: Circle, django_assert_num_queries):
    late = []
    for number, (every, paused, stopped, due) in enumerate(
        (
            (7, None, None, NOW + timedelta(days=9)),
            (7, None, None, NOW + timedelta(days=10)),  # a day beyond the rhythm and a margin of two
            (7, NOW + timedelta(days=30), None, NOW + timedelta(days=38)),
            (7, None, NOW, FAR),
            (1, None, None, NOW + timedelta(days=4)),
            (None, None, None, FAR),  # expected without a plan: another check's
        )
    ):
        person = open_file(
            team=circle.team,
            by=None,
            coordinator=circle.alice,
            given_name="Invented",
            family_name="Person",
            record_number=f"COST-{number}",
            at=NOW,
        )
        row = ExpectedReport.objects.create(person=person, due_at=due, next_action_at=due)
        if every is not None:
            CheckInPlan.objects.create(
                person=person,
                every_days=every,
                started_at=NOW,
                stopped_at=stopped,
                paused_from=paused and NOW.date(),
                paused_until=paused and paused.date(),
                paused_by=paused and circle.alice,
                pause_reason="hospital" if paused else "",
            )
        if number in (1, 4):
            late.append(str(row.pk))
    with django_assert_num_queries(1):
        assert sorted(check_in_expected_too_far_ahead(NOW)) == sorted(late)
