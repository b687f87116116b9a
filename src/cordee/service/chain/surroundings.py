"""What the chain stands on, as invariants: engines that turn, channels that work, people who can be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from cordee.service.chain.engine import TURNING_WITHIN, is_turning
from cordee.service.chain.invariants import invariant
from cordee.service.chain.ladder import Hours
from cordee.service.chain.models import (
    Alert,
    ChannelState,
    ContactPoint,
    EngineBeat,
    EscalationPolicy,
    Rota,
    Shift,
)
from cordee.service.chain.working_hours import spans_from
from cordee.service.people.models import Account, Membership, Person, Team
from cordee.service.people.roles import Role
from cordee.service.people.standing import open_at

CHANNEL_DOWN = timedelta(minutes=5)
ROTA_AHEAD = timedelta(days=3)


@invariant
def engine_not_turning(at: datetime) -> Iterable[str]:
    """No engine has finished a cycle of late."""
    return [] if is_turning(at) else ["every engine"]


@invariant
def engine_stuck_in_a_cycle(at: datetime) -> Iterable[str]:
    """An engine that began a cycle and does not finish it, while it is not given up."""
    stuck = EngineBeat.objects.filter(
        Q(finished_at__isnull=True) | Q(finished_at__lt=F("started_at")),
        started_at__lt=at - TURNING_WITHIN,
        started_at__gt=at - timedelta(hours=1),
    )
    return stuck.values_list("engine", flat=True)


@invariant
def engine_clock_ahead(at: datetime) -> Iterable[str]:
    """An engine whose newest cycle lies in the future."""
    return EngineBeat.objects.filter(started_at__gt=at + timedelta(minutes=5)).values_list(
        "engine", flat=True
    )


@invariant
def channel_down(at: datetime) -> Iterable[str]:
    """A channel that has been failing for minutes."""
    return ChannelState.objects.filter(failing_since__lt=at - CHANNEL_DOWN).values_list("channel", flat=True)


@invariant
def coordinator_is_not_a_member(at: datetime) -> Iterable[str]:
    """The pointer to the coordinator leads to a membership that does not hold, or is somebody else's."""
    wrong = (
        ~Q(coordination__person=F("pk"))
        | ~Q(coordination__role=Role.COORDINATOR)
        | Q(coordination__ends_at__lte=at)
    )
    return (str(pk) for pk in Person.objects.filter(wrong).values_list("pk", flat=True)[:100])


@invariant
def coordinator_cannot_sign_in(at: datetime) -> Iterable[str]:
    """A coordinator whose account is closed."""
    closed = Person.objects.filter(died_on__isnull=True, coordination__account__is_active=False)
    return (str(pk) for pk in closed.values_list("pk", flat=True)[:100])


@invariant
def coordinator_unreachable(at: datetime) -> Iterable[str]:
    """A coordinator all of whose ways are broken, or have been failing for minutes: only the worklist is left."""
    points = ContactPoint.objects.filter(account=OuterRef("coordination__account"))
    people = Person.objects.filter(died_on__isnull=True).filter(
        Exists(points), ~Exists(points.filter(_not_failing(at), broken_at__isnull=True))
    )
    return (str(pk) for pk in people.values_list("pk", flat=True)[:100])


def _not_failing(at: datetime) -> Q:
    return Q(failing_since__isnull=True) | Q(failing_since__gte=at - CHANNEL_DOWN)


@invariant
def team_with_nobody(at: datetime) -> Iterable[str]:
    """A team that follows people, and nobody of it can sign in."""
    there = Account.objects.filter(team=OuterRef("pk"), is_active=True)
    teams = Team.objects.filter(people__died_on__isnull=True, people__isnull=False).filter(~Exists(there))
    return sorted({str(pk) for pk in teams.values_list("pk", flat=True)})


@invariant
def team_without_a_telephone(at: datetime) -> Iterable[str]:
    """A team that follows people and gives them no number to call."""
    teams = Team.objects.filter(phone_day="", phone_night="", people__isnull=False)
    return sorted({str(pk) for pk in teams.values_list("pk", flat=True)})


@invariant
def rota_without_a_turn(at: datetime) -> Iterable[str]:
    """A rota that a policy names, and nobody is on call for some time of the next days at which the team is not there
    either: a rota of nights and weekends is whole."""
    from cordee.service.chain.policy import ladders_of_teams

    named: dict[str, Hours] = {}
    teams = EscalationPolicy.objects.filter(current=True).values_list("team_id", flat=True)
    for ladders in ladders_of_teams(teams).values():
        for rung in (*ladders.red, *ladders.amber):
            named |= {who.ref: ladders.hours for who in rung.who if who.kind == "rota"}
    there = {str(rota.pk): rota.team for rota in Rota.objects.select_related("team")}
    empty = {rota for rota in named.keys() & there if _has_a_gap(rota, at, named[rota], there[rota])}
    return sorted(empty | (named.keys() - there))


def _has_a_gap(rota: str, at: datetime, hours: Hours, team: Team) -> bool:
    shifts = Shift.objects.filter(
        rota=UUID(rota), ends_at__gt=at, starts_at__lt=at + ROTA_AHEAD, account__is_active=True
    )
    covered = at
    for starts, ends in shifts.order_by("starts_at").values_list("starts_at", "ends_at"):
        if starts > _there_until(covered, hours, team):
            return True
        covered = max(covered, ends)
    return _there_until(covered, hours, team) < at + ROTA_AHEAD


def _there_until(moment: datetime, hours: Hours, team: Team) -> datetime:
    """Until when the team is there from `moment` on without a break; `moment` itself when it is not there."""
    until = moment
    for start, end in spans_from(moment, hours, team.time_zone, team.country, ROTA_AHEAD):
        if start > until:
            break
        until = max(until, end)
    return until


@invariant
def offered_to_a_stranger(at: datetime) -> Iterable[str]:
    """An alert offered to somebody who is in no circle of the person's and in no team of theirs."""
    member = Membership.objects.filter(open_at(at), person=OuterRef("person"), account=OuterRef("offered_to"))
    offered = Alert.objects.filter(closed_at__isnull=True, offered_to__isnull=False)
    lost = offered.filter(~Exists(member)).exclude(offered_to__team=F("team"))
    return (str(pk) for pk in lost.values_list("pk", flat=True)[:100])


@invariant
def access_log_broken(at: datetime) -> Iterable[str]:
    """The log of who looked at what no longer adds up (the newest entries; `cordee doctor` checks all)."""
    from cordee.service.people.access_log import digest
    from cordee.service.people.models import AccessEntry

    # By id alone: asked for the last hour as well, a quiet hour would have the whole log read for the five hundredth.
    newest = AccessEntry.objects.order_by("-id")[:500]
    since = at - timedelta(hours=1)
    return sorted(
        {str(entry.person_id) for entry in newest if entry.at > since and entry.hash != digest(entry)}
    )
