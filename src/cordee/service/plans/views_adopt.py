"""Adopting the plan: what was chosen, a note, and an answer for each open task."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordee.plan import Plan
from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing
from cordee.service.plans.actions_adopt import adopt_plan
from cordee.service.plans.forms import AdoptForm, TaskAnswerForm
from cordee.service.plans.live import live_plan
from cordee.service.plans.queries import choices_of, doers_of, open_tasks, status_of
from cordee.service.plans.refusals import AdoptedMeanwhile, Refusal
from cordee.service.plans.views_plan import on_the_tab


@require_http_methods(["GET", "POST"])
@signed_in
def adopt(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The page before the decision, and the decision."""
    if request.method == "POST":
        where = access_person_to_write(
            user=request.user, person_id=person_id, need=Permission.DECIDE_PLAN, at=request.at
        )
        return _decided(request, where)
    where = access_person(user=request.user, person_id=person_id, need=Permission.DECIDE_PLAN, at=request.at)
    return _page(request, where)


def _decided(request: SignedIn, where: Standing) -> HttpResponse:
    form = AdoptForm(request.POST)
    people = doers_of(where.person, request.at)
    answers = [TaskAnswerForm(request.POST, task=t, people=people) for t in open_tasks(where.person)]
    sound = [form.is_valid(), *(answer.is_valid() for answer in answers)]
    if not all(sound):
        return _page(request, where, form=form, answers=answers, status=400)
    try:
        revision = adopt_plan(
            person=where.person,
            by=request.user,
            at=request.at,
            seen=form.seen,
            note=form.cleaned_data["note"],
            tasks=dict(answer.change for answer in answers),
        )
    except Refusal as refusal:
        return _page(request, where, form=form, answers=answers, refusal=refusal, status=409)
    messages.success(request, _("Revision %(number)d is adopted.") % {"number": revision.number})
    return redirect("plans:plan", person_id=where.person.id)


def _page(
    request: SignedIn,
    where: Standing,
    *,
    form: AdoptForm | None = None,
    answers: list[TaskAnswerForm] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    made = live_plan(where.person, request.today)
    if not isinstance(made, Plan):
        return redirect("plans:plan", person_id=where.person.id)
    standing = status_of(where.person)
    if answers is None:
        people = doers_of(where.person, request.at)
        answers = [TaskAnswerForm(task=t, people=people) for t in open_tasks(where.person)]
    seen = {
        "revision": standing.current.number if standing else 0,
        "facts_version": where.person.case_version,
        "knowledge_version": made.knowledge.version,
    }
    if form is None or isinstance(refusal, AdoptedMeanwhile):
        note = form.cleaned_data["note"] if form is not None else ""
        form = AdoptForm(initial={**seen, "note": note})
    choices = sorted(choices_of(where.person).values(), key=lambda c: c.decided_at)
    context = on_the_tab(
        where,
        plan=made,
        plan_status=standing,
        form=form,
        answers=answers,
        refusal=refusal.said() if refusal else "",
        chosen=[c for c in choices if c.kind == "adopt"],
        others=[c for c in choices if c.kind != "adopt"],
    )
    return render(request, "plans/adopt.html", context, status=status)
