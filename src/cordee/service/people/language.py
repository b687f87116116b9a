"""The language of the page: the reader's own choice, else the browser's, else French."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation


def language_of(request: HttpRequest) -> str:
    """`fr` or `en`: what the account chose, what this browser chose before, what the browser asks for."""
    chosen = getattr(request.user, "language", "") or request.COOKIES.get("language", "")
    if chosen in ("fr", "en"):
        return chosen
    asked = request.headers.get("Accept-Language", "")
    for part in asked.split(","):
        tongue = part.split(";")[0].strip().lower()[:2]
        if tongue in ("fr", "en"):
            return tongue
    return "fr"


class LanguageOfTheReader:
    """Activates the language for the request and says it in `Content-Language`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "fr")
            return response
