"""Climbing the ladder: who is told, when it passes on, what stops it, and what nothing can stop."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from django.db import IntegrityError, transaction

from cordee.service.chain.answer import (
    Closed,
    Taken,
    TooLong,
    accept,
    acknowledge,
    let_go,
    offer,
    say_outcome,
    snooze,
)
from cordee.service.chain.channels import ChannelTrouble, Message
from cordee.service.chain.deliver import deliver_due
from cordee.service.chain.engine import cycle, is_turning
from cordee.service.chain.escalate import escalate_due
from cordee.service.chain.ladder import DEFAULT, Ladders, Rung, Who, read_ladders
from cordee.service.chain.models import Absence, Alert, ContactPoint, Delivery, Level
from cordee.service.chain.models.alert import Outcome
from cordee.service.chain.open_alert import open_or_join
from cordee.service.chain.policy import PolicyChanged, set_policy
from cordee.service.people.models import Account
from tests.service.conftest import NOW, Circle

MINUTE = timedelta(minutes=1)


class Post:
    """Takes every message, or refuses the channels it is told to."""

    def __init__(self, *refused: str, permanent: bool = False) -> None:
        self.sent: list[Message] = []
        self.refused = set(refused)
        self.permanent = permanent

    def __call__(self, message: Message) -> str:
        if message.channel in self.refused:
            raise ChannelTrouble("refused", permanent=self.permanent)
        self.sent.append(message)
        return "taken"

    def told(self) -> set[str]:
        """First names."""
        return {message.account.full_name.split()[0] for message in self.sent}


def red(circle: Circle, cause: str = "fever", at=NOW) -> Alert:
    return open_or_join(
        person=circle.person, cause=cause, level=Level.RED, at=at, by=circle.ines, about={"rules": []}
    )


def amber(circle: Circle, cause: str = "nausea", at=NOW) -> Alert:
    return open_or_join(
        person=circle.person, cause=cause, level=Level.AMBER, at=at, by=circle.ines, about={"rules": []}
    )


def test_a_red_goes_to_the_coordinator_and_the_nurse_at_once(circle: Circle):
    red(circle)
    post = Post()
    cycle(NOW, through=post)
    assert post.told() == {"Alice", "Bob"}
    assert is_turning(NOW + MINUTE)
    assert not is_turning(NOW + 2 * MINUTE)


def test_nobody_answers_so_it_goes_on_for_ever(circle: Circle):
    alert = red(circle)
    post = Post()
    for minutes in range(0, 24 * 60, 5):
        cycle(NOW + minutes * MINUTE, through=post)
    alert.refresh_from_db()
    assert post.told() == {"Alice", "Bob", "Charlie"}  # the last rung is the whole team
    assert alert.round > 100
    assert alert.next_action_at is not None


def test_who_takes_it_stops_the_climbing_until_the_outcome_is_overdue(circle: Circle):
    alert = red(circle)
    acknowledge(alert, by=circle.bob, at=NOW)
    post = Post()
    cycle(NOW + 119 * MINUTE, through=post)
    assert post.sent == []  # what was owed is needless by then
    cycle(NOW + 120 * MINUTE, through=post)
    alert.refresh_from_db()
    assert alert.acknowledged_by is None
    assert post.told() == {"Alice", "Bob"}


def test_the_second_to_take_it_is_told_who_was_first(circle: Circle):
    alert = red(circle)
    acknowledge(alert, by=circle.bob, at=NOW)
    acknowledge(alert, by=circle.bob, at=NOW)
    with pytest.raises(Taken) as taken:
        acknowledge(alert, by=circle.alice, at=NOW)
    assert taken.value.alert.acknowledged_by == circle.bob


def test_it_ends_with_a_named_human_who_says_what_was_done(circle: Circle):
    alert = red(circle)
    with pytest.raises(ValueError, match="why"):
        say_outcome(alert, by=circle.bob, outcome=Outcome.NOTHING, words=" ", at=NOW)
    say_outcome(alert, by=circle.bob, outcome=Outcome.CALLED, words="", at=NOW)
    assert (alert.closed_by, alert.acknowledged_by, alert.next_action_at) == (circle.bob, circle.bob, None)
    with pytest.raises(Closed):
        acknowledge(alert, by=circle.alice, at=NOW)


def test_a_handover_stays_with_the_giver_until_it_is_accepted(circle: Circle):
    alert = red(circle)
    acknowledge(alert, by=circle.bob, at=NOW)
    offer(alert, by=circle.bob, to=circle.alice, at=NOW)
    assert alert.acknowledged_by == circle.bob
    with pytest.raises(Taken):
        accept(alert, by=circle.charlie, at=NOW)
    accept(alert, by=circle.alice, at=NOW + MINUTE)
    assert (alert.acknowledged_by, alert.offered_to) == (circle.alice, None)


def test_putting_off_has_a_reason_and_a_limit_and_ends(circle: Circle):
    alert = red(circle)
    with pytest.raises(TooLong):
        snooze(alert, by=circle.bob, until=NOW + timedelta(days=2), reason="asleep", at=NOW)
    snooze(alert, by=circle.bob, until=NOW + 30 * MINUTE, reason="asleep", at=NOW)
    post = Post()
    cycle(NOW + 29 * MINUTE, through=post)
    before = len(post.sent)
    cycle(NOW + 30 * MINUTE, through=post)
    assert len(post.sent) > before
    alert.refresh_from_db()
    assert alert.snoozed_at is None


def test_giving_it_back_starts_the_ladder_again_at_once(circle: Circle):
    alert = red(circle)
    acknowledge(alert, by=circle.bob, at=NOW)
    let_go(alert, by=circle.bob, at=NOW + MINUTE)
    alert.refresh_from_db()
    assert alert.acknowledged_by is None
    assert Delivery.objects.filter(state="owed", owed_at=NOW + MINUTE).exists()


def test_a_red_report_raises_an_amber_that_somebody_had(circle: Circle):
    alert = amber(circle, "pain")
    acknowledge(alert, by=circle.bob, at=NOW)
    joined = red(circle, "pain", NOW + MINUTE)
    assert joined == alert
    assert (joined.level, joined.acknowledged_by) == (Level.RED, None)
    post = Post()
    cycle(NOW + MINUTE, through=post)
    assert post.told() == {"Alice", "Bob"}
    assert Alert.objects.count() == 1


def test_ambers_are_gathered_and_a_red_overtakes_them(circle: Circle):
    amber(circle, "nausea")
    amber(circle, "sleep")
    post = Post()
    cycle(NOW, through=post)
    assert post.sent == []
    red(circle, "fever", NOW + 29 * MINUTE)
    cycle(NOW + 30 * MINUTE, through=post)
    about = [(message.urgent, len(message.alerts)) for message in post.sent]
    assert about[0][0] is True
    assert (False, 2) in about
    assert sum(not urgent for urgent, _ in about) == 1  # one message for both ambers


def test_an_amber_of_friday_evening_is_told_on_monday_morning(circle: Circle):
    friday = NOW.replace(hour=17, minute=30)  # 18:30 in Paris
    amber(circle, at=friday)
    (when,) = set(Delivery.objects.values_list("next_attempt_at", flat=True))
    assert when == NOW.replace(day=23, hour=7, minute=30)  # Monday 08:30 in Paris


def test_a_rung_with_nobody_is_passed_over_at_once(circle: Circle):
    ladders = Ladders(
        red=(
            Rung((Who("role", "pharmacist"),), 60, ("app",)),
            Rung((Who("rota", "no-such-rota"),), 60, ("app",)),
            Rung((Who("coordinator"),), 60, ("app",)),
        ),
        amber=DEFAULT.amber,
    )
    set_policy(team=circle.team, ladders=ladders, by=circle.alice, at=NOW, seen=0)
    red(circle)
    post = Post()
    cycle(NOW, through=post)
    assert post.told() == {"Alice"}


def test_a_ladder_that_reaches_nobody_is_tried_again_every_minute_and_tells_whoever_comes_back(
    circle: Circle,
):
    Account.objects.filter(team=circle.team).update(is_active=False)
    alert = red(circle)
    escalate_due(NOW)
    alert.refresh_from_db()
    assert alert.next_action_at <= NOW + MINUTE
    Account.objects.filter(pk=circle.charlie.pk).update(is_active=True)
    post = Post()
    cycle(NOW + 2 * MINUTE, through=post)
    assert post.told() == {"Charlie"}


def test_who_is_away_is_their_substitute(circle: Circle):
    Absence.objects.create(
        account=circle.alice,
        starts_at=NOW - MINUTE,
        ends_at=NOW + timedelta(days=7),
        substitute=circle.charlie,
    )
    red(circle)
    post = Post()
    cycle(NOW, through=post)
    assert post.told() == {"Bob", "Charlie"}


def test_a_refusal_for_good_does_not_wait_for_the_next_rung(circle: Circle):
    for account in (circle.alice, circle.bob):
        ContactPoint.objects.create(account=account, channel="sms", address="+33", made_at=NOW)
    alert = red(circle)
    cycle(NOW, through=Post("sms", permanent=True))
    alert.refresh_from_db()
    assert alert.next_action_at == NOW


def test_a_channel_that_fails_is_tried_until_it_works_within_a_minute_of_its_return(circle: Circle):
    ContactPoint.objects.create(account=circle.bob, channel="sms", address="+33", made_at=NOW)
    red(circle)
    broken = Post("sms")
    for seconds in range(0, 3600, 10):
        cycle(NOW + timedelta(seconds=seconds), through=broken)
    assert "sms" not in {message.channel for message in broken.sent}
    post = Post()
    for seconds in range(3600, 3661, 10):
        deliver_due(NOW + timedelta(seconds=seconds), post)
    assert "sms" in {message.channel for message in post.sent}
    assert not Delivery.objects.filter(state="owed").exists()


def test_a_crash_after_sending_sends_again_under_the_same_key(circle: Circle):
    red(circle)
    post = Post()

    class Killed(BaseException):
        pass

    def send_then_die(message: Message) -> str:
        post(message)
        raise Killed

    with pytest.raises(Killed):
        deliver_due(NOW, send_then_die)
    deliver_due(NOW + timedelta(seconds=59), post)
    deliver_due(NOW + timedelta(seconds=60), post)
    keys = [message.key for message in post.sent]
    assert len(keys) == len(set(keys)) + 1  # one of them twice, none lost


def test_the_database_refuses_an_open_alert_without_a_next_step(circle: Circle):
    alert = red(circle)
    for wrong in (
        {"next_action_at": None},
        {"acknowledged_at": NOW},
        {"acknowledged_by": circle.bob},
        {"closed_at": NOW, "closed_by": circle.bob},
        {"outcome": Outcome.CALLED},
        {"snoozed_at": NOW, "snoozed_by": circle.bob},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Alert.objects.filter(pk=alert.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(state="owed").update(next_attempt_at=None)


def test_two_people_edit_the_policy_and_the_second_is_told(circle: Circle):
    set_policy(team=circle.team, ladders=DEFAULT, by=circle.alice, at=NOW, seen=0)
    with pytest.raises(PolicyChanged):
        set_policy(team=circle.team, ladders=DEFAULT, by=circle.bob, at=NOW, seen=0)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"red": []}, "at least one rung"),
        ({"red": [{"who": [], "wait_minutes": 0, "channels": []}]}, "between a minute"),
        (
            {"red": [{"who": [{"kind": "role", "ref": "relative"}], "wait_minutes": 5, "channels": []}]},
            "no role",
        ),
        ({"hours": {"week": []}}, "at least once a week"),
        ({"gather_minutes": 0}, "at least one"),
    ],
)
def test_a_policy_that_could_leave_somebody_waiting_is_refused(change: dict, says: str):
    body = {**msgspec.to_builtins(DEFAULT), **change}
    with pytest.raises(ValueError, match=says):
        read_ladders(body)
    assert read_ladders(msgspec.to_builtins(DEFAULT)) == DEFAULT
