"""Telling those who run the service: by the chain itself, and by ways that need no engine; and the switch outside."""

from __future__ import annotations

import json
import logging
import os
from collections import Counter
from datetime import datetime
from uuid import uuid4

from django.core.mail import get_connection, send_mail
from django.db import DatabaseError

from cordee.service.chain.channels import ChannelTrouble
from cordee.service.chain.channels.deadline import LONGEST
from cordee.service.chain.channels.environment import is_safe
from cordee.service.chain.channels.post import Refused, fetch, post
from cordee.service.chain.channels.signing import headers
from cordee.service.chain.escalate import delivery_id
from cordee.service.chain.ladder import IN_APP
from cordee.service.chain.models import ContactPoint, Delivery, Level
from cordee.service.chain.watchman import Round
from cordee.service.people.models import Account

log = logging.getLogger("cordee.watchman")


def tell_operators(done: Round, at: datetime) -> None:
    """Say what is new: the names of what is broken and how often; no person, nothing clinical.

    Three ways, none of which waits for another: deliveries owed to every operator (an engine must turn), an e-mail and
    a signed webhook (`CORDEE_WATCHMAN_URL`, `CORDEE_WATCHMAN_SECRET`) straight from here.
    """
    counted = sorted(Counter(name for name, _ in done.new).items())
    for name, count in counted:
        log.error("watchman: %d of " + name, count)
    operators: list[Account] = []
    try:
        operators = _operators()
        _owe(operators, at)
    except DatabaseError:
        log.error("watchman: the database does not answer, so the operators are not told through the chain")
    _mail(operators, [f"{count} × {name}" for name, count in counted])
    _post(dict(counted), at)


def _operators() -> list[Account]:
    return list(Account.objects.filter(is_staff=True, is_active=True).order_by("pk"))


def _owe(operators: list[Account], at: datetime) -> None:
    turn = uuid4()
    rows = []
    for account in operators:
        ways = ContactPoint.objects.filter(account=account, broken_at__isnull=True)
        for channel in sorted({IN_APP, *ways.values_list("channel", flat=True)}):
            key = f"watchman:{turn}:{account.pk}:{channel}"
            rows.append(
                Delivery(
                    id=delivery_id(key),
                    key=key,
                    account=account,
                    channel=channel,
                    kind="watchman",
                    level=Level.RED,
                    owed_at=at,
                    next_attempt_at=at,
                )
            )
    Delivery.objects.bulk_create(rows)


def _mail(operators: list[Account], lines: list[str]) -> None:
    addresses = [account.email for account in operators]
    named = os.environ.get("CORDEE_WATCHMAN_MAIL", "")
    addresses += [said.strip() for said in named.split(",") if said.strip() and said.strip() not in addresses]
    if not addresses:
        return
    try:
        send_mail(
            "Cordée: the watchman found something",
            "\n".join(lines),
            None,
            addresses,
            connection=get_connection(timeout=LONGEST),
        )
    except (OSError, ValueError):
        log.error("watchman: the operators could not be reached by e-mail")


def _post(counted: dict[str, int], at: datetime) -> None:
    address, secret = os.environ.get("CORDEE_WATCHMAN_URL", ""), os.environ.get("CORDEE_WATCHMAN_SECRET", "")
    if not is_safe(address):
        return
    body = json.dumps({"kind": "watchman", "found": counted}).encode()
    signed = headers(secret, at, f"watchman:{uuid4()}", body) if secret else {}
    try:
        post(address, body, {"Content-Type": "application/json", **signed})
    except ChannelTrouble:
        log.error("watchman: the webhook of the operators does not answer")


def ping() -> None:
    """Say outside that all is well (`CORDEE_DEADMAN_URL`). When the pings stop, the switch there calls somebody."""
    address = os.environ.get("CORDEE_DEADMAN_URL", "")
    if not is_safe(address):
        return
    try:
        fetch(address)
    except Refused as refused:
        log.warning("watchman: the switch outside answers %d", refused.status)
    except ChannelTrouble:
        log.warning("watchman: the switch outside does not answer")
