"""Everybody who may come to an address: each role alone, and all who are no longer, not yet or only half inside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from cordee.service.people.models import Account, EmergencyAccess, Membership, Sharing, Team
from cordee.service.people.permissions import GRANTS, IN_AN_EMERGENCY, OPENED_BY, Permission
from cordee.service.people.roles import CLOSE_ONES, PROFESSIONALS, Role, Topic
from tests.service.conftest import Circle


@dataclass(frozen=True)
class Actor:
    """Who comes, and what the table of permissions gives them. `account` None: not signed in."""

    account: Account | None
    permissions: frozenset[Permission] = frozenset()
    in_team_places: bool = False
    in_own_places: bool = False


def _account(circle: Circle, *, team: Team | None) -> Account:
    return Account.objects.create_user(f"{uuid4()}@example.org", full_name="Somebody Else", team=team)


def _member(role: Role, *topics: Topic) -> Callable[[Circle], Actor]:
    def come(circle: Circle) -> Actor:
        granted = GRANTS[role].union(*(OPENED_BY[topic] for topic in topics))
        places = {"in_team_places": role in PROFESSIONALS, "in_own_places": role not in PROFESSIONALS}
        if role is Role.PERSON:
            return Actor(circle.ines, granted, **places)
        account = _account(circle, team=circle.team if role in PROFESSIONALS else None)
        if role is Role.COORDINATOR:
            Membership.objects.filter(pk=circle.person.coordination_id).update(account=account)
            return Actor(account, granted, **places)
        held = Membership.objects.create(
            person=circle.person, account=account, role=role, starts_at=timezone.now() - timedelta(days=9)
        )
        for topic in topics:
            Sharing.objects.create(
                membership=held, topic=topic, opened_at=timezone.now(), opened_by=circle.ines
            )
        return Actor(account, granted, **places)

    return come


def _outside(days_from: int, days_to: int | None, role: Role = Role.ONCOLOGIST) -> Callable[[Circle], Actor]:
    def come(circle: Circle) -> Actor:
        account = _account(circle, team=circle.team)
        now = timezone.now()
        ends = None if days_to is None else now + timedelta(days=days_to)
        Membership.objects.create(
            person=circle.person,
            account=account,
            role=role,
            starts_at=now + timedelta(days=days_from),
            ends_at=ends,
        )
        return Actor(account)

    return come


def _in_emergency(opened_hours_ago: int) -> Callable[[Circle], Actor]:
    def come(circle: Circle) -> Actor:
        now = timezone.now()
        opened = now - timedelta(hours=opened_hours_ago)
        access = EmergencyAccess.objects.create(
            person=circle.person,
            account=circle.charlie,
            reason="unconscious",
            opened_at=opened,
            closes_at=opened + timedelta(hours=4),
        )
        if access.closes_at <= now:
            return Actor(circle.charlie)
        return Actor(circle.charlie, IN_AN_EMERGENCY, in_team_places=True)

    return come


def _of_another_team(circle: Circle) -> Actor:
    return Actor(_account(circle, team=Team.objects.create(name="Another Invented Hospital")))


def _operator(circle: Circle) -> Actor:
    return Actor(Account.objects.create_superuser("operator@example.org", full_name="Olga Operator"))


def _closed(circle: Circle) -> Actor:
    Account.objects.filter(pk=circle.bob.pk).update(is_active=False)
    circle.bob.refresh_from_db()
    return Actor(None)


def _ill_elsewhere(circle: Circle) -> Actor:
    return Actor(_account(circle, team=None))


ACTORS: dict[str, Callable[[Circle], Actor]] = {
    "signed out": lambda circle: Actor(None),
    "closed account": _closed,
    "stranger of the same team": lambda circle: Actor(circle.charlie),
    "stranger of another team": _of_another_team,
    "stranger without a team": _ill_elsewhere,
    "operator outside the circle": _operator,
    "former member": _outside(-9, -1),
    "former relative": _outside(-9, -1, Role.RELATIVE),
    "member from next week": _outside(7, None),
    "in an emergency": _in_emergency(1),
    "after an emergency": _in_emergency(5),
    **{f"as {role.value}": _member(role) for role in Role},
    **{
        f"as {role.value}, {topic.value} opened": _member(role, topic)
        for role in sorted(CLOSE_ONES)
        for topic in Topic
    },
    "as relative, all opened": _member(Role.RELATIVE, *Topic),
}
