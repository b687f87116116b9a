"""One account's address that fails is that account's trouble: the channel stays up for everybody else, and the account
is told by its other ways at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cordee.service.chain.channels import ChannelTrouble, Message, Nobody
from cordee.service.chain.channels.each import SHORT, patience_with, to_each
from cordee.service.chain.contacts import FAILING_AFTER, add_point, mend_point, point_fails
from cordee.service.chain.deliver import LONGEST_PAUSE, deliver_due
from cordee.service.chain.engine import cycle
from cordee.service.chain.models import ChannelState, ContactPoint, Delivery
from cordee.service.chain.patience import Patience
from cordee.service.chain.recipients import DOWN_AFTER, Recipients
from cordee.service.chain.watchman import look
from cordee.service.people.models import Account
from tests.service.chain.test_escalation import MINUTE, red
from tests.service.conftest import NOW, Circle

SECOND = timedelta(seconds=1)


class Street:
    """Webhooks are sent as in earnest, address by address; the other channels take all."""

    def __init__(self, *deaf: str, hung: bool = False) -> None:
        self.deaf, self.hung = set(deaf), hung
        self.heard: list[tuple[str, str]] = []
        self.tries = 0

    def __call__(self, message: Message) -> str:
        first = message.account.full_name.split()[0]
        if message.channel != "webhook":
            self.heard.append((first, message.channel))
            return "taken"
        return to_each(message, lambda point: self._to(point, first))

    def _to(self, point: ContactPoint, first: str) -> str:
        if point.address in self.deaf:
            self.tries += 1
            raise ChannelTrouble("no answer", permanent=False, hung=self.hung, of_address=True)
        self.heard.append((first, "webhook"))
        return "answered 200"


def hook(account: Account, name: str = "") -> str:
    address = f"https://hooks.example/{name or account.full_name.split()[0]}"
    add_point(account=account, channel="webhook", address=address, at=NOW)
    return address


def way(account: Account, channel: str) -> None:
    add_point(account=account, channel=channel, address="somewhere", at=NOW)


def turn(street: Street, seconds: int, start: int = 0) -> None:
    for second in range(start, seconds):
        cycle(NOW + second * SECOND, through=street)


def test_the_channel_is_not_down_and_everybody_else_is_told_by_it(circle: Circle):
    street = Street(hook(circle.bob))
    hook(circle.alice)
    red(circle)
    turn(street, 60)
    assert ("Alice", "webhook") in street.heard
    assert street.tries >= DOWN_AFTER
    state = ChannelState.objects.get(channel="webhook")
    assert (state.failures, state.failing_since) == (0, None)
    assert not [subject for name, subject in look(NOW + 10 * MINUTE) if name == "channel-down"]
    point = ContactPoint.objects.get(account=circle.bob)
    assert point.failures == street.tries
    assert ContactPoint.objects.get(account=circle.alice).failures == 0


def test_whose_address_fails_is_told_by_the_other_ways_at_once(circle: Circle):
    """The third failure in a row comes after some seconds; the rung would have waited ten minutes."""
    street = Street(hook(circle.bob))
    way(circle.bob, "sms")
    alert = red(circle)
    alert.deliveries.filter(account=circle.bob, channel="sms").delete()  # as if the rung did not ask for it
    turn(street, 10)
    assert ("Bob", "sms") in street.heard
    assert street.heard.count(("Bob", "sms")) == 1


def test_without_another_way_the_next_rung_is_due_at_once(circle: Circle):
    street = Street(hook(circle.bob), hook(circle.alice))
    alert = red(circle)
    turn(street, 20)
    alert.refresh_from_db()
    assert alert.step > 1


def test_the_next_message_is_owed_by_every_way_while_the_address_fails(circle: Circle):
    hook(circle.bob)
    way(circle.bob, "sms")
    alert = red(circle)
    assert Recipients([alert], NOW).channels(circle.bob, ["webhook"]) == ["webhook"]
    ContactPoint.objects.filter(channel="webhook").update(failures=FAILING_AFTER, failing_since=NOW)
    found = Recipients([alert], NOW)
    assert set(found.channels(circle.bob, ["webhook"])) == {"webhook", "sms", "app"}
    assert found.channels(circle.alice, ["app", "webhook"]) == ["app"]


def test_a_second_address_that_works_is_enough(circle: Circle):
    street = Street(hook(circle.bob, "one"))
    hook(circle.bob, "two")
    red(circle)
    turn(street, 5)
    assert ("Bob", "webhook") in street.heard
    assert ContactPoint.objects.get(address__endswith="one").failures == 1
    assert Delivery.objects.get(account=circle.bob, channel="webhook").state == "sent"


def test_addresses_of_several_accounts_are_the_channels_trouble(circle: Circle):
    street = Street(hook(circle.bob), hook(circle.alice))
    red(circle)
    turn(street, 60)
    assert ChannelState.objects.get(channel="webhook").failures >= DOWN_AFTER
    assert ("channel-down", "webhook") in look(NOW + 10 * MINUTE)
    street.deaf.clear()
    turn(street, 120, 60)
    assert ChannelState.objects.get(channel="webhook").failures == 0
    assert not ContactPoint.objects.filter(failures__gt=0).exists()
    assert {("Bob", "webhook"), ("Alice", "webhook")} <= set(street.heard)


def test_since_the_channel_last_worked_one_alone_has_failed(circle: Circle):
    """Two fail, but not at a time when the channel took nothing: each by itself."""
    hook(circle.alice), hook(circle.charlie)
    point_fails(ContactPoint.objects.get(account=circle.charlie), at=NOW - 5 * MINUTE)
    ChannelState.objects.create(channel="webhook", worked_at=NOW - MINUTE)
    street = Street("https://hooks.example/Alice")
    red(circle)
    turn(street, 10)
    assert ChannelState.objects.get(channel="webhook").failures == 0


def test_one_that_hangs_holds_up_its_owner_only_and_for_a_short_while(circle: Circle):
    street = Street(hook(circle.alice), hung=True)
    hook(circle.bob)
    red(circle)
    patience = Patience()
    told = deliver_due(NOW, street, patience=patience)
    assert ("Bob", "webhook") in street.heard
    assert (patience.resting, patience.resting_at) == (set(), {("webhook", circle.alice.pk)})
    assert told.again == 1
    point = ContactPoint.objects.get(account=circle.alice)
    ContactPoint.objects.update(failures=FAILING_AFTER)
    assert patience_with(point) > SHORT
    assert patience_with(ContactPoint.objects.get(pk=point.pk)) == SHORT


def test_it_is_tried_on_and_whole_again_when_it_answers(circle: Circle):
    address = hook(circle.bob)
    street = Street(address)
    red(circle)
    turn(street, 40)
    street.deaf.clear()
    turn(street, 45 + int(LONGEST_PAUSE.total_seconds()), 40)
    assert ("Bob", "webhook") in street.heard
    point = ContactPoint.objects.get(account=circle.bob)
    assert (point.failures, point.failing_since, point.failed_at) == (0, None, None)


def test_of_many_messages_one_asks_whether_it_is_back_and_all_are_said_elsewhere(circle: Circle):
    street = Street(hook(circle.bob))
    way(circle.bob, "sms")
    alerts = [red(circle, cause) for cause in ("fever", "pain", "nausea")]
    Delivery.objects.filter(account=circle.bob, channel="sms").delete()
    turn(street, 300)
    assert street.heard.count(("Bob", "sms")) == len(alerts)
    assert street.tries <= 3 * FAILING_AFTER + 300 // int(LONGEST_PAUSE.total_seconds()) + 3
    street.deaf.clear()
    turn(street, 335, 300)
    assert street.heard.count(("Bob", "webhook")) == len(alerts)


def test_nobody_there_breaks_the_address_and_leaves_the_channel_alone(circle: Circle):
    hook(circle.bob)

    def gone(message: Message) -> str:
        def to(point: ContactPoint) -> str:
            raise Nobody("answered 410")

        return to_each(message, to) if message.channel == "webhook" else "taken"

    red(circle)
    cycle(NOW, through=gone)
    assert ContactPoint.objects.get(account=circle.bob).broken_at is not None
    assert not ChannelState.objects.filter(channel="webhook").exists()


def test_trouble_of_the_channel_says_nothing_of_an_address(circle: Circle):
    hook(circle.bob)

    def away(message: Message) -> str:
        def to(point: ContactPoint) -> str:
            raise ChannelTrouble("refused", permanent=False)

        return to_each(message, to) if message.channel == "webhook" else "taken"

    red(circle)
    for second in range(8):
        cycle(NOW + second * SECOND, through=away)
    assert ContactPoint.objects.get(account=circle.bob).failures == 0
    assert ChannelState.objects.get(channel="webhook").failures >= DOWN_AFTER


def test_its_owner_sees_that_it_does_not_answer_and_may_say_it_is_mended(circle: Circle):
    hook(circle.bob)
    point = ContactPoint.objects.get()
    for _ in range(FAILING_AFTER):
        point_fails(point, at=NOW)
    page = circle.client_of(circle.bob).get("/account/contacts/").content.decode()
    assert "does not answer" in page
    mend_point(point=point)
    assert "does not answer" not in circle.client_of(circle.bob).get("/account/contacts/").content.decode()


@pytest.mark.parametrize("minutes", [1, 10])
def test_a_coordinator_whose_only_way_has_been_failing_is_found(circle: Circle, minutes: int):
    hook(circle.alice)
    point_fails(ContactPoint.objects.get(), at=NOW - minutes * MINUTE)
    found = ("coordinator-unreachable", str(circle.person.pk)) in look(NOW)
    assert found is (minutes == 10)
