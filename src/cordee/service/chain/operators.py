"""Telling those who run the service, by ways that need no engine; and the switch outside that hears of silence."""

from __future__ import annotations

import logging
import os
import urllib.request
from collections import Counter

from django.core.mail import send_mail

from cordee.service.chain.watchman import Round
from cordee.service.people.models import Account

log = logging.getLogger("cordee.watchman")
_PATIENCE = 10  # seconds


def tell_operators(done: Round) -> None:
    """E-mail every operator what is new: the names of what is broken and how often, no person, nothing clinical."""
    counted = Counter(name for name, _ in done.new)
    lines = [f"{count} × {name}" for name, count in sorted(counted.items())]
    for name, count in sorted(counted.items()):
        log.error("watchman: %d of " + name, count)
    addresses = list(Account.objects.filter(is_staff=True, is_active=True).values_list("email", flat=True))
    if addresses:
        try:
            send_mail("Cordée: the watchman found something", "\n".join(lines), None, addresses)
        except OSError:
            log.error("watchman: the operators could not be reached by e-mail")


def ping() -> None:
    """Say outside that all is well (`CORDEE_DEADMAN_URL`). When the pings stop, the switch there calls somebody."""
    address = os.environ.get("CORDEE_DEADMAN_URL", "")
    if not address.startswith(("https://", "http://")):
        return
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE):  # nosec B310 - checked above
            pass
    except OSError:
        log.warning("watchman: the switch outside does not answer")
