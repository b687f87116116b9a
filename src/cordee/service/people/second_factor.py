"""A second factor for professionals: who has none yet is led to setting one up before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cordee.service.people.models import Account
from cordee.service.people.queries import is_professional

_HAS_ONE = "second_factor"
_KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactor:
    """Leads a professional without a second factor to the page that sets one up (`SECOND_FACTOR_REQUIRED`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR_REQUIRED and self._lacks_one(request):
            return redirect("mfa_index")
        return self.get_response(request)

    def _lacks_one(self, request: HttpRequest) -> bool:
        user = request.user
        if not isinstance(user, Account) or request.session.get(_HAS_ONE) or _is_a_way_there(request.path):
            return False
        if Authenticator.objects.filter(user=user, type__in=_KINDS).exists():
            request.session[_HAS_ONE] = True
            return False
        return is_professional(user, request.at)  # type: ignore[attr-defined]


def _is_a_way_there(path: str) -> bool:
    ways = (reverse("mfa_index"), reverse("account_reauthenticate"), reverse("account_logout"))
    return path.startswith((*ways, reverse("people:language"), settings.STATIC_URL, "/health/"))


@receiver(authenticator_removed)
def _asked_again(request: HttpRequest, **_: Any) -> None:
    request.session.pop(_HAS_ONE, None)
