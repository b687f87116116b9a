"""The door of the API: whoever comes shows a key; what goes wrong is answered in FHIR."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from cordee.service.api.actions import count_call
from cordee.service.api.models import ApiToken, hash_of
from cordee.service.api.outcome import Refused, refusal
from cordee.service.people.request import SignedIn

P = ParamSpec("P")
Scope = str  # 'read' or 'write'


class WithToken(SignedIn):
    """A request of a hospital system: `token` is its key; there is no account."""

    token: ApiToken


def fhir_endpoint(
    *methods: str, scope: Scope = ""
) -> Callable[
    [Callable[Concatenate[WithToken, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """A view of the API for these methods. `scope` is what the key must permit; '' asks for no key.

    No cookie counts here, so there is nothing a foreign page could make a browser do.
    """

    def wrap(
        view: Callable[Concatenate[WithToken, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def behind_the_door(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            asked = cast(WithToken, request)
            try:
                if scope:
                    asked.token = _token(asked, scope)
                if request.method not in methods:
                    raise Refused(405, "not-supported", "This method does nothing here.")
                _refuse_other_formats(request)
                return view(asked, *args, **kwargs)
            except Refused as refused:
                response = refusal(refused)
                if refused.status == 405:
                    response["Allow"] = ", ".join(methods)
                return response
            except OperationalError:
                return refusal(
                    Refused(
                        503, "transient", "The database can't be reached. Nothing was written: send it again."
                    )
                )

        return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", behind_the_door)

    return wrap


def _token(request: WithToken, scope: Scope) -> ApiToken:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    found = None
    if kind.lower() == "bearer" and secret.strip():
        found = (
            ApiToken.objects.filter(hash=hash_of(secret.strip()), revoked_at__isnull=True)
            .select_related("team")
            .first()
        )
    if found is None:
        raise Refused(401, "login", "A key is needed: Authorization: Bearer …")
    if not count_call(token=found, at=request.at):
        raise Refused(429, "throttled", "Too many calls in a minute. Wait, then go on.")
    if not (found.may_write if scope == "write" else found.may_read):
        raise Refused(403, "forbidden", f"This key may not {scope}.")
    return found


def _refuse_other_formats(request: HttpRequest) -> None:
    accepted = request.headers.get("Accept", "*/*") or "*/*"
    if not any(kind in accepted for kind in ("json", "*/*", "application/*", "text/html")):
        raise Refused(406, "not-supported", "Only application/fhir+json is spoken here.")
    wanted = request.GET.get("_format", "json")
    if "json" not in wanted:
        raise Refused(406, "not-supported", "Only application/fhir+json is spoken here.")
