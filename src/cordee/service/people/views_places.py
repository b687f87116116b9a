"""'Where I am signed in': the places, ending one or all others, and the newest sign-ins."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cordee.service.people.places import end_places, places_of, sign_ins_of
from cordee.service.people.request import SignedIn, own_frame, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def places(request: SignedIn) -> HttpResponse:
    """The list; by POST, `place` (an id) or `others` is signed out. The place one is in ends by 'Sign out'."""
    here = request.session.session_key
    if request.method == "POST":
        chosen = _id(request.POST.get("place", ""))
        if chosen is None and "others" not in request.POST:
            return redirect("people:places")
        ended = end_places(account=request.user, at=request.at, only=chosen, but=here)
        if ended:
            said = ngettext("%(n)s place is signed out.", "%(n)s places are signed out.", ended)
            messages.success(request, said % {"n": ended})
        else:
            messages.info(request, _("Nothing was left to sign out."))
        return redirect("people:places")
    found = [(place, place.session_key == here) for place in places_of(request.user, request.at)]
    context = {
        "frame": own_frame(request),
        "devices": found,
        "others": any(not is_here for _place, is_here in found),
        "sign_ins": sign_ins_of(request.user),
    }
    return render(request, "people/places.html", context)


def _id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
