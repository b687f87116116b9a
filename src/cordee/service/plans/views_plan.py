"""The clinician's plan tab: the live plan, its lines in full, its sources, its PDF."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cordee.plan import Plan
from cordee.service.people.access import access_person
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.standing import Standing
from cordee.service.plans.live import live_plan, planned_case
from cordee.service.plans.paper import pdf_of
from cordee.service.plans.queries import changes_of, choices_of, open_tasks, status_of
from cordee.service.plans.shown import plan_shown


def on_the_tab(where: Standing, **more: Any) -> dict[str, Any]:
    """What every page below the plan tab shows in its frame."""
    return {
        "person": where.person,
        "standing": where,
        "tab": "plan",
        "may_decide": Permission.DECIDE_PLAN in where.permissions,
        "may_do_tasks": Permission.DO_TASKS in where.permissions,
        **more,
    }


def _door(request: SignedIn, person_id: UUID) -> Standing:
    return access_person(user=request.user, person_id=person_id, need=Permission.SEE_PLAN, at=request.at)


@require_http_methods(["GET"])
@signed_in
def plan(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The live plan, or why there is none; what was adopted; what changed since."""
    where = _door(request, person_id)
    status = status_of(where.person)
    made = live_plan(where.person, request.today)
    context = on_the_tab(
        where,
        status=status,
        changes=changes_of(status) if status else [],
        tasks=open_tasks(where.person),
    )
    if not isinstance(made, Plan):
        return render(request, "plans/closed.html", {**context, "closed": made})
    choices = choices_of(where.person)
    shown = plan_shown(made, planned_case(where.person, request.today), choices)
    context |= {
        "plan": made,
        "shown": shown,
        "adopted": [c for c in choices.values() if c.kind == "adopt"],
        "not_reviewed": made.knowledge.reviewed < made.knowledge.entries,
    }
    return render(request, "plans/plan.html", context)


@require_http_methods(["GET"])
@signed_in
def more(request: SignedIn, person_id: UUID, group: str) -> HttpResponse:
    """The lines of one group: a page of its own, or the list alone for a page that opens it."""
    where = _door(request, person_id)
    made = live_plan(where.person, request.today)
    if not isinstance(made, Plan):
        return redirect("plans:plan", person_id=person_id)
    shown = plan_shown(made, planned_case(where.person, request.today), choices_of(where.person))
    found = next((g for g in shown.groups if g.slug == group), None)
    if found is None:
        return redirect("plans:plan", person_id=person_id)
    page = "plans/_lines.html" if request.htmx else "plans/more.html"
    return render(request, page, on_the_tab(where, group=found))


@require_http_methods(["GET"])
@signed_in
def sources(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The sources that the plan's numbers name."""
    where = _door(request, person_id)
    made = live_plan(where.person, request.today)
    if not isinstance(made, Plan):
        return redirect("plans:plan", person_id=person_id)
    shown = plan_shown(made, planned_case(where.person, request.today), {})
    listed = shown.sources.blocks[0] if shown.sources else None
    links = {source.id: source.url for source in made.sources if source.url}
    items = listed.items if listed is not None and hasattr(listed, "items") else ()
    rows = [
        (n, item.text, links.get(item.text.basis[0].partition(":")[2])) for n, item in enumerate(items, 1)
    ]
    return render(request, "plans/sources.html", on_the_tab(where, rows=rows))


@require_http_methods(["GET"])
@signed_in
def plan_pdf(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The clinician's plan on paper."""
    where = _door(request, person_id)
    made = live_plan(where.person, request.today)
    if not isinstance(made, Plan):
        return redirect("plans:plan", person_id=person_id)
    return pdf_of(made, planned_case(where.person, request.today), "clinician", request.today)
