"""The policy that is current, and making the next version."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import transaction

from cordee.followup import Policy
from cordee.service.chain.ladder import DEFAULT, Ladders, read_ladders
from cordee.service.chain.models import EscalationPolicy
from cordee.service.people.models import Account, Team


class PolicyChanged(Exception):
    """Somebody else made a version meanwhile. `current` is its number."""

    def __init__(self, current: int) -> None:
        self.current = current
        super().__init__(f"version {current} is current by now")


def ladders_of_teams(teams: Iterable[UUID]) -> dict[UUID, Ladders]:
    """The current ladders by team; the default for a team that has none, or whose stored one can't be read: a broken
    policy must not silence an alert (the watchman reports it)."""
    ids = list(teams)
    found = dict.fromkeys(ids, DEFAULT)
    for policy in EscalationPolicy.objects.filter(team__in=ids, current=True):
        try:
            found[policy.team_id] = read_ladders(policy.ladders)
        except (ValueError, msgspec.ValidationError):
            continue
    return found


def ladders_of(team: Team) -> Ladders:
    """The current ladders of one team."""
    return ladders_of_teams([team.id])[team.id]


@transaction.atomic
def set_policy(
    *,
    team: Team,
    ladders: Ladders,
    by: Account | None,
    at: datetime,
    seen: int,
    why: str = "",
    rules: Policy | None = None,
) -> EscalationPolicy:
    """A new current version. `seen` is the version the writer had before them (0: none): raises `PolicyChanged` when
    another is current. Open alerts climb by the new one from their next step on. `rules`: how check-ins are judged;
    None leaves that as it was. It carries the number of the version it came with."""
    Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    current = EscalationPolicy.objects.filter(team=team, current=True).first()
    number = current.version if current else 0
    if number != seen:
        raise PolicyChanged(number)
    body = msgspec.to_builtins(ladders)
    read_ladders(body)
    kept = current.rules if current else {}
    if rules is not None:
        kept = msgspec.to_builtins(msgspec.structs.replace(rules, version=number + 1))
    EscalationPolicy.objects.filter(team=team, current=True).update(current=False)
    return EscalationPolicy.objects.create(
        team=team,
        version=number + 1,
        ladders=body,
        rules=kept,
        made_by=by,
        made_at=at,
        why=why,
    )
