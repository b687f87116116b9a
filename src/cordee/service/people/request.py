"""A request of somebody signed in: who, at what time, and in the place made for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from cordee.service.people.access import log_look
from cordee.service.people.kept_text import keep_text, let_go
from cordee.service.people.models import Account
from cordee.service.people.queries import is_professional
from cordee.service.people.standing import standing_in_request

P = ParamSpec("P")
_TAKEN = frozenset({302, 303})
_SHOWS_NOTHING = frozenset({301, 302, 303, 304, 307, 308, 404, 405})


class SignedIn(HttpRequest):
    """What a view behind `signed_in` gets. `at` is the time of the request (aware), read once; `today`
    its calendar day in the service's time zone."""

    user: Account
    at: datetime
    today: date
    htmx: Any
    LANGUAGE_CODE: str


def own_frame(request: SignedIn) -> str:
    """The frame of pages about the account itself: professionals keep their rail; for others they stand alone."""
    return "frame/clinician.html" if is_professional(request.user, request.at) else "frame/bare.html"


def signed_in(
    view: Callable[Concatenate[SignedIn, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Sends who is not signed in to the sign-in page; types the request for who is. What was typed is kept meanwhile.

    Under /p/ only professionals pass, under /my/ only the person and those close: others get 404, as strangers do.
    A page about a person that was shown without a row in their access log gets one (`access.log_look`).
    """

    @wraps(view)
    def in_their_place(request: SignedIn, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person_id = kwargs.get("person_id")
        if person_id is not None:
            where = standing_in_request(request.user, cast(Any, person_id), request.at)
            place = request.path_info.split("/", 2)[1]
            if where is None or (place, True) in (
                ("p", not where.as_professional),
                ("my", not where.as_close),
            ):
                raise Http404
        response = view(request, *args, **kwargs)
        if person_id is not None and response.status_code not in _SHOWS_NOTHING:
            log_look(request.user, request.at)
        if request.method == "POST" and response.status_code in _TAKEN and "kept" in request.POST:
            let_go(request.user, request.POST["kept"])
        return response

    @wraps(view)
    def who_is_signed_in(request: SignedIn, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return in_their_place(request, *args, **kwargs)
        if request.method == "POST" and keep_text(request, request.at):
            return redirect_to_login(reverse("people:kept"))
        return redirect_to_login(request.get_full_path())

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", who_is_signed_in)
