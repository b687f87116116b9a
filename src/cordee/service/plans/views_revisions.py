"""The revisions of a plan: which there are, what changed between any two, and each as it was adopted."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cordee.files.fault import BadInput
from cordee.plan import Plan
from cordee.plan.diff import Change, compare
from cordee.plan.document import Section
from cordee.plan.voices import document_for
from cordee.service.people.access import access_person
from cordee.service.people.models import Person
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.plans.live import planned_case
from cordee.service.plans.models import Revision, TaskDecision
from cordee.service.plans.queries import chosen_of, revisions_of
from cordee.service.plans.views_plan import on_the_tab

LEFT_OUT = ("climb", "options", "sources")
"""What a revision's page leaves to the PDF and the comparison: the first page stays light."""


@require_http_methods(["GET"])
@signed_in
def revisions(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Every revision; with `from` and `to` (numbers), what changed between the two."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.SEE_PLAN, at=request.at)
    rows = revisions_of(where.person)
    numbers = [row.number for row in rows]
    before, after = (_number(request.GET.get(name, ""), numbers) for name in ("from", "to"))
    if before is None and after is None and len(numbers) > 1:
        before, after = numbers[1], numbers[0]
    context = on_the_tab(where, revisions=rows, before=before, after=after)
    if before is not None and after is not None:
        context["changes"] = _between(where.person, before, after)
    return render(request, "plans/revisions.html", context)


def _number(said: str, numbers: list[int]) -> int | None:
    return int(said) if said.isdecimal() and len(said) < 9 and int(said) in numbers else None


def _between(person: Person, before: int, after: int) -> tuple[Change, ...] | None:
    """What changed, or None when a revision can't be read any more."""
    found = {r.number: r for r in Revision.objects.filter(person=person, number__in=(before, after))}
    then, now = _plan_of(found[before]), _plan_of(found[after])
    return compare(then, now) if then is not None and now is not None else None


def _plan_of(revision: Revision) -> Plan | None:
    try:
        return revision.plan()
    except (BadInput, ValueError):
        return None


@require_http_methods(["GET"])
@signed_in
def revision(request: SignedIn, person_id: UUID, number: int) -> HttpResponse:
    """One revision as it was adopted."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.SEE_PLAN, at=request.at)
    row = Revision.objects.filter(person=where.person, number=number).select_related("adopted_by").first()
    if row is None:
        raise Http404
    frozen = _plan_of(row)
    sections: tuple[Section, ...] = ()
    if frozen is not None:
        try:
            document = document_for(frozen, planned_case(where.person, request.today), "clinician")
        except BadInput:
            return redirect("plans:plan", person_id=person_id)
        sections = tuple(s for s in document.sections if s.id not in LEFT_OUT)
    decisions = TaskDecision.objects.filter(revision=row).select_related("task__for_account", "became")
    context = on_the_tab(
        where,
        revision=row,
        chosen=chosen_of(row),
        decisions=list(decisions),
        sections=sections,
        readable=frozen is not None,
    )
    return render(request, "plans/revision.html", context)
