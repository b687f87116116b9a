"""Where gateways and mail servers say that a message came back. Signed like what we send."""

from __future__ import annotations

import json
import os
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from cordee.service.chain.came_back import came_back
from cordee.service.chain.channels.signing import is_signed

_SECRETS = {"sms": "CORDEE_SMS_SECRET", "email": "CORDEE_MAIL_HOOK_SECRET"}
_LONGEST = 10_000
_FAILED = frozenset({"failed", "bounced", "undelivered", "rejected", "expired"})


@csrf_exempt  # no cookie decides here: the signature does
@require_POST
def hook(request: HttpRequest, channel: str) -> HttpResponse:
    """`{"id": receipt, "state": "failed" or "delivered", "permanent": true, "to": address, "reason": words}`.

    204 when it is understood, known or not; 400 when it is not; 404 without a true and fresh signature.
    """
    body, at = request.body, timezone.now()
    secret = os.environ.get(_SECRETS[channel], "")
    if len(body) > _LONGEST or not is_signed(secret, request.headers, body, at):
        return HttpResponse(status=404)
    try:
        said: Any = json.loads(body)
        receipt, state = str(said["id"]), str(said["state"])
    except (ValueError, KeyError, TypeError):
        return HttpResponse(status=400)
    if state in _FAILED:
        came_back(
            channel=channel,
            receipt=receipt[:200],
            address=str(said.get("to", ""))[:500],
            nobody=said.get("permanent") is True,
            reason="".join(c for c in state if c.isalpha()),  # their own words may name somebody
            at=at,
        )
    return HttpResponse(status=204)
