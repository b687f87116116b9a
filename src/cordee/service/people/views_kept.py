"""After signing in again: what was typed, to be sent as it was meant."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordee.service.people.kept_text import kept_for, let_go
from cordee.service.people.request import SignedIn, own_frame, signed_in

_SHORT = 60


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def kept(request: SignedIn) -> HttpResponse:
    """The form that came too late, its long texts to be read and changed; by POST it is let go."""
    found = kept_for(request, request.user, request.at)
    if found is None:
        return redirect("/")
    row, fields = found
    if request.method == "POST":
        let_go(request.user, str(row.pk))
        messages.info(request, _("What you had typed is gone."))
        return redirect("/")
    long = [
        (name, value)
        for name, value in fields
        if len(value) > _SHORT or "\n" in value or " " in value.strip()
    ]
    context = {
        "frame": own_frame(request),
        "row": row,
        "long": long,
        "others": [field for field in fields if field not in long],
    }
    return render(request, "people/kept.html", context)
