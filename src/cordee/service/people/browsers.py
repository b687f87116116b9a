"""Which browser this is: by the name it gives itself, and by a mark of ours in a cookie that opens nothing."""

from __future__ import annotations

import re
import secrets
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
_MARK = re.compile(r"[A-Za-z0-9_-]{43}\Z")
_YEAR = 365 * 24 * 3600


def device_words(request: HttpRequest) -> str:
    """'Firefox · Windows', by what the browser says of itself; '' when it says nothing known. Names need no language."""
    said = str(request.META.get("HTTP_USER_AGENT", ""))[:400]
    found = (next((name for sign, name in table if sign in said), "") for table in (_BROWSERS, _SYSTEMS))
    return " · ".join(filter(None, found))


def mark_of(request: HttpRequest) -> str:
    """The mark that the browser's cookie holds; '' when it holds none of ours."""
    said = request.COOKIES.get(settings.BROWSER_COOKIE_NAME, "")
    return said if _MARK.match(said) else ""


def mark_hash(mark: str) -> str:
    """What is stored of a mark."""
    return sha256(mark.encode()).hexdigest()


def new_mark(request: HttpRequest) -> str:
    """A mark for a browser that has none; `give_mark` puts it into the answer."""
    mark = secrets.token_urlsafe(32)
    request.new_browser_mark = mark  # type: ignore[attr-defined]
    return mark


def give_mark(request: HttpRequest, response: HttpResponse) -> None:
    """Set the cookie when this request has made a mark."""
    mark = getattr(request, "new_browser_mark", None)
    if mark:
        response.set_cookie(
            settings.BROWSER_COOKIE_NAME,
            mark,
            max_age=_YEAR,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
