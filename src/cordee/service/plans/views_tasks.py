"""The tasks of a person: give one, say that one is done, close one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing
from cordee.service.plans.actions_tasks import close_task, finish_task, give_task
from cordee.service.plans.forms import CloseForm, TaskForm
from cordee.service.plans.models import Task
from cordee.service.plans.queries import doers_of, tasks_of
from cordee.service.plans.refusals import Refusal, TaskEnded
from cordee.service.plans.views_plan import on_the_tab


def _door_to_write(request: SignedIn, person_id: UUID) -> Standing:
    return access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.DO_TASKS, at=request.at
    )


@require_http_methods(["GET", "POST"])
@signed_in
def tasks(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Every task, and a form for a new one."""
    if request.method != "POST":
        where = access_person(user=request.user, person_id=person_id, need=Permission.DO_TASKS, at=request.at)
        return _page(request, where)
    where = _door_to_write(request, person_id)
    form = TaskForm(request.POST, people=doers_of(where.person, request.at))
    if not form.is_valid():
        return _page(request, where, form=form, status=400)
    try:
        give_task(
            person=where.person,
            what=form.cleaned_data["what"],
            by_when=form.cleaned_data["by_when"],
            once=form.cleaned_data["once"],
            by=request.user,
            at=request.at,
            **form.to,
        )
    except Refusal as refusal:
        return _page(request, where, form=form, refusal=refusal.said(), status=409)
    messages.success(request, _("The task is given."))
    return redirect("plans:tasks", person_id=person_id)


@require_http_methods(["POST"])
@signed_in
def finish(request: SignedIn, person_id: UUID, task_id: UUID) -> HttpResponse:
    """Say that it is done."""
    where = _door_to_write(request, person_id)
    try:
        finish_task(person=where.person, task_id=task_id, by=request.user, at=request.at)
    except TaskEnded:
        if not Task.objects.filter(person=where.person, id=task_id, done_by=request.user).exists():
            return _page(request, where, refusal=TaskEnded().said(), status=409)
    except Task.DoesNotExist:
        raise Http404 from None
    except Refusal as refusal:
        return _page(request, where, refusal=refusal.said(), status=409)
    messages.success(request, _("Done. Thank you."))
    return redirect("plans:tasks", person_id=person_id)


@require_http_methods(["POST"])
@signed_in
def close(request: SignedIn, person_id: UUID, task_id: UUID) -> HttpResponse:
    """Close it, saying why."""
    where = _door_to_write(request, person_id)
    if not Task.objects.filter(person=where.person, id=task_id).exists():
        raise Http404
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, where, refusal=_("Say why, in a few words."), at_fault=task_id, status=400)
    try:
        close_task(
            person=where.person, task_id=task_id, why=form.cleaned_data["why"], by=request.user, at=request.at
        )
    except Refusal as refusal:
        return _page(request, where, refusal=refusal.said(), status=409)
    messages.success(request, _("The task is closed."))
    return redirect("plans:tasks", person_id=person_id)


def _page(
    request: SignedIn,
    where: Standing,
    *,
    form: TaskForm | None = None,
    refusal: str = "",
    at_fault: UUID | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = [(task, task.is_late(request.today)) for task in tasks_of(where.person)]
    context = on_the_tab(
        where,
        open_rows=[row for row in rows if row[0].is_open],
        ended=[task for task, _late in rows if not task.is_open],
        form=form or TaskForm(people=doers_of(where.person, request.at)),
        refusal=refusal,
        at_fault=at_fault,
    )
    return render(request, "plans/tasks.html", context, status=status)
