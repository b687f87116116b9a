"""The record's page and its history."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.record.fact_words import SECTIONS
from cordee.service.record.history import history_of, mark_seen
from cordee.service.record.kinds import KINDS
from cordee.service.record.queries import record_page


def number_in(said: str) -> int:
    """A count as an address or a form gives it; 0 for what is none."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else 0


@require_GET
@signed_in
def record(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Everything that is recorded, by kind of fact."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.SEE_RECORD, at=request.at)
    section = request.GET.get("kind", "")
    start = number_in(request.GET.get("from", ""))
    page = record_page(where.person, request.today, section if section in SECTIONS else "", start)
    may_write = Permission.WRITE_RECORD in where.permissions
    kinds = [kind for kind in KINDS.values() if kind.offered] if may_write else []
    context = {"person": where.person, "standing": where, "tab": "record", "page": page, "kinds": kinds}
    context["page_kind"] = section if section in SECTIONS else ""
    return render(request, "record/record.html", context)


@require_GET
@signed_in
def history(request: SignedIn, person_id: UUID) -> HttpResponse:
    """What changed, by whom, since the reader's last visit and before."""
    where = access_person(user=request.user, person_id=person_id, need=Permission.SEE_RECORD, at=request.at)
    asked = request.GET.get("before", "")
    before = (
        min(int(asked), where.person.facts_version + 1) if asked.isdecimal() and len(asked) < 10 else None
    )
    found = history_of(where.person, request.user, request.today, before)
    context = {
        "person": where.person,
        "standing": where,
        "tab": "history",
        "history": found,
        "before": before,
    }
    return render(request, "record/history.html", context)


@require_POST
@signed_in
def seen(request: SignedIn, person_id: UUID) -> HttpResponse:
    """The reader says that they have read so far."""
    where = access_person_to_write(
        user=request.user, person_id=person_id, need=Permission.SEE_RECORD, at=request.at
    )
    said = number_in(request.POST.get("facts_version", ""))
    if said:
        mark_seen(person=where.person, by=request.user, facts_version=said, at=request.at)
    return redirect("record:history", where.person.id)
