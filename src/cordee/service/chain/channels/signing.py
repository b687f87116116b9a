"""Signing what we send and what comes back: HMAC-SHA256 over time, key and body, so that nobody can write in our name
and nobody can send an old message again."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

SIGNATURE, TIME, KEY = "Cordee-Signature", "Cordee-Time", "Idempotency-Key"
"""The headers: `v1=` and the signature in hex; seconds since 1970; what repeats are told by."""
FRESH = timedelta(minutes=5)


def signature(secret: str, time: str, key: str, body: bytes) -> str:
    """`v1=…` over `time`, `key` and `body`, each on its own line."""
    signed = time.encode() + b"\n" + key.encode() + b"\n" + body
    return "v1=" + hmac.new(secret.encode(), signed, sha256).hexdigest()


def headers(secret: str, at: datetime, key: str, body: bytes) -> dict[str, str]:
    """The three headers for a message sent at `at`."""
    time = str(int(at.timestamp()))
    return {TIME: time, KEY: key, SIGNATURE: signature(secret, time, key, body)}


def is_signed(secret: str, sent: Mapping[str, str], body: bytes, at: datetime) -> bool:
    """Whether `sent` (headers) carry our signature of `body`, not older than `FRESH` at `at`. Never with an empty
    secret."""
    time, key = sent.get(TIME, ""), sent.get(KEY, "")
    if not secret or not time.isdecimal() or len(time) > 12:
        return False
    if abs(at.timestamp() - int(time)) > FRESH.total_seconds():
        return False
    return hmac.compare_digest(signature(secret, time, key, body).encode(), sent.get(SIGNATURE, "").encode())
