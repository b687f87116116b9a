"""What every page's frame needs: whether this is a demo, what waits, whether the engine of the alerts is turning."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cordee.service.people.models import Account
from cordee.service.people.outages import outage_at
from cordee.service.people.queries import unread
from cordee.service.people.worklist import red_rows

STYLE_SHEETS = tuple(
    f"cordee/{name}.css" for name in ("tokens", "base", "kit", "forms", "frames", "pictures", "pages")
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for the shared templates. `waiting` and `outage` are only asked for by frames that show them."""
    return {
        "demo": settings.DEMO,
        "style_sheets": STYLE_SHEETS,
        "waiting": SimpleLazyObject(lambda: _waiting(request)),
        "outage": SimpleLazyObject(lambda: _outage(request)),
        "own_team": SimpleLazyObject(lambda: getattr(getattr(request, "user", None), "team", None)),
    }


def _waiting(request: HttpRequest) -> dict[str, int]:
    """Counts for the rail: unread notices and red rows of the worklist."""
    user, at = getattr(request, "user", None), getattr(request, "at", None)
    if not isinstance(user, Account) or at is None:
        return {"notices": 0, "red": 0}
    return {"notices": unread(user), "red": red_rows(user, at) if user.is_professional else 0}


def _outage(request: HttpRequest) -> str:
    at = getattr(request, "at", None)
    return outage_at(at) if at is not None else ""
