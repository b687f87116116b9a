"""Sending to every contact point that an account has on one channel."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from cordee.service.chain.channels import ChannelTrouble, Message, Nobody
from cordee.service.chain.channels.deadline import LONGEST
from cordee.service.chain.contacts import FAILING_AFTER, break_point, point_fails, point_works
from cordee.service.chain.models import ContactPoint

SHORT = 2.0


def to_each(message: Message, send_one: Callable[[ContactPoint], str]) -> str:
    """The receipts of those that took it. A point at which nobody is there any more is written down as broken, one that
    fails for now as failing.

    Raises `ChannelTrouble` when none took it: the channel's, if that is what one of them met; else for now, if one of
    them may yet take it; else for good.
    """
    receipts: list[str] = []
    met: list[ChannelTrouble] = []
    for point in message.points:
        try:
            receipts.append(send_one(point))
            point_works(point)
        except ChannelTrouble as trouble:
            met.append(trouble)
            if isinstance(trouble, Nobody):
                break_point(point, at=timezone.now())
            elif trouble.of_address and not trouble.permanent:
                point_fails(point, at=timezone.now())
            if trouble.hung:
                break  # one wait is enough
    if receipts:
        return ", ".join(receipt or "taken" for receipt in receipts)[:200]
    if not met:
        raise ChannelTrouble("no contact point is left", permanent=True)
    raise min(met, key=lambda trouble: (not trouble.is_of_channel, trouble.permanent))


def patience_with(point: ContactPoint) -> float:
    """Seconds that one address may take: short for one that has been failing, or it would hold up everybody's reds."""
    return LONGEST if point.failures < FAILING_AFTER else SHORT
