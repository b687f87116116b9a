"""The record as the person, and those close to whom it is opened, read it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cordee.service.people.access import access_person
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.record.plainly.page import my_record


@require_GET
@signed_in
def mine(request: SignedIn, person_id: UUID) -> HttpResponse:
    """What is recorded, in everyday words; what is not known is said as such."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.SEE_RECORD, at=request.at)
    context = {
        "person": where.person,
        "standing": where,
        "tab": "record",
        "self": where.person.account_id == request.user.pk,
        "page": my_record(where, request.today),
    }
    return render(request, "record/my_record.html", context)
