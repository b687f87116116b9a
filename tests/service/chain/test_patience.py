"""A channel that hangs costs a cycle one wait: the others go on, and nothing claimed is kept from other engines."""

from __future__ import annotations

from datetime import timedelta

from cordee.service.chain.channels import ChannelTrouble, Message
from cordee.service.chain.deliver import deliver_due
from cordee.service.chain.engine import cycle
from cordee.service.chain.models import ContactPoint, Delivery
from cordee.service.chain.patience import SPENT_AFTER, Patience
from tests.service.chain.test_escalation import red
from tests.service.conftest import NOW, Circle


def reach_by(circle: Circle, *channels: str) -> None:
    for account in (circle.alice, circle.bob):
        for channel in channels:
            ContactPoint.objects.create(
                account=account, channel=channel, address=f"{channel}-{account.pk}", made_at=NOW
            )


def test_a_channel_that_hangs_is_waited_for_once_in_a_cycle(circle: Circle):
    reach_by(circle, "email", "sms")
    for cause in ("pain", "fever", "vomiting"):
        red(circle, cause)
    waited, sent = [], []

    def world(message: Message) -> str:
        if message.channel == "email":
            waited.append(message.key)
            raise ChannelTrouble("no answer in time", permanent=False, hung=True)
        sent.append(message.channel)
        return "taken"

    cycle(NOW, through=world)
    assert len(waited) == 1
    assert sent.count("sms") == sent.count("app") == 6
    owed = Delivery.objects.filter(state="owed")
    assert set(owed.values_list("channel", flat=True)) == {"email"}
    assert not owed.filter(leased_until__isnull=False).exists()
    assert sorted(owed.values_list("attempts", flat=True)) == [0, 0, 0, 0, 0, 1]


def test_when_the_time_of_a_cycle_is_spent_the_rest_is_given_back(circle: Circle):
    reach_by(circle, "sms")
    red(circle)
    seconds = iter([0.0, 0.0, SPENT_AFTER, SPENT_AFTER, SPENT_AFTER])
    told = deliver_due(NOW, lambda message: "taken", patience=Patience(ticks=lambda: next(seconds)))
    assert told.sent == 1
    assert Delivery.objects.filter(state="owed", lease__isnull=True, attempts=0).count() == 3
    assert deliver_due(NOW + timedelta(seconds=1), lambda message: "taken").sent == 3
