"""Sending to webhooks: one signed POST for each address, with the secret of that address."""

from __future__ import annotations

import json

from django.utils import timezone

from cordee.service.chain.channels import ChannelTrouble, Message, Nobody
from cordee.service.chain.channels.each import patience_with, to_each
from cordee.service.chain.channels.environment import is_webhook_allowed
from cordee.service.chain.channels.post import Refused, post
from cordee.service.chain.channels.signing import headers
from cordee.service.chain.channels.wording import wording
from cordee.service.chain.models import ContactPoint

_GONE = 410


def send(message: Message) -> str:
    """Post `{"key", "kind", "urgent", "title", "text", "link"}` to each address."""
    said = wording(message)
    body = json.dumps(
        {
            "key": message.key,
            "kind": message.kind,
            "urgent": message.urgent,
            "title": said.title,
            "text": said.sentence,
            "link": said.link,
        }
    ).encode()
    return to_each(message, lambda point: _to(point, message.key, body))


def _to(point: ContactPoint, key: str, body: bytes) -> str:
    if not is_webhook_allowed(point.address):
        raise ChannelTrouble("the address is not among CORDEE_WEBHOOK_HOSTS", permanent=True)
    signed = headers(str(point.secret.get("secret", "")), timezone.now(), key, body)
    try:
        status, _ = post(
            point.address, body, {"Content-Type": "application/json", **signed}, patience_with(point)
        )
    except ChannelTrouble as trouble:
        if isinstance(trouble, Refused) and trouble.status == _GONE:
            raise Nobody(str(trouble)) from None
        trouble.of_address = True
        raise
    return f"answered {status}"
