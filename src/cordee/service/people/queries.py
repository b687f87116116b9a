"""Reading: a circle as its pages show it, the coordination as a rope, notices, the access log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cordee.service.people.models import (
    AccessEntry,
    Account,
    HandoverOffer,
    Invitation,
    Membership,
    Notice,
    Person,
)
from cordee.service.people.roles import CLOSE_ONES, PROFESSIONALS, Role, Topic
from cordee.service.people.rope import Knot, State, handed_over
from cordee.service.people.standing import open_at


@dataclass(frozen=True)
class Member:
    """Somebody of a circle with every role they hold now, the coordinator's first."""

    account: Account
    held: tuple[Membership, ...]

    @property
    def coordinates(self) -> bool:
        """Whether they coordinate."""
        return any(membership.role == Role.COORDINATOR for membership in self.held)

    @property
    def is_professional(self) -> bool:
        """Whether one of the roles is a professional's."""
        return any(membership.role in PROFESSIONALS for membership in self.held)

    @property
    def since(self) -> datetime:
        """Since when the oldest of the roles is held."""
        return min(membership.starts_at for membership in self.held)


_ORDER = {role: place for place, role in enumerate(Role)}


def circle_of(person: Person, at: datetime) -> list[Member]:
    """Who is around the person at `at`: the coordinator, then the professionals, then those close, then the person."""
    found = Membership.objects.filter(open_at(at), person=person).select_related("account__team")
    by_account: dict[Account, list[Membership]] = {}
    for membership in sorted(found, key=lambda held: _ORDER[Role(held.role)]):
        by_account.setdefault(membership.account, []).append(membership)
    members = [
        Member(account, tuple(sorted(held, key=lambda one: one.role != Role.COORDINATOR)))
        for account, held in by_account.items()
    ]
    return sorted(members, key=lambda member: (not member.coordinates, not member.is_professional))


def coordination(person: Person, offer: HandoverOffer | None) -> list[Knot]:
    """The rope of who coordinated the care, who does, and who is asked to."""
    held = Membership.objects.filter(person=person, role=Role.COORDINATOR).order_by("starts_at")
    knots = [
        (one.account.full_name, timezone.localdate(one.starts_at)) for one in held.select_related("account")
    ]
    asked = (offer.to.full_name, timezone.localdate(offer.offered_at)) if offer else None
    words = {State.PAST: _("from"), State.HELD: _("holds the rope since"), State.NEXT: _("asked on")}
    return [replace(knot, words=words[knot.state]) for knot in handed_over(knots[-4:], asked)]


def open_offer(person: Person) -> HandoverOffer | None:
    """The offer to coordinate that waits for an answer."""
    return HandoverOffer.objects.filter(person=person, answer="").select_related("to", "offered_by").first()


def open_invitations(person: Person, at: datetime) -> QuerySet[Invitation]:
    """Invitations whose link still serves, the newest first."""
    waiting = Invitation.objects.filter(person=person, used_at=None, withdrawn_at=None, expires_at__gt=at)
    return waiting.select_related("invited_by").order_by("-invited_at")


@dataclass(frozen=True)
class Opened:
    """A close one and what the person has opened to them."""

    membership: Membership
    topics: tuple[Topic, ...]


def close_ones(person: Person, at: datetime) -> list[Opened]:
    """Those close to the person, with the topics opened to each."""
    found = (
        Membership.objects.filter(open_at(at), person=person, role__in=CLOSE_ONES)
        .select_related("account")
        .prefetch_related("shared")
        .order_by("starts_at")
    )
    return [Opened(one, tuple(Topic(row.topic) for row in one.shared.all())) for one in found]


def may_take_over(person: Person, by: Account, at: datetime) -> QuerySet[Account]:
    """The active professionals of the circle who could coordinate, `by` left out."""
    roles = PROFESSIONALS - {Role.COORDINATOR}
    held = Membership.objects.filter(open_at(at), person=person, role__in=roles).values("account")
    return Account.objects.filter(pk__in=held, is_active=True).exclude(pk=by.pk).order_by("full_name")


def is_professional(account: Account, at: datetime) -> bool:
    """Whether the account works in a care team or holds a professional's role with anybody at `at`."""
    if account.team_id is not None:
        return True
    return Membership.objects.filter(open_at(at), account=account, role__in=PROFESSIONALS).exists()


def notices_of(account: Account) -> QuerySet[Notice]:
    """An account's notices, the newest first."""
    return Notice.objects.filter(account=account).select_related("person").order_by("-at", "-id")


def unread(account: Account) -> int:
    """How many notices wait to be read."""
    return Notice.objects.filter(account=account, read_at__isnull=True).count()


def access_log_of(person: Person) -> QuerySet[AccessEntry]:
    """A person's access log, the newest first."""
    return AccessEntry.objects.filter(person=person).order_by("-number")


def roles_then(person: Person, entries: Iterable[AccessEntry]) -> dict[int, list[str]]:
    """What each entry's account was to the person at that time, as role labels by entry number."""
    shown = list(entries)
    held = list(
        Membership.objects.filter(
            Q(account__in={entry.account_id for entry in shown if entry.account_id}), person=person
        )
    )
    return {
        entry.number: [
            one.get_role_display()
            for one in held
            if one.account_id == entry.account_id and one.is_open(entry.at)
        ]
        for entry in shown
    }
