"""The clinician's pages: Today, People, and a person's page with the climb."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cordee.service.pages.climb import climb_of
from cordee.service.pages.my_people import people_followed, search_people
from cordee.service.pages.recent import recent_of
from cordee.service.people.access import access_person
from cordee.service.people.permissions import Permission
from cordee.service.people.queries import is_professional
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.people.worklist import Urgency, rows_for
from cordee.service.plans.queries import open_tasks, plan_header

PEOPLE_A_PAGE = 40


@require_safe
@signed_in
def today(request: SignedIn) -> HttpResponse:
    """The worklist: red first; who, since when, who holds it, one action."""
    if not is_professional(request.user, request.at):
        return redirect("pages:my")
    rows = rows_for(request.user, request.at)
    groups = [(urgency, [row for row in rows if row.urgency is urgency]) for urgency in Urgency]
    context = {"groups": [(u, found) for u, found in groups if found], "waits": len(rows)}
    return render(request, "pages/today.html", context)


_SEARCH = "people.search"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def people(request: SignedIn) -> HttpResponse:
    """The people this account follows, searched by name, number, coordinator and cancer.

    What is searched for is somebody's name: it is sent in the body and kept in the session, never in the address.
    """
    if not is_professional(request.user, request.at):
        return redirect("pages:my")
    if request.method == "POST":
        request.session[_SEARCH] = request.POST.get("q", "").strip()[:100]
        return redirect("pages:people")
    asked = str(request.session.get(_SEARCH, ""))
    mine = people_followed(request.user, request.at)
    found = search_people(mine, asked) if asked else mine
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/people.html", {"page": page, "asked": asked})


@require_safe
@signed_in
def person(request: SignedIn, person_id: UUID) -> HttpResponse:
    """A person's page: the climb, and beside it what changed, what is open, how the plan stands."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.SEE_PERSON, at=request.at)
    may = where.permissions
    context = {"person": where.person, "standing": where, "tab": "climb"}
    if Permission.SEE_RECORD in may:
        context |= {"climb": climb_of(where.person, request.today), "recent": recent_of(where.person)}
    if Permission.SEE_PLAN in may:
        context |= {"plan": plan_header(where.person, request.today), "tasks": open_tasks(where.person)[:5]}
    return render(request, "pages/person.html", context)
