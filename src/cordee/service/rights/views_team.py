"""A copy of the record for a colleague elsewhere, made by a physician or the coordinator."""

from __future__ import annotations

import weakref
from typing import cast
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cordee.service.people.access import access_person, access_person_to_write
from cordee.service.people.permissions import Permission
from cordee.service.people.request import SignedIn, signed_in
from cordee.service.rights.actions import log_export
from cordee.service.rights.team_copy import copy_for_a_colleague


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def team_export(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Says what is in the copy; by POST, the copy. Its name names nobody."""
    door = access_person_to_write if request.method == "POST" else access_person
    where = door(user=request.user, person_id=person_id, need=Permission.EXPORT, at=request.at)
    if request.method != "POST":
        context = {"person": where.person, "standing": where, "tab": "record"}
        return render(request, "rights/team_export.html", context)
    log_export(person=where.person, by=request.user, at=request.at)
    copied = copy_for_a_colleague(where.person, request.today)
    name = f"cordee-{request.today:%Y-%m-%d}.zip"
    response = FileResponse(copied, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "no-store"
    weakref.finalize(response, copied.close)
    return cast(HttpResponse, response)
