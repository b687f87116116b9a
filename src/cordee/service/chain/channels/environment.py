"""What the operator says of the channels, read when it is needed, with clear errors."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from cordee.files.fault import BadInput

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
PUSH_SERVICES = (
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "notify.windows.com",
    "web.push.apple.com",
)
"""The services browsers subscribe to; hosts below them count. `CORDEE_PUSH_HOSTS` adds others."""


@dataclass(frozen=True)
class Gateway:
    """Where short messages are handed over, and the secret both sides sign with."""

    address: str
    secret: str
    sender: str


def service_address(environ: Mapping[str, str] = os.environ) -> str:
    """The address people open the service by: `CORDEE_URL`, else the first of `CORDEE_HOSTS`, without a slash at the
    end. Raises BadInput for anything that is not http(s)."""
    said = environ.get("CORDEE_URL", "").rstrip("/")
    if not said:
        first = environ.get("CORDEE_HOSTS", "").split(",")[0].strip()
        return f"https://{first}" if first else f"http://localhost:{environ.get('CORDEE_PORT', '8480')}"
    parts = urlsplit(said)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise BadInput.at(
            "CORDEE_URL", "", "expected the address people open, e.g. https://cordee.hospital.example."
        )
    return said


def gateway(environ: Mapping[str, str] = os.environ) -> Gateway | None:
    """The SMS gateway: `CORDEE_SMS_URL` and `CORDEE_SMS_SECRET`; None without. Raises BadInput for half of it."""
    address, secret = environ.get("CORDEE_SMS_URL", ""), environ.get("CORDEE_SMS_SECRET", "")
    if not address and not secret:
        return None
    if not is_safe(address):
        raise BadInput.at("CORDEE_SMS_URL", "", "expected https://… (http only on this machine).")
    if len(secret) < 16:
        raise BadInput.at(
            "CORDEE_SMS_SECRET", "", "expected at least 16 characters, shared with the gateway."
        )
    return Gateway(address, secret, environ.get("CORDEE_SMS_FROM", "Cordee"))


def is_safe(address: str) -> bool:
    """HTTPS, or plain HTTP that does not leave this machine."""
    try:
        parts = urlsplit(address)
        there = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return bool(there) and (parts.scheme == "https" or (parts.scheme == "http" and there in LOCAL))


def webhook_hosts(environ: Mapping[str, str] = os.environ) -> frozenset[str]:
    """The hosts that webhooks may lead to (`CORDEE_WEBHOOK_HOSTS`); none when not set. Otherwise whoever has an account
    could make this server call any machine it can reach."""
    said = environ.get("CORDEE_WEBHOOK_HOSTS", "")
    return frozenset(host.strip().lower() for host in said.split(",") if host.strip())


def is_webhook_allowed(address: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a webhook may go to this address."""
    return is_safe(address) and (urlsplit(address).hostname or "") in webhook_hosts(environ)


def is_push_allowed(address: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether this is the address of a push service of a browser, or of one the operator added."""
    if not is_safe(address):
        return False
    host = urlsplit(address).hostname or ""
    said = environ.get("CORDEE_PUSH_HOSTS", "")
    added = [name.strip().lower() for name in said.split(",") if name.strip()]
    return any(host == known or host.endswith("." + known) for known in (*PUSH_SERVICES, *added))


def has_mail(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a mail server is set (`CORDEE_MAIL_URL`)."""
    return bool(environ.get("CORDEE_MAIL_URL"))
