"""Pages for those who belong to a care team, about nobody in particular."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse

from cordee.service.people.request import SignedIn, signed_in

P = ParamSpec("P")


def team_only(
    view: Callable[Concatenate[SignedIn, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Like `signed_in`, and 404 for an account that belongs to no care team."""

    @wraps(view)
    def of_a_team(request: SignedIn, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_professional:
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(cast("Callable[Concatenate[SignedIn, P], HttpResponse]", of_a_team))
