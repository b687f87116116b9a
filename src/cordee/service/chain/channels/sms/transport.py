"""Sending text messages through a gateway: one signed POST for each number."""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone

from cordee.service.chain.channels import ChannelTrouble, Message, Nobody
from cordee.service.chain.channels.each import to_each
from cordee.service.chain.channels.environment import Gateway, gateway
from cordee.service.chain.channels.post import Refused, post
from cordee.service.chain.channels.signing import headers
from cordee.service.chain.channels.wording import wording

_OURS = frozenset({401, 403, 404})
"""Answers about our settings, not about the number: tried again, so that what is owed goes out once they are mended."""
_NO_SUCH_NUMBER = frozenset({410, 422})


def send(message: Message) -> str:
    """Hand it to the gateway for each number of the account. The receipts are the gateway's ids, where it gives any."""
    said = wording(message).short
    return to_each(message, lambda point: hand_over(to=point.address, text=said, key=message.key))


def hand_over(*, to: str, text: str, key: str) -> str:
    """One message to one number; the gateway's id of it. `key` tells the gateway what it has had already.

    The gateway gets `{"to", "text", "from", "key"}` and may answer `{"id": …}`. Raises `ChannelTrouble`.
    """
    through = gateway()
    if through is None:
        raise ChannelTrouble("no gateway is set (CORDEE_SMS_URL)", permanent=True)
    body = json.dumps({"to": to, "text": text, "from": through.sender, "key": key}).encode()
    try:
        _, answer = post(through.address, body, _headers(through, key, body))
    except Refused as refused:
        if refused.status in _NO_SUCH_NUMBER:
            raise Nobody(str(refused)) from None
        raise ChannelTrouble(
            str(refused), permanent=refused.permanent and refused.status not in _OURS
        ) from None
    return _id_in(answer)


def _headers(through: Gateway, key: str, body: bytes) -> dict[str, str]:
    return {"Content-Type": "application/json", **headers(through.secret, timezone.now(), key, body)}


def _id_in(answer: bytes) -> str:
    try:
        said: Any = json.loads(answer)
    except ValueError:
        return "taken"
    return str(said.get("id") or "taken")[:90] if isinstance(said, dict) else "taken"
