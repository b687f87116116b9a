"""Sending by web push: encrypted for the browser (RFC 8291), signed by our key (RFC 8292), posted to its service."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from cordee.service.chain.channels import ChannelTrouble, Message, Nobody
from cordee.service.chain.channels.each import patience_with, to_each
from cordee.service.chain.channels.environment import is_push_allowed
from cordee.service.chain.channels.post import Refused, post
from cordee.service.chain.channels.push.keys import vapid
from cordee.service.chain.channels.wording import wording
from cordee.service.chain.models import ContactPoint

_GONE = frozenset({404, 410})
"""The subscription is over (RFC 8030, section 7.3)."""
_KEPT_FOR = 12 * 3600
_SIGNED_FOR = 3600


def send(message: Message) -> str:
    """Push to each browser of the account."""
    said = wording(message)
    topic = sha256(message.key.encode()).hexdigest()[:32]
    body = {
        "title": said.title,
        "body": said.sentence,
        "url": said.link,
        "tag": topic,
        "urgent": message.urgent,
    }
    data = json.dumps(body).encode()
    headers = {
        "TTL": str(_KEPT_FOR),
        "Urgency": "high" if message.urgent else "normal",
        "Topic": topic,  # a repeat takes the place of the first, if that still waits
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
    }
    return to_each(message, lambda point: _to(point, data, headers))


def _to(point: ContactPoint, data: bytes, headers: dict[str, str]) -> str:
    from pywebpush import WebPusher, WebPushException

    pair = vapid()
    if pair is None:
        raise ChannelTrouble("there are no keys (`cordee channels keys`)", permanent=True)
    if not is_push_allowed(point.address):
        raise ChannelTrouble("the address is not of a push service we know", permanent=True)
    parts = urlsplit(point.address)
    signed = pair.sign(
        {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int(timezone.now().timestamp()) + _SIGNED_FOR,
            "sub": contact(),
        }
    )
    try:
        pusher = WebPusher({"endpoint": point.address, "keys": dict(point.secret)})
        sealed = bytes(pusher.encode(data)["body"])
    except (WebPushException, ValueError, KeyError, TypeError):
        raise Nobody("the keys of the subscription can't be used") from None
    try:
        status, _ = post(point.address, sealed, {**headers, **signed}, patience_with(point))
    except ChannelTrouble as trouble:
        if isinstance(trouble, Refused) and trouble.status in _GONE:
            raise Nobody(str(trouble)) from None
        trouble.of_address = True
        raise
    return f"answered {status}"


def contact() -> str:
    """Whom the push service may write to about our messages: `CORDEE_PUSH_CONTACT`, else the sender of our mails."""
    said = os.environ.get("CORDEE_PUSH_CONTACT") or settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    return said if said.startswith(("mailto:", "https://")) else f"mailto:{said}"
