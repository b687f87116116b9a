"""Pages for what goes wrong. They say what to do, hold no personal data, and need no database."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from cordee.service.pages.frame import STYLE_SHEETS

_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
RETRY_SECONDS = 10
"""After how long the page 'busy' asks again by itself. Our choice: long enough for a lock to pass."""


def error_page(code: int, name: str = "") -> HttpResponse:
    """The page of one status, without the request: nothing about who asked or for what can enter it."""
    context = {"demo": settings.DEMO, "style_sheets": STYLE_SHEETS, "seconds": RETRY_SECONDS}
    return HttpResponse(render_to_string(f"errors/{name or code}.html", context), status=code)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the page was asked for in a way that can't be read; 413 when there was too much of it."""
    return error_page(413 if isinstance(exception, _TOO_MUCH) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403: a form that came from elsewhere, or whose page was too old."""
    return error_page(403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing there, or nothing that this reader may know of."""
    return error_page(404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault. When it was the database that did not answer, the page says so (503)."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return busy(request.method or "GET")
    return error_page(500)


def busy(method: str) -> HttpResponse:
    """503: the database is locked or gone. A page that was only read asks again by itself; a form is never sent twice."""
    response = error_page(503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    if method in ("GET", "HEAD"):
        response.headers["Refresh"] = str(RETRY_SECONDS)
    return response
