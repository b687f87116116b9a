"""The invitation a browser holds: followed from its link, kept in the session until it is accepted."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from cordee.service.people.models import Invitation

_KEPT = "invitation"


def keep_invitation(request: HttpRequest, invitation: Invitation) -> None:
    """Keep it for this browser."""
    request.session[_KEPT] = str(invitation.pk)


def invitation_in(request: HttpRequest) -> Invitation | None:
    """The invitation this browser holds, while it serves."""
    kept = request.session.get(_KEPT)
    if kept is None:
        return None
    found = Invitation.objects.filter(pk=kept).select_related("person", "invited_by").first()
    at = getattr(request, "at", None) or timezone.now()
    return found if found is not None and found.is_open(at) else None


def let_go(request: HttpRequest) -> None:
    """The browser no longer holds it."""
    request.session.pop(_KEPT, None)
