"""'If a red came on Saturday at 03:00, who is told when': the same climbing as in earnest, and nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cordee.service.chain.escalate import climb
from cordee.service.chain.ladder import Ladders
from cordee.service.chain.models import Alert, EscalationPolicy, Level
from cordee.service.chain.models.alert import Happened
from cordee.service.chain.policy import ladders_of, set_policy
from cordee.service.people.models import Account, Team


@dataclass(frozen=True)
class Step:
    """One rung: at what time, which one (from 1), who is told over which channels. `passed`: rungs with nobody on them."""

    at: datetime
    number: int
    told: tuple[tuple[str, tuple[str, ...]], ...]
    passed: tuple[int, ...]
    again: bool


def who_is_told(
    team: Team, person_id: UUID | None, level: Level, at: datetime, ladders: Ladders | None = None
) -> list[Step]:
    """The steps of an alert that nobody takes, from `at` until the last rung comes round again. `ladders`: as if they
    were the team's. By the rotas, absences and circle as they are written now."""
    if ladders is None:
        return _climbed(team, person_id, level, at, ladders_of(team))
    with transaction.atomic():
        current = (
            EscalationPolicy.objects.filter(team=team, current=True).values_list("version", flat=True).first()
        )
        set_policy(team=team, ladders=ladders, by=None, at=at, seen=current or 0)
        steps = _climbed(team, person_id, level, at, ladders)
        transaction.set_rollback(True)
    return steps


def _climbed(team: Team, person_id: UUID | None, level: Level, at: datetime, ladders: Ladders) -> list[Step]:
    rungs = ladders.red if level == Level.RED else ladders.amber
    alert = Alert(  # type: ignore[misc]  # about nobody in particular: never stored
        person_id=person_id, team=team, cause="preview", level=level, opened_at=at, next_action_at=at
    )
    steps: list[Step] = []
    now: datetime | None = at
    while now is not None and len(steps) <= len(rungs):
        owed = climb([alert], now)
        passed = [event.about["step"] + 1 for event in owed.events if event.what == Happened.NOBODY]
        told = next((event for event in owed.events if event.what == Happened.ESCALATED), None)
        ways: dict[Account, list[str]] = {}
        for delivery in owed.deliveries.values():
            ways.setdefault(delivery.account, []).append(delivery.channel)
        number = told.about["step"] + 1 if told else len(rungs)
        when = datetime.fromisoformat(told.about["when"]) if told else now
        again = bool(steps) and steps[-1].number == number
        steps.append(
            Step(when, number, tuple((a.full_name, tuple(c)) for a, c in ways.items()), tuple(passed), again)
        )
        now = None if again or told is None else alert.next_action_at
    return steps
