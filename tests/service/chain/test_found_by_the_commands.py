"""What kills of the real commands have found, each mended."""

from __future__ import annotations

from datetime import timedelta

from cordee.service.chain.deliver import claim
from cordee.service.chain.engine import cycle, give_up, last_turn
from cordee.service.chain.escalate import escalate_due
from cordee.service.chain.models import Concern, Delivery, EngineBeat, Level
from cordee.service.chain.open_alert import open_or_join
from cordee.service.chain.watchman import look
from tests.service.chain.test_escalation import Post
from tests.service.conftest import NOW, Circle

MINUTE = timedelta(minutes=1)


def _two_gathered(circle: Circle) -> list:
    return [
        open_or_join(
            person=circle.person,
            cause=f"cause {n}",
            level=Level.AMBER,
            at=NOW + n * MINUTE,
            by=None,
            about={"rules": []},
        )
        for n in range(2)
    ]


def _told_of_nothing(at) -> list[str]:
    return [subject for name, subject in look(at) if name == "told-of-nothing"]


def test_an_amber_that_joins_what_is_gathered_has_been_told(circle: Circle):
    first, second = _two_gathered(circle)
    assert Concern.objects.get(alert=first, delivery__channel="app").delivery.owed_at == NOW
    assert Concern.objects.get(alert=second, delivery__channel="app").delivery.owed_at == NOW
    assert _told_of_nothing(NOW + MINUTE) == []
    cycle(NOW + 31 * MINUTE, through=Post())
    assert _told_of_nothing(NOW + 31 * MINUTE) == []


def test_of_two_ambers_at_once_the_later_may_be_written_first(circle: Circle):
    for n, at in enumerate((NOW + timedelta(seconds=1), NOW)):
        open_or_join(
            person=circle.person, cause=f"cause {n}", level=Level.AMBER, at=at, by=None, about={"rules": []}
        )
    assert _told_of_nothing(NOW + MINUTE) == []


def test_an_amber_does_not_join_a_message_that_is_just_leaving(circle: Circle):
    first, second = _two_gathered(circle)
    due = Delivery.objects.filter(alerts=first)[0].next_attempt_at
    leaving = {delivery.pk for delivery in claim(due)}
    late = open_or_join(
        person=circle.person,
        cause="late",
        level=Level.AMBER,
        at=NOW + 2 * MINUTE,
        by=None,
        about={"rules": []},
    )
    owed = set(Delivery.objects.filter(alerts=late).values_list("pk", flat=True))
    assert leaving == set(Delivery.objects.filter(alerts=second).values_list("pk", flat=True))
    assert owed
    assert not owed & leaving


def test_an_amber_of_which_nothing_went_out_is_still_reported(circle: Circle):
    _, second = _two_gathered(circle)
    Concern.objects.filter(alert=second).delete()
    assert _told_of_nothing(NOW + MINUTE) == [str(second.pk)]


def test_what_had_gone_out_before_does_not_count_for_an_amber(circle: Circle):
    first, second = _two_gathered(circle)
    cycle(NOW + 31 * MINUTE, through=Post())
    Concern.objects.filter(alert=second).delete()
    late = open_or_join(
        person=circle.person,
        cause="late",
        level=Level.AMBER,
        at=NOW + 40 * MINUTE,
        by=None,
        about={"rules": []},
    )
    told = Concern.objects.filter(alert=first).values_list("delivery_id", flat=True)
    Concern.objects.filter(alert=late).delete()
    Concern.objects.bulk_create([Concern(alert=late, delivery_id=delivery) for delivery in told])
    assert set(_told_of_nothing(NOW + 40 * MINUTE)) == {str(second.pk), str(late.pk)}


def test_a_red_that_waits_its_turn_keeps_it_when_it_climbs(circle: Circle):
    """More is due than leaves: the first red climbs before its message goes out, and a second has come up since."""
    first = open_or_join(
        person=circle.person, cause="first", level=Level.RED, at=NOW, by=None, about={"rules": []}
    )
    between, climbs = NOW + 5 * MINUTE, NOW + 10 * MINUTE
    open_or_join(
        person=circle.person, cause="second", level=Level.RED, at=between, by=None, about={"rules": []}
    )
    assert escalate_due(climbs) == 1
    claimed = claim(climbs, limit=1)
    assert [alert.pk for alert in claimed[0].alerts.all()] == [first.pk]
    assert claimed[0].owed_at == climbs, "the newer message, in the place of the one it says again"
    assert Delivery.objects.filter(state="needless", alerts=first).exists()


def _stuck(at) -> list[str]:
    return [subject for name, subject in look(at) if name == "engine-stuck-in-a-cycle"]


def test_an_engine_that_was_killed_and_replaced_is_given_up(db: None):
    cycle(NOW, engine="here:1", through=Post())
    EngineBeat.objects.filter(engine="here:1").update(started_at=NOW + timedelta(seconds=1))
    EngineBeat.objects.create(engine="here:2", started_at=NOW)
    EngineBeat.objects.create(engine="here:3", started_at=NOW)
    EngineBeat.objects.create(engine="elsewhere:1", started_at=NOW)
    at = NOW + 2 * MINUTE
    assert set(_stuck(at)) == {"here:1", "here:2", "here:3", "elsewhere:1"}
    give_up("here:", is_alive=lambda engine: engine == "here:3")
    assert set(_stuck(at)) == {"here:3", "elsewhere:1"}
    assert last_turn() == NOW, "the clock does not run back behind its last whole cycle"
