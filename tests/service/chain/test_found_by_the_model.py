"""What the model found, each as a test of its own: engines that never rest, a rung that told nobody, a woken sleep."""

from __future__ import annotations

from datetime import timedelta

from cordee.service.chain.answer import snooze
from cordee.service.chain.channels import ChannelTrouble, Message
from cordee.service.chain.deliver import deliver_due
from cordee.service.chain.engine import cycle
from cordee.service.chain.escalate import escalate_due
from cordee.service.chain.ladder import DEFAULT, Ladders, Rung, Who
from cordee.service.chain.models import Alert, ContactPoint, Delivery, Level
from cordee.service.chain.policy import set_policy
from tests.service.chain.test_escalation import Post, amber, red
from tests.service.conftest import NOW, Circle

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
ONE_RUNG = Ladders(red=(Rung((Who("coordinator"),), 10, ("app",)),), amber=DEFAULT.amber)


def test_everybody_is_refused_for_good_and_the_engine_comes_to_rest(circle: Circle):
    ContactPoint.objects.create(account=circle.alice, channel="sms", address="+33", made_at=NOW)
    set_policy(
        team=circle.team,
        ladders=Ladders(red=(Rung((Who("coordinator"),), 10, ("sms",)),), amber=DEFAULT.amber),
        by=None,
        at=NOW,
        seen=0,
    )
    alert = red(circle)
    refusing = Post("sms", permanent=True)
    cycle(NOW, through=refusing)
    assert cycle(NOW, through=refusing).idle
    alert.refresh_from_db()
    assert alert.next_action_at == NOW + MINUTE


def test_a_policy_with_fewer_rungs_tells_the_same_person_again(circle: Circle):
    red(circle)
    cycle(NOW, through=Post())
    set_policy(team=circle.team, ladders=ONE_RUNG, by=None, at=NOW, seen=0)
    post = Post()
    cycle(NOW + 10 * MINUTE, through=post)
    assert post.told() == {"Alice"}


def test_who_put_it_off_is_not_woken_by_a_refused_message(circle: Circle):
    ContactPoint.objects.create(account=circle.bob, channel="sms", address="+33", made_at=NOW)
    alert = red(circle)
    until = NOW + 30 * MINUTE
    snooze(alert, by=circle.bob, until=until, reason="asleep", at=NOW)
    deliver_due(NOW, Post("sms", permanent=True))
    alert.refresh_from_db()
    assert alert.next_action_at == until


def test_an_amber_told_by_a_clock_that_is_behind_is_not_lost_in_what_went_out(circle: Circle):
    monday = NOW.replace(day=23)
    amber(circle, "nausea", at=monday)
    post = Post()
    cycle(monday + 60 * MINUTE, through=post)
    late = amber(circle, "sleep", at=monday)
    cycle(monday + 61 * MINUTE, through=post)
    assert late.id in {alert for message in post.sent for alert in message.alerts}


def test_a_report_that_joins_moves_no_next_step(circle: Circle):
    alert = red(circle)
    escalate_due(NOW)
    before = Alert.objects.get(pk=alert.pk).next_action_at
    red(circle, at=NOW + 5 * MINUTE)
    after = Alert.objects.get(pk=alert.pk)
    assert (after.next_action_at, after.level) == (before, Level.RED)


def test_a_red_that_was_not_taken_is_said_by_another_way_before_an_amber_leaves(circle: Circle):
    for channel in ("email", "sms"):
        ContactPoint.objects.create(
            account=circle.alice, channel=channel, address=f"{channel}:1", made_at=NOW
        )
    by_sms = (Rung((Who("coordinator"),), 10, ("sms",)),)
    set_policy(team=circle.team, ladders=Ladders(red=by_sms, amber=DEFAULT.amber), by=None, at=NOW, seen=0)
    amber(circle)
    half_past = Delivery.objects.filter(level=Level.AMBER).earliest("next_attempt_at").next_attempt_at
    assert half_past is not None
    red(circle, at=half_past - 3 * SECOND)

    class Deaf(Post):
        def __call__(self, message: Message) -> str:
            if message.channel == "sms":
                raise ChannelTrouble("no answer", permanent=False, of_address=True)
            return super().__call__(message)

    deaf = Deaf()
    for seconds in (3, 2):  # twice not taken: the third time it is said by e-mail
        cycle(half_past - seconds * SECOND, through=deaf)
    before = len(deaf.sent)
    cycle(half_past, through=deaf)
    left = [(message.urgent, message.channel) for message in deaf.sent[before:]]
    assert (True, "email") in left
    assert (False, "app") in left
    assert left == sorted(left, key=lambda message: not message[0])
