"""What a channel says after it took a message: it came back. Then it was not sent, and the alert does not wait for it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from cordee.service.chain.around import go_around
from cordee.service.chain.contacts import break_point
from cordee.service.chain.models import ContactPoint, Delivery
from cordee.service.chain.models.delivery import DeliveryState


@transaction.atomic
def came_back(
    *, channel: str, receipt: str, address: str, nobody: bool, reason: str, at: datetime
) -> Delivery | None:
    """Write down that the message of `receipt` was not delivered; the delivery, or None when there is none such.

    `nobody`: for good, there is nobody at `address` (or at the only one there was): it is taken for broken. A message
    that went to several addresses and came back from one still counts as sent.
    """
    if not receipt:
        return None
    part = Q(receipt=receipt) | Q(receipt__startswith=f"{receipt}, ") | Q(receipt__endswith=f", {receipt}")
    sent = Delivery.objects.select_for_update(of=("self",), no_key=True).filter(part, channel=channel)
    delivery = sent.order_by("-owed_at").first()
    if delivery is None or delivery.state != DeliveryState.SENT:
        return delivery
    points = ContactPoint.objects.filter(account=delivery.account, channel=channel, broken_at__isnull=True)
    one = points.filter(address=address) if address else points
    if nobody and one.count() == 1:
        break_point(one.get(), at=at)
    said = f"came back: {reason}"[:200]
    if delivery.receipt != receipt:
        Delivery.objects.filter(pk=delivery.pk).update(trouble=said)
        return delivery
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.FAILED, sent_at=None, trouble=said)
    go_around(delivery, at)
    return delivery
