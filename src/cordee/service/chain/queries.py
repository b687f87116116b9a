"""Reading alerts: of a person, of those an account follows, of those it was told of."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Prefetch, QuerySet

from cordee.service.chain.models import Alert, AlertEvent, Concern, Level
from cordee.service.chain.models.alert import Happened
from cordee.service.people.models import Account, Membership, Person
from cordee.service.people.permissions import GRANTS, Permission
from cordee.service.people.roles import PROFESSIONALS, Role
from cordee.service.people.standing import open_at

ANSWERING = frozenset(role for role in Role if Permission.ANSWER_ALERTS in GRANTS[role])
"""Roles whose holders may answer alerts."""
OPENINGS = Prefetch(
    "events",
    queryset=AlertEvent.objects.filter(what__in=(Happened.OPENED, Happened.RAISED)).order_by("-id"),
    to_attr="openings",
)
"""Which rules opened and raised an alert, the newest first."""
_SEEN_WITH = ("person__coordination__account", "person__team", "acknowledged_by", "offered_to", "snoozed_by")


def open_alerts(person: Person) -> list[Alert]:
    """The person's open alerts, reds first, the oldest first."""
    rows = (
        Alert.objects.filter(person=person, closed_at__isnull=True)
        .select_related(*_SEEN_WITH)
        .prefetch_related(OPENINGS)
    )
    return list(rows.order_by("level", "opened_at"))


def closed_alerts(person: Person, most: int = 20) -> list[Alert]:
    """The person's closed alerts, the newest first."""
    rows = (
        Alert.objects.filter(person=person, closed_at__isnull=False)
        .select_related("closed_by")
        .prefetch_related(OPENINGS)
    )
    return list(rows.order_by("-closed_at")[:most])


def _may_answer(account: Account, at: datetime) -> QuerySet[Membership]:
    return Membership.objects.filter(
        open_at(at), account=account, role__in=[role.value for role in ANSWERING & PROFESSIONALS]
    )


def open_alerts_of(account: Account, at: datetime) -> list[Alert]:
    """Open alerts of the people whose alerts `account` may answer, reds first, the oldest first. Two queries at most."""
    people = _may_answer(account, at).values("person_id")
    rows = (
        Alert.objects.filter(person__in=people, closed_at__isnull=True)
        .select_related(*_SEEN_WITH)
        .prefetch_related(OPENINGS)
    )
    return list(rows.order_by("level", "opened_at"))


def red_count(account: Account, at: datetime) -> int:
    """How many of them are red and held by nobody else. One query."""
    people = _may_answer(account, at).values("person_id")
    rows = Alert.objects.filter(person__in=people, closed_at__isnull=True, level=Level.RED)
    return rows.count()


def told_of(account: Account) -> list[Alert]:
    """Open alerts of which the ladder has told `account`, reds first, the oldest first."""
    told = Concern.objects.filter(delivery__account=account).values("alert_id")
    rows = Alert.objects.filter(closed_at__isnull=True, id__in=told).select_related(*_SEEN_WITH)
    return list(rows.prefetch_related(OPENINGS).order_by("level", "opened_at"))


def was_told(alert: Alert, account: Account) -> bool:
    """Whether the ladder told `account` of this alert."""
    return Concern.objects.filter(alert=alert, delivery__account=account).exists()


def colleagues_for(alert: Alert, by: Account, at: datetime) -> QuerySet[Account]:
    """To whom `by` may offer the alert: others of the circle who may answer alerts."""
    held = Membership.objects.filter(
        open_at(at), person=alert.person_id, role__in=[role.value for role in ANSWERING]
    )
    found = Account.objects.filter(pk__in=held.values("account"), is_active=True)
    return found.exclude(pk=by.pk).order_by("full_name")
