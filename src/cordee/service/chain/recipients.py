"""Who is meant by a rung, for many alerts at once: five queries however many alerts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from uuid import UUID

from cordee.service.chain.channels.environment import has_mail
from cordee.service.chain.contacts import FAILING_AFTER
from cordee.service.chain.ladder import IN_APP, Rung, Who
from cordee.service.chain.models import Absence, Alert, ChannelState, ContactPoint, Shift
from cordee.service.people.models import Account, Membership
from cordee.service.people.roles import PROFESSIONALS, Role
from cordee.service.people.standing import open_at

DOWN_AFTER = 3
"""A channel that failed so often in a row is taken for down, and gone around."""
_MOST_SUBSTITUTES = 5


class Recipients:
    """Answers for a batch of alerts at one time. Closed accounts are nobody; who is away is their substitute."""

    def __init__(self, alerts: Iterable[Alert], at: datetime) -> None:
        people = {alert.person_id for alert in alerts}
        teams = {alert.team_id for alert in alerts}
        self._circle: dict[UUID, list[tuple[Role, Account]]] = defaultdict(list)
        members = Membership.objects.filter(
            open_at(at), person__in=people, role__in=[role.value for role in PROFESSIONALS]
        ).select_related("account")
        for member in members.order_by("starts_at", "id"):
            self._circle[member.person_id].append((Role(member.role), member.account))
        self._teams: dict[UUID, list[Account]] = defaultdict(list)
        for account in Account.objects.filter(team__in=teams, is_active=True).order_by("id"):
            if account.team_id is not None:
                self._teams[account.team_id].append(account)
        self._on_call: dict[str, list[Account]] = defaultdict(list)
        shifts = Shift.objects.filter(rota__team__in=teams, starts_at__lte=at, ends_at__gt=at)
        overridden: set[str] = set()
        for shift in shifts.select_related("account").order_by("rota", "-override", "starts_at", "id"):
            rota = str(shift.rota_id)
            if shift.override:
                overridden.add(rota)
            if shift.override or rota not in overridden:
                self._on_call[rota].append(shift.account)
        self._away: dict[UUID, Account | None] = {
            absence.account_id: absence.substitute
            for absence in Absence.objects.filter(starts_at__lte=at, ends_at__gt=at).select_related(
                "substitute"
            )
        }
        self._by_id: dict[str, Account] = {
            str(account.id): account for accounts in self._teams.values() for account in accounts
        }
        self._ways: dict[UUID, set[str]] | None = None
        self._failing: set[tuple[UUID, str]] = set()

    @cached_property
    def _down(self) -> set[str]:
        failing = ChannelState.objects.filter(failures__gte=DOWN_AFTER)
        return set(failing.values_list("channel", flat=True))

    def names(self) -> dict[str, str]:
        """The names of everybody of these circles and teams, by id."""
        around = [account for circle in self._circle.values() for _, account in circle]
        return {str(a.id): a.full_name for a in [*around, *self._by_id.values()]}

    def of(self, alert: Alert, rung: Rung) -> list[Account]:
        """The accounts of a rung, each once, in the order of the rung."""
        found: dict[UUID, Account] = {}
        for who in rung.who:
            for account in self._named(alert, who):
                present = self._present(account)
                if present is not None:
                    found.setdefault(present.id, present)
        return list(found.values())

    def whole_team(self, alert: Alert) -> list[Account]:
        """Everybody of the team whose account is open, away or not: the last resort."""
        return self._teams[alert.team_id]

    def channels(self, account: Account, asked: Iterable[str]) -> list[str]:
        """Which of the asked channels reach the account. When some of them are down, or fail at its own addresses, every
        other way it has is added."""
        if self._ways is None:
            self._ways = defaultdict(set)
            everybody = [a.id for accounts in self._teams.values() for a in accounts]
            everybody += [a.id for circle in self._circle.values() for _, a in circle]
            named, working = set(), set()
            for point in ContactPoint.objects.filter(account__in=everybody):
                named.add(point.account_id)
                if point.broken_at is None:
                    self._ways[point.account_id].add(point.channel)
                    if point.failures < FAILING_AFTER:
                        working.add((point.account_id, point.channel))
            self._failing = {
                (account, channel)
                for account, channels in self._ways.items()
                for channel in channels
                if (account, channel) not in working
            }
            if has_mail():  # who has named no way is written to at the address they sign in with
                for account_id in set(everybody) - named:
                    self._ways[account_id].add("email")
        ways = self._ways[account.id] | {IN_APP}
        wanted = [channel for channel in asked if channel in ways]
        down = self._down | {channel for owner, channel in self._failing if owner == account.id}
        if down.intersection(wanted) or not set(wanted) - {IN_APP}:
            wanted += sorted(ways - set(wanted))
        return wanted

    def _named(self, alert: Alert, who: Who) -> list[Account]:
        circle = self._circle[alert.person_id]
        if who.kind == "coordinator":
            return [account for role, account in circle if role is Role.COORDINATOR]
        if who.kind == "role":
            return [account for role, account in circle if role == who.ref]
        if who.kind == "rota":
            return self._on_call[who.ref]
        if who.kind == "team":
            return self._teams[alert.team_id]
        named = self._by_id.get(who.ref)
        return [named] if named else []

    def _present(self, account: Account) -> Account | None:
        seen: set[UUID] = set()
        here: Account | None = account
        while here is not None and here.id in self._away and len(seen) < _MOST_SUBSTITUTES:
            if here.id in seen:
                return None
            seen.add(here.id)
            here = self._away[here.id]
        if here is None or not here.is_active or here.id in self._away:
            return None
        return here
