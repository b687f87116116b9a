"""Giving tasks, doing them, closing them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Person, Verb
from cordee.service.people.permissions import GRANTS, Permission
from cordee.service.people.roles import Role
from cordee.service.people.sent_forms import made_before, remember
from cordee.service.people.standing import may
from cordee.service.plans.models import Task
from cordee.service.plans.refusals import NotOfTheCircle, ReasonMissing, TaskEnded

SENT_TWICE = timedelta(minutes=5)
"""Our choice: longer than an impatient second click, shorter than a second thought."""

TASK_ROLES: tuple[Role, ...] = tuple(role for role in Role if Permission.DO_TASKS in GRANTS[role])
"""The roles that tasks can be given to."""


@transaction.atomic
def give_task(
    *,
    person: Person,
    what: str,
    by_when: date,
    by: Account,
    at: datetime,
    to_account: Account | None = None,
    to_role: Role | None = None,
    once: str = "",
) -> Task:
    """A new task, for an account of the circle or for whoever holds a role: one of the two. The same form sent twice
    (by its key `once`, or the same words within `SENT_TWICE`) is one task.

    Raises NotOfTheCircle when that account, or nobody in that role, may do tasks. Writes one access-log row.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    made = made_before(by, once)
    if made is not None:
        return Task.objects.get(pk=made)
    same = Task.objects.filter(
        person=person, what=what.strip(), by_when=by_when, created_by=by, for_account=to_account,
        for_role=to_role or "", done_at__isnull=True, closed_at__isnull=True,
        created_at__gt=at - SENT_TWICE, created_at__lte=at,
    ).first()  # fmt: skip
    if same is not None:
        return same
    task = new_task(
        person=person, what=what, by_when=by_when, by=by, at=at, to_account=to_account, to_role=to_role
    )
    remember(by, once, made=task.pk, at=at)
    _log(task, "give_task", by, at)
    return task


def new_task(
    *,
    person: Person,
    what: str,
    by_when: date,
    by: Account,
    at: datetime,
    to_account: Account | None = None,
    to_role: Role | None = None,
) -> Task:
    """`give_task` without its log row, for an action that writes its own."""
    if to_account is not None and not may(to_account, Permission.DO_TASKS, person, at):
        raise NotOfTheCircle
    if to_role is not None and to_role not in TASK_ROLES:
        raise NotOfTheCircle
    return Task.objects.create(
        person=person,
        what=what.strip(),
        by_when=by_when,
        for_account=to_account,
        for_role=to_role or "",
        created_at=at,
        created_by=by,
    )


@transaction.atomic
def finish_task(*, person: Person, task_id: UUID, by: Account, at: datetime) -> Task:
    """Say that a task is done. Raises Task.DoesNotExist, TaskEnded. Writes one access-log row."""
    task = _open_task(person, task_id)
    task.done_at, task.done_by = at, by
    task.save(update_fields=["done_at", "done_by"])
    _log(task, "finish_task", by, at)
    return task


@transaction.atomic
def close_task(*, person: Person, task_id: UUID, why: str, by: Account, at: datetime) -> Task:
    """Close a task that will not be done, saying why. Raises Task.DoesNotExist, TaskEnded, ReasonMissing."""
    if not why.strip():
        raise ReasonMissing
    task = _open_task(person, task_id)
    end_task(task, why, by, at)
    _log(task, "close_task", by, at)
    return task


def end_task(task: Task, why: str, by: Account, at: datetime) -> None:
    """Close `task` in the caller's transaction."""
    task.closed_at, task.closed_by, task.closed_why = at, by, why.strip()
    task.save(update_fields=["closed_at", "closed_by", "closed_why"])


def _open_task(person: Person, task_id: UUID) -> Task:
    task = Task.objects.select_for_update(of=("self",), no_key=True).get(person=person, id=task_id)
    if not task.is_open:
        raise TaskEnded
    return task


def _log(task: Task, what: str, by: Account, at: datetime) -> None:
    log_access(person=task.person, by=by, verb=Verb.WRITE, what=what, at=at, about={"task": str(task.id)})
