"""Adopting the plan: a revision is frozen, and every open task is kept, changed or closed with it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cordee.plan import Plan
from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Person, Verb
from cordee.service.people.roles import Role
from cordee.service.plans.actions_tasks import end_task, new_task
from cordee.service.plans.live import live_plan
from cordee.service.plans.models import (
    Choice,
    ChoiceKind,
    PlanStatus,
    Revision,
    Task,
    TaskAnswer,
    TaskDecision,
)
from cordee.service.plans.refusals import AdoptedMeanwhile, NoPlan, NothingChosen, PlanMoved, TasksUnanswered


@dataclass(frozen=True)
class TaskChange:
    """What is to become of an open task. A change gives what differs; a close says why."""

    answer: TaskAnswer
    what: str = ""
    by_when: date | None = None
    to_account: Account | None = None
    to_role: Role | None = None
    why: str = ""


@dataclass(frozen=True)
class Seen:
    """What the page showed when the plan was adopted: the number of the standing revision (0: none), the version of the
    facts, and that of the knowledge."""

    revision: int
    facts_version: int
    knowledge_version: str


@transaction.atomic
def adopt_plan(
    *,
    person: Person,
    by: Account,
    at: datetime,
    seen: Seen,
    note: str = "",
    tasks: Mapping[UUID, TaskChange] | None = None,
) -> Revision:
    """Freeze the plan of now as the next revision, with the choices that stand.

    Raises AdoptedMeanwhile when somebody else adopted after `seen`, PlanMoved when facts or knowledge changed since,
    NoPlan, NothingChosen, TasksUnanswered. Writes one access-log row.
    """
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    newest = Revision.objects.filter(person=person).select_related("adopted_by").defer("body").first()
    if newest is not None and newest.number != seen.revision:
        raise AdoptedMeanwhile(newest)
    plan = live_plan(locked, localdate(at))
    if not isinstance(plan, Plan):
        raise NoPlan
    if (locked.case_version, plan.knowledge.version) != (seen.facts_version, seen.knowledge_version):
        raise PlanMoved
    chosen = list(Choice.objects.filter(person=person, ended_at__isnull=True).order_by("decided_at"))
    if not any(choice.kind == ChoiceKind.ADOPT for choice in chosen):
        raise NothingChosen
    revision = _freeze(locked, plan, chosen, number=seen.revision + 1, note=note, by=by, at=at)
    _answer_tasks(revision, tasks or {}, by, at)
    PlanStatus.objects.update_or_create(
        person=person,
        defaults={
            "current": revision,
            "look_again_since": None,
            "look_again_because": "",
            "changes": [],
            "checked_facts": revision.facts_version,
            "checked_knowledge": revision.knowledge_version,
        },
    )
    about = {"revision": str(revision.id), "number": revision.number}
    log_access(person=person, by=by, verb=Verb.WRITE, what="adopt_plan", at=at, about=about)
    return revision


def _freeze(
    person: Person, plan: Plan, chosen: list[Choice], *, number: int, note: str, by: Account, at: datetime
) -> Revision:
    content = msgspec.json.encode(plan, order="deterministic")
    return Revision.objects.create(
        person=person,
        number=number,
        on=plan.situation.on,
        body=zlib.compress(content, 9),
        digest=hashlib.sha256(content).hexdigest(),
        knowledge_version=plan.knowledge.version,
        facts_version=person.case_version,
        chosen=[
            {
                "option": c.option_id,
                "name": {"fr": c.name_fr, "en": c.name_en},
                "kind": c.kind,
                "why": c.why,
                "choice": str(c.id),
            }
            for c in chosen
        ],
        note=note.strip(),
        adopted_at=at,
        adopted_by=by,
    )


def _answer_tasks(revision: Revision, said: Mapping[UUID, TaskChange], by: Account, at: datetime) -> None:
    """Keep, change or close each task that is open; none is left out."""
    open_tasks = list(
        Task.objects.select_for_update(of=("self",), no_key=True).filter(
            person=revision.person, done_at__isnull=True, closed_at__isnull=True
        )
    )
    missing = tuple(task.what for task in open_tasks if not _complete(said.get(task.id)))
    if missing:
        raise TasksUnanswered(missing)
    for task in open_tasks:
        change, became = said[task.id], None
        if change.answer is TaskAnswer.CLOSE:
            end_task(task, change.why, by, at)
        elif change.answer is TaskAnswer.CHANGE:
            became = new_task(
                person=revision.person,
                what=change.what or task.what,
                by_when=change.by_when or task.by_when,
                to_account=change.to_account or (None if change.to_role is not None else task.for_account),
                to_role=change.to_role
                or (Role(task.for_role) if task.for_role and change.to_account is None else None),
                by=by,
                at=at,
            )
            end_task(task, _("Changed with revision %(number)d.") % {"number": revision.number}, by, at)
        TaskDecision.objects.create(revision=revision, task=task, answer=change.answer, became=became)


def _complete(change: TaskChange | None) -> bool:
    if change is None:
        return False
    if change.answer is TaskAnswer.CLOSE:
        return bool(change.why.strip())
    if change.answer is TaskAnswer.CHANGE:
        return bool(change.what.strip() or change.by_when or change.to_account or change.to_role)
    return True
