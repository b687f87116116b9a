"""Reading adopted plans, choices and tasks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.db.models import Exists, OuterRef, Q

from cordee.plan.diff import Change
from cordee.service.people.models import Account, Membership, Person
from cordee.service.people.permissions import Permission
from cordee.service.people.standing import held, open_at, people_with
from cordee.service.plans.models import Choice, ChoiceKind, PlanStatus, Reason, Revision, Task
from cordee.terms import Words

OPEN_TASK = Q(done_at__isnull=True, closed_at__isnull=True)


@dataclass(frozen=True)
class PlanHeader:
    """What a page's header says of the plan: the standing revision, and whether to look again, since when and why."""

    number: int
    adopted_at: datetime
    adopted_by: str
    look_again_since: datetime | None
    look_again_because: str
    changes: int

    @property
    def to_look_again(self) -> bool:
        """Whether something changed the plan's verdicts since it was adopted."""
        return self.look_again_since is not None


def plan_header(person: Person, on: date) -> PlanHeader | None:
    """The header of one person's plan; None when none was adopted. One query. `on` is the day of the page."""
    return plan_headers([person.pk]).get(person.pk)


def plan_headers(people: Iterable[Any]) -> dict[Any, PlanHeader]:
    """The same for many people, by their ids, in one query."""
    rows = (
        PlanStatus.objects.filter(person_id__in=list(people))
        .select_related("current__adopted_by")
        .defer("current__body", "current__chosen", "current__note")
    )
    return {
        row.person_id: PlanHeader(
            number=row.current.number,
            adopted_at=row.current.adopted_at,
            adopted_by=row.current.adopted_by.full_name,
            look_again_since=row.look_again_since,
            look_again_because=str(Reason(row.look_again_because).label) if row.look_again_because else "",
            changes=len(row.changes),
        )
        for row in rows
    }


def plans_to_look_at(account: Account, at: datetime) -> list[PlanStatus]:
    """Plans to be looked at again, of people whose circle `account` is in and may see the plan of; the oldest first."""
    rows = PlanStatus.objects.filter(
        look_again_since__isnull=False, person__in=people_with(account, Permission.SEE_PLAN, at)
    )
    return list(rows.select_related("person", "current").defer("current__body").order_by("look_again_since"))


def status_of(person: Person) -> PlanStatus | None:
    """Which revision stands, with who adopted it; None when none was adopted."""
    return (
        PlanStatus.objects.filter(person=person)
        .select_related("current__adopted_by")
        .defer("current__body")
        .first()
    )


def changes_of(status: PlanStatus) -> list[Change]:
    """What changed since the standing revision was adopted."""
    return msgspec.convert(status.changes, list[Change])


def revisions_of(person: Person) -> list[Revision]:
    """Every revision, the newest first, without its plan."""
    return list(Revision.objects.filter(person=person).select_related("adopted_by").defer("body"))


def choices_of(person: Person) -> dict[str, Choice]:
    """The choice that stands about each option, by the option's id."""
    rows = Choice.objects.filter(person=person, ended_at__isnull=True).select_related("decided_by")
    return {choice.option_id: choice for choice in rows}


def tasks_of(person: Person) -> list[Task]:
    """Every task of a person: open ones first, by their day."""
    rows = Task.objects.filter(person=person).select_related(
        "for_account", "created_by", "done_by", "closed_by"
    )
    return sorted(
        rows, key=lambda t: (not t.is_open, t.by_when.toordinal() if t.is_open else -t.by_when.toordinal())
    )


def open_tasks(person: Person) -> list[Task]:
    """The open tasks of a person, by their day."""
    return list(Task.objects.filter(OPEN_TASK, person=person).select_related("for_account"))


def open_tasks_of(account: Account, at: datetime) -> list[Task]:
    """The open tasks of `account`, its own and those of the roles it holds, in the circles it is in at `at`; by day."""
    mine = Membership.objects.filter(
        open_at(at), account=account, person=OuterRef("person"), role=OuterRef("for_role")
    )
    rows = Task.objects.filter(OPEN_TASK, person__in=people_with(account, Permission.DO_TASKS, at))
    return list(rows.filter(Q(for_account=account) | Exists(mine)).select_related("person", "for_account"))


def to_discuss(account: Account, at: datetime) -> list[Choice]:
    """Options marked for the meeting, of people whose plan `account` may see; person by person, the oldest first."""
    rows = Choice.objects.filter(
        kind=ChoiceKind.DISCUSS,
        ended_at__isnull=True,
        person__in=people_with(account, Permission.SEE_PLAN, at),
    )
    return list(
        rows.select_related("person__coordination__account", "decided_by").order_by(
            "person__family_name", "person__given_name", "person_id", "decided_at"
        )
    )


def doers_of(person: Person, at: datetime) -> list[Account]:
    """Who in the circle may do tasks, by name."""
    found: dict[Any, list[Membership]] = {}
    for membership in (
        Membership.objects.filter(open_at(at), person=person)
        .select_related("account")
        .prefetch_related("shared")
    ):
        found.setdefault(membership.account_id, []).append(membership)
    able = [mine[0].account for mine in found.values() if Permission.DO_TASKS in held(mine)]
    return sorted(able, key=lambda account: account.full_name)


def chosen_of(revision: Revision) -> list[tuple[str, Words, str, str]]:
    """What was decided with a revision: the option's id and name, the kind of choice, why."""
    return [(c["option"], Words(**c["name"]), c["kind"], c["why"]) for c in revision.chosen]
