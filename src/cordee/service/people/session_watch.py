"""Sessions end: after a time without use, and some hours after signing in, however much they are used."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from cordee.service.people.browsers import give_mark
from cordee.service.people.models import Account, SignIn
from cordee.service.people.places import seen_now

BEGAN, SEEN = "began", "seen"
_COARSE = 300
"""Seconds: how often the use of a session is written down. A write on every request would make every reading one."""


class SessionWatch:
    """Signs out a session that has ended (`SESSION_IDLE_SECONDS`, `SESSION_COOKIE_AGE`) before anything else looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.get(SEEN) is not None:
            self._watch(request)
        response = self.get_response(request)
        give_mark(request, response)
        return response

    def _watch(self, request: HttpRequest) -> None:
        now = int(request.at.timestamp())  # type: ignore[attr-defined]
        seen, began = int(request.session[SEEN]), int(request.session.get(BEGAN, now))
        idle = now - seen >= min(settings.SESSION_IDLE_SECONDS, settings.SESSION_COOKIE_AGE)
        if idle or now - began >= settings.SESSION_COOKIE_AGE:
            request.signed_out_by = SignIn.What.IDLE if idle else SignIn.What.TIME  # type: ignore[attr-defined]
            logout(request)
        elif now - seen >= _COARSE and isinstance(request.user, Account) and request.user.is_authenticated:
            request.session[SEEN] = now
            seen_now(session_key=request.session.session_key or "", at=request.at)  # type: ignore[attr-defined]
