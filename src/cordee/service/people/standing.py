"""Where somebody stands towards a person at a time, and what follows: `may`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Q, QuerySet

from cordee.service.people.models import Account, EmergencyAccess, Membership, Person
from cordee.service.people.permissions import GRANTS, IN_AN_EMERGENCY, OPENED_BY, Permission
from cordee.service.people.roles import CLOSE_ONES, PROFESSIONALS, Role, Topic


@dataclass(frozen=True)
class Standing:
    """The roles held at a time, what they permit together, and whether only an emergency opened the door."""

    person: Person
    roles: frozenset[Role]
    permissions: frozenset[Permission]
    in_emergency: bool

    @property
    def as_professional(self) -> bool:
        """Whether the clinician's places are shown; the person's and the close ones' otherwise."""
        return bool(self.roles & PROFESSIONALS) or self.in_emergency

    @property
    def as_close(self) -> bool:
        """Whether the places of the person and of those close are shown."""
        return bool(self.roles - PROFESSIONALS)


def held(memberships: list[Membership]) -> frozenset[Permission]:
    """What memberships, with the topics opened to each, permit together. A plain union; nothing takes away."""
    granted: set[Permission] = set()
    for membership in memberships:
        granted |= GRANTS[Role(membership.role)]
        if membership.role in CLOSE_ONES:
            for sharing in membership.shared.all():
                granted |= OPENED_BY[Topic(sharing.topic)]
    return frozenset(granted)


def open_at(at: datetime) -> Q:
    """Memberships that hold at `at`."""
    return Q(starts_at__lte=at) & (Q(ends_at__isnull=True) | Q(ends_at__gt=at))


def standing(user: Account, person_id: UUID, at: datetime) -> Standing | None:
    """Where `user` stands at `at`, or None for a stranger and for an account that is closed."""
    if not user.is_authenticated or not user.is_active:
        return None
    if user.asked_standing is not None and user.asked_standing[:2] == (person_id, at):
        return cast("Standing | None", user.asked_standing[2])
    found = list(
        Membership.objects.filter(open_at(at), account=user, person_id=person_id).select_related(
            "person__coordination__account", "person__team"
        )
    )  # what is shared is asked of a close one's membership alone, in `held`
    if found:
        person = found[0].person
        roles = frozenset(Role(membership.role) for membership in found)
        return Standing(person, roles, held(found), in_emergency=False)
    opened = (
        EmergencyAccess.objects.filter(account=user, person_id=person_id, opened_at__lte=at, closes_at__gt=at)
        .select_related("person__coordination__account", "person__team")
        .first()
    )
    if opened is None:
        return None
    return Standing(opened.person, frozenset(), IN_AN_EMERGENCY, in_emergency=True)


def standing_in_request(user: Account, person_id: UUID, at: datetime) -> Standing | None:
    """The same for the account of one request, asked once: the doors a view goes through next find it again."""
    where = standing(user, person_id, at)
    user.asked_standing = (person_id, at, where)
    return where


def may(user: Account, permission: Permission, person: Person, at: datetime) -> bool:
    """Whether `user` may, at `at`. The only place that answers this."""
    where = standing(user, person.id, at)
    return where is not None and permission in where.permissions


def people_with(account: Account, need: Permission, at: datetime) -> QuerySet[Membership, Any]:
    """The ids of the people about whom `account` holds `need` at `at`, for a subquery: what `held` says, asked of the
    database, because an account may be in thousands of circles."""
    roles = [role.value for role, granted in GRANTS.items() if need in granted]
    topics = [topic.value for topic, opened in OPENED_BY.items() if need in opened]
    opened_to = Q(role__in=[role.value for role in CLOSE_ONES], shared__topic__in=topics)
    mine = Membership.objects.filter(open_at(at), account=account)
    return mine.filter(Q(role__in=roles) | opened_to).values_list("person_id", flat=True)
