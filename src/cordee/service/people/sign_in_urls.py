"""The addresses of signing in: allauth's, without those of ways this service does not offer, by two methods only."""

from __future__ import annotations

from allauth.urls import urlpatterns as offered
from django.urls import URLPattern, URLResolver
from django.views.decorators.http import require_http_methods

_NOT_OFFERED = {"account_confirm_login_code", "account_signup_by_passkey"}
_by_page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def _ours(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    kept: list[URLPattern | URLResolver] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            pattern.url_patterns[:] = _ours(pattern.url_patterns)
            kept.append(pattern)
        elif pattern.name is not None and pattern.name not in _NOT_OFFERED:
            pattern.callback = _by_page_or_form(pattern.callback)
            kept.append(pattern)
    return kept


urlpatterns: list[URLPattern | URLResolver] = _ours(list(offered))
