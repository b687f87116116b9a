"""What the world does to the chain, for an hour each; the long outages are `make chaos OUTAGE=1`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from chaos.outage import channels, clocks

Outage = Callable[..., tuple[bool, str]]
FOR_AN_HOUR = (
    channels.smtp_refuses,
    channels.smtp_hangs,
    channels.everything_is_down,
    channels.one_address_fails,
)
AS_THEY_ARE = (
    channels.accepted_then_bounced,
    clocks.clock_an_hour_back,
    clocks.clock_an_hour_ahead,
    clocks.summer_time_begins,
    clocks.summer_time_ends,
    clocks.leap_day,
)


@pytest.mark.parametrize("outage", FOR_AN_HOUR, ids=lambda outage: outage.__name__)
def test_escalation_goes_on_by_other_ways_and_what_is_owed_follows(outage: Outage, db: None):
    held, said = outage(1)
    assert held, said


@pytest.mark.parametrize("outage", AS_THEY_ARE, ids=lambda outage: outage.__name__)
def test_no_clock_and_no_bounce_stops_the_ladder(outage: Outage, db: None):
    held, said = outage()
    assert held, said
