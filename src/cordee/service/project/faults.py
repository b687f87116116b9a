"""What is answered when something broke: that we broke, or that the database does not answer."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from cordee.service.pages import errors


def broken(request: HttpRequest) -> HttpResponse:
    """503 when the database was the cause, wherever it was asked (sessions and sign-in ask before any view); else 500.

    Django calls this while the exception is being handled.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return errors.busy(request.method or "GET")
    return errors.broken(request)
