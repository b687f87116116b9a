"""The ways an account is reached by: adding, taking away, and writing down that nobody is there any more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Coalesce

from cordee.service.chain.models import ContactPoint
from cordee.service.people.models import Account
from cordee.service.people.notices import notify

MOST = 10
"""Ways of one account on one channel."""
FAILING_AFTER = 3
"""An address that failed so often in a row is gone around, and tried on."""

_WORKS = {"failures": 0, "failing_since": None, "failed_at": None}
_WHOLE = {"broken_at": None, **_WORKS}


class TooMany(Exception):
    """The account has `MOST` ways on this channel already."""


@transaction.atomic
def add_point(
    *, account: Account, channel: str, address: str, at: datetime, secret: Mapping[str, str] | None = None
) -> ContactPoint:
    """A way to reach the account; one that is named again is whole again. Raises `TooMany`."""
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    there = ContactPoint.objects.filter(account=account, channel=channel)
    if there.exclude(address=address).count() >= MOST:
        raise TooMany
    point, _ = ContactPoint.objects.update_or_create(
        account=account,
        channel=channel,
        address=address,
        defaults={"secret": dict(secret or {}), **_WHOLE},
        create_defaults={"secret": dict(secret or {}), "made_at": at},
    )
    return point


def remove_point(*, point: ContactPoint) -> None:
    """Take a way away."""
    point.delete()


def mend_point(*, point: ContactPoint) -> None:
    """Its owner says it works again: it is tried again."""
    ContactPoint.objects.filter(pk=point.pk).update(**_WHOLE)


def point_fails(point: ContactPoint, *, at: datetime) -> None:
    """It did not take a message for now."""
    ContactPoint.objects.filter(pk=point.pk).update(
        failures=F("failures") + 1,
        failing_since=Coalesce("failing_since", Value(at, DateTimeField())),
        failed_at=at,
    )


def point_works(point: ContactPoint) -> None:
    """It took a message: written when it says something new."""
    if point.failures:
        ContactPoint.objects.filter(pk=point.pk).update(**_WORKS)


@transaction.atomic
def break_point(point: ContactPoint, *, at: datetime) -> None:
    """The other side says for good that nobody is there. Its owner is told, inside the service."""
    if ContactPoint.objects.filter(pk=point.pk, broken_at__isnull=True).update(broken_at=at):
        notify(
            account=point.account,
            kind="chain.way_broken",
            person=None,
            at=at,
            about={"channel": point.channel},
        )


def break_address(*, account: Account, channel: str, at: datetime) -> None:
    """Nobody is at the address the account signs in with: write that down, so that it is not tried for ever."""
    point = add_point(account=account, channel=channel, address=account.email, at=at)
    break_point(point, at=at)
