"""Tries of the channels: one that somebody asks for, and one a day for each channel to those who run the service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from cordee.service.chain.escalate import delivery_id
from cordee.service.chain.ladder import IN_APP
from cordee.service.chain.models import ContactPoint, Delivery, Level
from cordee.service.people.models import Account

TRY = "test"
EVERY = timedelta(days=1)
LATE_AFTER = timedelta(minutes=10)
"""A try that is not sent by then is told to the operators: longer than any pause between two attempts."""


def owe_try(*, account: Account, channel: str, at: datetime, key: str) -> Delivery:
    """Owe the account a test message; the same key is owed once. The engine sends it like any other."""
    delivery, _ = Delivery.objects.get_or_create(
        key=key,
        defaults={
            "id": delivery_id(key),
            "account": account,
            "channel": channel,
            "kind": TRY,
            "level": Level.AMBER,
            "owed_at": at,
            "next_attempt_at": at,
        },
    )
    return delivery


def owe_daily_tries(at: datetime) -> int:
    """Owe what is not yet owed today: each channel that somebody is reached by, to every operator who has it."""
    owed = 0
    for account, channel in _operators_ways():
        last = Delivery.objects.filter(account=account, channel=channel, kind=TRY, owed_at__gt=at - EVERY)
        if not last.exists():
            owe_try(
                account=account, channel=channel, at=at, key=f"try:{at:%Y%m%dT%H%M%SZ}:{account.pk}:{channel}"
            )
            owed += 1
    return owed


def _operators_ways() -> Iterator[tuple[Account, str]]:
    operators = Account.objects.filter(is_staff=True, is_active=True).order_by("pk")
    ways = ContactPoint.objects.filter(account__in=operators, broken_at__isnull=True)
    named: dict[object, set[str]] = {}
    for account_id, channel in ways.values_list("account_id", "channel"):
        named.setdefault(account_id, set()).add(channel)
    for account in operators:
        for channel in sorted({IN_APP} | named.get(account.pk, set())):
            yield account, channel
