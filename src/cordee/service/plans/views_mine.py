"""The person's own plan, in their voice: never more than the paper says."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cordee.case import Case
from cordee.plan import Plan
from cordee.plan.document import Document
from cordee.plan.render import climb_svg
from cordee.plan.voices import document_for
from cordee.service.people.access import access_person
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.plans.live import live_plan, planned_case
from cordee.service.plans.paper import pdf_of, reader_language
from cordee.service.plans.templatetags.plan_blocks import section_as
from cordee.terms import load_terms


@require_http_methods(["GET"])
@signed_in
def my_plan(request: SignedIn, person_id: UUID) -> HttpResponse:
    """'My plan', or why there is none yet."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.SEE_PLAN, at=request.at)
    context = {"person": where.person, "standing": where, "tab": "plan"}
    made = live_plan(where.person, request.today)
    if not isinstance(made, Plan):
        return render(request, "plans/my_closed.html", {**context, "closed": made})
    case = planned_case(where.person, request.today)
    document = document_for(made, case, "person")
    context |= {"document": document, "sections": _sections(document, case, request)}
    return render(request, "plans/my_plan.html", context)


def _sections(document: Document, case: Case, request: SignedIn) -> list[tuple[object, str]]:
    picture = climb_svg(case, load_terms(), request.today, reader_language(), audience="person")
    return [(section, section_as(section, climb=picture, person=True)) for section in document.sections]


@require_http_methods(["GET"])
@signed_in
def my_plan_pdf(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The same on paper."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.SEE_PLAN, at=request.at)
    made = live_plan(where.person, request.today)
    if not isinstance(made, Plan):
        return redirect("plans:my_plan", person_id=person_id)
    return pdf_of(made, planned_case(where.person, request.today), "person", request.today)
