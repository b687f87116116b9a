"""Trying the channels at once, without the engine: what the operator asks for on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

from cordee.service.chain.channels import CHANNELS, ChannelTrouble, Message, send
from cordee.service.chain.ladder import IN_APP
from cordee.service.chain.models import ContactPoint
from cordee.service.people.models import Account


@dataclass(frozen=True)
class Tried:
    """What came of one try: the other side's receipt, or what went wrong. No address, no name."""

    channel: str
    receipt: str = ""
    trouble: str = ""


def try_now(*, only: str | None = None, to: str | None = None) -> Iterator[Tried]:
    """Send a test by every channel (or `only` one) to the account of the address `to`, or to every operator."""
    accounts = Account.objects.filter(is_active=True)
    accounts = accounts.filter(email__iexact=to) if to else accounts.filter(is_staff=True)
    for account in accounts.order_by("pk"):
        for channel in [only] if only else _ways(account):
            points = ContactPoint.objects.filter(account=account, channel=channel, broken_at__isnull=True)
            message = Message(
                key=f"try:{uuid4()}",
                kind="test",
                urgent=False,
                account=account,
                channel=channel,
                points=tuple(points.order_by("made_at")),
            )
            try:
                yield Tried(channel, receipt=send(message) or "taken")
            except ChannelTrouble as trouble:
                yield Tried(channel, trouble=str(trouble))


def _ways(account: Account) -> list[str]:
    """Every channel the account can be tried by; e-mail always, for that address is known."""
    named = set(
        ContactPoint.objects.filter(account=account, broken_at__isnull=True).values_list("channel", flat=True)
    )
    return [channel for channel in CHANNELS if channel in named | {IN_APP, "email"}]
