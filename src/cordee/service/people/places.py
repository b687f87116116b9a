"""The places an account is signed in: begun, seen, ended; and the log of all that."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet

from cordee.service.people.browsers import mark_hash
from cordee.service.people.models import Account, Browser, SignedInPlace, SignIn
from cordee.service.people.notices import notify

KEPT_FOR = timedelta(days=365)
"""How long a line of the log of signing in is kept."""


def note(*, account: Account | None, what: SignIn.What, at: datetime, device: str = "") -> None:
    """One line of the log of signing in; lines of the same account that are a year old go."""
    if account is not None:
        SignIn.objects.filter(account=account, at__lt=at - KEPT_FOR).delete()
    SignIn.objects.create(account=account, what=what, at=at, device=device)


@transaction.atomic
def begin_place(*, account: Account, session_key: str, device: str, mark: str, at: datetime) -> None:
    """`account` has signed in. In a browser it was never in before (`mark`; '' for what is no browser) it is told so,
    unless this is its first of all."""
    alive = _alive(at)
    SignedInPlace.objects.filter(account=account).exclude(alive).delete()
    SignedInPlace.objects.update_or_create(
        session_key=session_key,
        defaults={"account": account, "device": device, "began_at": at, "seen_at": at},
    )
    note(account=account, what=SignIn.What.IN, at=at, device=device)
    if not mark:
        return
    first = not Browser.objects.filter(account=account).exists()
    _, is_new = Browser.objects.update_or_create(
        account=account,
        mark_hash=mark_hash(mark),
        defaults={"device": device, "last_at": at},
        create_defaults={"device": device, "first_at": at, "last_at": at},
    )
    if is_new and not first:
        notify(account=account, kind="people.new_browser", person=None, at=at, about={"device": device})


def seen_now(*, session_key: str, at: datetime) -> None:
    """The place is still in use."""
    SignedInPlace.objects.filter(session_key=session_key).update(seen_at=at)


def leave_place(*, account: Account | None, session_key: str | None, what: SignIn.What, at: datetime) -> None:
    """This place is signed out, by its own hand or by time."""
    place = SignedInPlace.objects.filter(session_key=session_key).first() if session_key else None
    if place is not None:
        place.delete()
    if account is not None:
        note(account=account, what=what, at=at, device=place.device if place else "")


@transaction.atomic
def end_places(*, account: Account, at: datetime, only: UUID | None = None, but: str | None = None) -> int:
    """Sign out places of `account`: the one named `only`, or all but the session `but`. Returns how many."""
    chosen = SignedInPlace.objects.filter(account=account).exclude(session_key=but or "")
    if only is not None:
        chosen = chosen.filter(pk=only)
    ended = list(chosen)
    Session.objects.filter(session_key__in=[place.session_key for place in ended]).delete()
    SignedInPlace.objects.filter(pk__in=[place.pk for place in ended]).delete()
    for place in ended:
        note(account=account, what=SignIn.What.ENDED, at=at, device=place.device)
    return len(ended)


def places_of(account: Account, at: datetime) -> QuerySet[SignedInPlace]:
    """Where `account` is signed in at `at`, the newest use first."""
    return SignedInPlace.objects.filter(_alive(at), account=account).order_by("-seen_at")


def sign_ins_of(account: Account, most: int = 20) -> QuerySet[SignIn]:
    """The newest lines of the account's log."""
    return SignIn.objects.filter(account=account).order_by("-at", "-pk")[:most]


def _alive(at: datetime) -> Q:
    return Q(
        began_at__gt=at - timedelta(seconds=settings.SESSION_COOKIE_AGE),
        seen_at__gt=at - timedelta(seconds=settings.SESSION_IDLE_SECONDS),
    )
