"""The root, which leads each to their place, and the page a browser keeps for when there is no connection."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cordee.service.pages.errors import error_page
from cordee.service.people.queries import is_professional
from cordee.service.people.request import SignedIn, signed_in


@require_safe
@signed_in
def root(request: SignedIn) -> HttpResponse:
    """A professional goes to Today, the person and those close to their own pages."""
    return redirect("pages:today" if is_professional(request.user, request.at) else "pages:my")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Said by the browser itself when the service can't be reached."""
    return error_page(200, "offline")
