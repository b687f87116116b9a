"""What is written when somebody signs in, fails to, or signs out; and when a way of signing in changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from cordee.service.people.browsers import device_words, mark_of, new_mark
from cordee.service.people.models import Account, SignIn
from cordee.service.people.places import begin_place, end_places, leave_place, note
from cordee.service.people.session_watch import BEGAN, SEEN


def _at(request: HttpRequest | None) -> datetime:
    found = getattr(request, "at", None)
    return found if isinstance(found, datetime) else timezone.now()


@receiver(user_logged_in)
def _came_in(request: HttpRequest, user: Account, **_: Any) -> None:
    at = _at(request)
    request.session[BEGAN] = request.session[SEEN] = int(at.timestamp())
    is_browser = "REQUEST_METHOD" in request.META
    mark = (mark_of(request) or new_mark(request)) if is_browser else ""
    begin_place(
        account=user,
        session_key=request.session.session_key or "",
        device=device_words(request),
        mark=mark,
        at=at,
    )


@receiver(user_login_failed)
def _could_not(
    request: HttpRequest | None = None, credentials: dict[str, Any] | None = None, **_: Any
) -> None:
    typed = str((credentials or {}).get("email") or (credentials or {}).get("username") or "")
    account = Account.objects.filter(email=typed.strip().lower()).first() if "\0" not in typed else None
    device = device_words(request) if request is not None else ""
    note(account=account, what=SignIn.What.FAILED, at=_at(request), device=device)


@receiver(authentication_failed)
def _code_was_wrong(request: HttpRequest, user: Account, reauthentication: bool = False, **_: Any) -> None:
    """Somebody knows the password: its holder should see it. Of who is signed in already, it says nothing new."""
    if not reauthentication:
        note(account=user, what=SignIn.What.CODE, at=_at(request), device=device_words(request))


@receiver(user_logged_out)
def _went(request: HttpRequest, user: Account | None, **_: Any) -> None:
    what = getattr(request, "signed_out_by", SignIn.What.OUT)
    leave_place(account=user, session_key=request.session.session_key, what=what, at=_at(request))


@receiver([password_changed, password_set, password_reset, authenticator_added, authenticator_removed])
def _others_end(request: HttpRequest, user: Account, **_: Any) -> None:
    """Whoever else is signed in has to show that they know the new way."""
    here = request.session.session_key if request.user == user else None
    end_places(account=user, at=_at(request), but=here)
