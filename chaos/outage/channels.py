"""Channels that refuse, hang, take and give back, or answer with errors for three days."""

from __future__ import annotations

from datetime import timedelta

from chaos.outage.street import Street, neighbours
from chaos.scene import START
from cordee.service.chain.channels import ChannelTrouble, Message
from cordee.service.chain.models import Alert, Delivery

HOUR = timedelta(hours=1)
WITHIN = timedelta(seconds=60)


def smtp_refuses(hours: int = 6) -> tuple[bool, str]:
    """The mail server refuses connections for hours, in each of which two reds come up."""
    return _one_channel_down("email", hours=hours, hung=False, reds=2 * hours)


def smtp_hangs(hours: int = 6) -> tuple[bool, str]:
    """The mail server accepts connections and never answers, for hours: each try costs five seconds."""
    return _one_channel_down("email", hours=hours, hung=True, reds=2 * hours)


def gateway_fails_for_three_days(hours: int = 72) -> tuple[bool, str]:
    """The SMS gateway answers with 500 for three days, while nobody answers any alert."""
    return _one_channel_down("sms", hours=hours, hung=False, reds=6)


def everything_is_down(hours: int = 3) -> tuple[bool, str]:
    """Neither mail nor SMS for hours: the app alone is left."""
    street = Street(START)
    people = neighbours(START)

    def refuse(message: Message, at: object) -> None:
        if message.channel != "app":
            raise ChannelTrouble("refused", permanent=False)

    street.refuse = refuse
    for n, person in enumerate(people):
        street.red(person, f"worry {n}")
    street.live(START + hours * HOUR)
    in_app = all("app" in street.heard.get(alert, {}) for alert in street.opened)
    street.mend_at_the_worst_moment()
    after = street.until_nothing_is_owed()
    return in_app and after <= WITHIN, f"all in the app meanwhile; all owed {_s(after)} after the end"


def one_address_fails(hours: int = 6) -> tuple[bool, str]:
    """The telephone of one carer takes nothing for six hours: hers alone is gone around, the channel is not down."""
    from cordee.service.chain.models import ChannelState, ContactPoint

    street = Street(START)
    people = neighbours(START)
    deaf = people[0].coordination.account
    ContactPoint.objects.filter(account=deaf, channel="email").delete()
    others: set[str] = set()

    def refuse(message: Message, at: object) -> None:
        if message.account.id == deaf.id and message.channel == "sms":
            raise ChannelTrouble("no answer", permanent=False, of_address=True)
        if message.account.id != deaf.id:
            others.add(message.channel)

    street.refuse = refuse
    for n in range(12):
        street.red(people[n % len(people)], f"worry {n}")
        street.live(START + (n + 1) * timedelta(hours=hours) / 12)
    state = ChannelState.objects.filter(channel="sms", failing_since__isnull=False).exists()
    longest, tries = street.longest_wait(), street.refused
    street.mend_at_the_worst_moment()
    after = street.until_nothing_is_owed()
    good = not state and "sms" in others and longest <= WITHIN and after <= WITHIN
    return good, (
        f"{hours} h, 12 reds, each heard of by somebody after at most {_s(longest)}; {tries} tries meanwhile; the channel "
        f"{'was taken for down' if state else 'stayed up for the others'}; all sent {_s(after)} after the end"
    )


def accepted_then_bounced() -> tuple[bool, str]:
    """Mail is taken, and comes back a minute later for good; nobody has a telephone. The next rung is due at once."""
    from cordee.service.chain.came_back import came_back
    from cordee.service.chain.models import ContactPoint

    street = Street(START)
    people = neighbours(START, 1)
    ContactPoint.objects.filter(channel="sms").delete()
    id = street.red(people[0], "worry")
    street.live(START + timedelta(minutes=1))
    for delivery in Delivery.objects.filter(alerts=id, channel="email", state="sent"):
        came_back(
            channel="email",
            receipt=delivery.receipt,
            address="",
            nobody=True,
            reason="no such user",
            at=street.at,
        )
    due = Alert.objects.get(pk=id).next_action_at
    assert due is not None
    return due <= street.at, f"next rung due {_s(due - street.at)} after the last bounce"


def _one_channel_down(channel: str, *, hours: int, hung: bool, reds: int) -> tuple[bool, str]:
    street = Street(START)
    people = neighbours(START)

    def refuse(message: Message, at: object) -> None:
        if message.channel == channel:
            raise ChannelTrouble("no answer", permanent=False, hung=hung)

    street.refuse = refuse
    for n in range(reds):
        street.red(people[n % len(people)], f"worry {n}")
        street.live(START + (n + 1) * timedelta(hours=hours) / reds)
    longest, tries = street.longest_wait(channel), street.refused
    owed = street.owed()
    street.mend_at_the_worst_moment()
    after = street.until_nothing_is_owed()
    good = longest <= WITHIN and after <= WITHIN
    return good, (
        f"{hours} h, {reds} reds, each heard of elsewhere after at most {_s(longest)}; {tries} tries meanwhile; "
        f"{owed} owed at the end, all sent {_s(after)} after it"
    )


def _s(span: timedelta) -> str:
    return "never" if span == timedelta.max else f"{span.total_seconds():.0f} s"
