"""Sending to every contact point that an account has on one channel."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from cordee.service.chain.channels import ChannelTrouble, Message, Nobody
from cordee.service.chain.contacts import break_point
from cordee.service.chain.models import ContactPoint


def to_each(message: Message, send_one: Callable[[ContactPoint], str]) -> str:
    """The receipts of those that took it. A point at which nobody is there any more is written down as broken.

    Raises `ChannelTrouble` when none took it: for now, if one of them may yet; else for good.
    """
    receipts: list[str] = []
    trouble: ChannelTrouble | None = None
    for point in message.points:
        try:
            receipts.append(send_one(point))
        except ChannelTrouble as met:
            if isinstance(met, Nobody):
                break_point(point, at=timezone.now())
            if trouble is None or trouble.permanent:
                trouble = met
            if met.hung:
                break  # one wait is enough
    if receipts:
        return ", ".join(receipt or "taken" for receipt in receipts)[:200]
    raise trouble or ChannelTrouble("no contact point is left", permanent=True)
