"""A demo that was just made is calm: nothing in it is late, whatever the hour and the day at which it is made."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cordee.service.chain.engine import cycle
from cordee.service.chain.models import Alert, Delivery, ExpectedReport
from cordee.service.chain.watchman import look
from cordee.service.people.models import Account
from cordee.service.project.demo.load import load

AT_ANY_HOUR = (
    datetime(2026, 11, 21, 4, 59, 52, tzinfo=UTC),  # a Saturday before dawn
    datetime(2026, 11, 24, 15, 30, tzinfo=UTC),  # a Tuesday afternoon
)


@pytest.mark.parametrize("now", AT_ANY_HOUR, ids=lambda now: f"{now:%A-%H-%M}")
def test_the_watchman_finds_nothing_and_the_first_cycle_has_nothing_late(db: None, now: datetime):
    load(now)
    found = [pair for pair in look(now) if pair[0] != "engine-not-turning"]  # none turns in a test
    assert found == []
    assert not ExpectedReport.objects.filter(state="waiting", next_action_at__lt=now).exists()
    assert not Alert.objects.filter(closed_at__isnull=True, next_action_at__lt=now).exists()
    assert not Delivery.objects.filter(state="owed", next_attempt_at__lt=now).exists()
    first = cycle(now)
    assert (first.asked, first.escalated) == (0, 0)
    assert look(now) == ()
    _has_one_of_each(now)


def _has_one_of_each(now: datetime) -> None:
    alerts = {alert.cause: alert for alert in Alert.objects.filter(closed_at__isnull=True)}
    assert sorted(alerts) == ["fever", "pain", "silence"]
    assert alerts["pain"].acknowledged_by == Account.objects.get(email="nurse@demo.example")
    silent = alerts["silence"]
    events = list(silent.events.order_by("id").values_list("what", "at"))
    assert events[0][0] == "opened"
    assert all(at <= now for _, at in events)
    assert ExpectedReport.objects.filter(person=silent.person, state="missed").count() == 1
