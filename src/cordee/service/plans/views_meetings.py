"""What is waiting for a meeting."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cordee.service.people.access_log_many import log_list
from cordee.service.people.request import SignedIn
from cordee.service.plans.queries import to_discuss
from cordee.service.plans.team_only import team_only


@require_http_methods(["GET"])
@team_only
def meetings(request: SignedIn) -> HttpResponse:
    """Options marked to be discussed, person by person, of the people in whose circle I am; each of their logs tells of it."""
    marked = groupby(to_discuss(request.user, request.at), key=lambda choice: choice.person)
    people = [(person, list(choices)) for person, choices in marked]
    log_list(people=[person for person, _ in people], by=request.user, what="see_meeting_list", at=request.at)
    return render(request, "plans/meetings.html", {"place": "meetings", "people": people})
