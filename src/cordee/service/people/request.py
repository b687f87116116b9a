"""A request of somebody signed in: who, and at what time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from cordee.service.people.models import Account

P = ParamSpec("P")


class SignedIn(HttpRequest):
    """What a view behind `signed_in` gets. `at` is the time of the request (aware), read once; `today`
    its calendar day in the service's time zone."""

    user: Account
    at: datetime
    today: date
    htmx: Any
    LANGUAGE_CODE: str


def signed_in(
    view: Callable[Concatenate[SignedIn, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Sends who is not signed in to the sign-in page; types the request for who is."""
    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", login_required(cast(Any, view)))
