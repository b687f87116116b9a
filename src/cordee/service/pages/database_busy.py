"""When the database is locked or gone: a clear page instead of a fault, and nothing half done."""

from __future__ import annotations

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from cordee.service.pages.errors import busy


class DatabaseBusy:
    """Turns an `OperationalError` into 503. Every action is one transaction, so what was under way is not half there.

    Stands first of the middlewares, so that it also catches what sessions and sign-in ask of the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Called by tests without Django's own conversion of faults into responses.
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError):
            return busy(request.method or "GET")

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What a view could not do because of the database."""
        if isinstance(exception, OperationalError | InterfaceError):
            return busy(request.method or "GET")
        return None
