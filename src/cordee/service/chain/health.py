"""`/health/engine`: 200 only after a cycle that ended since it was asked. `/metrics`: what Prometheus reads."""

from __future__ import annotations

import hmac
import os
import time
from collections.abc import Callable
from threading import Lock

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cordee.service.chain.engine import is_turning
from cordee.service.chain.models import EngineBeat

PATIENCE = 10.0
_STEP = 0.25
_LOOPBACK = frozenset({"127.0.0.1", "::1"})
_one_waits = Lock()


def _wait_a_little() -> bool:
    time.sleep(_STEP)
    return True


def has_turned(wait: Callable[[], bool]) -> bool:
    """Whether an engine ends a cycle after this call, while `wait` returns True. What an engine wrote before says only
    that it turned then."""
    before = _cycles()
    while wait():
        if any(count > before.get(engine, 0) for engine, count in _cycles().items()):
            return True
    return False


def _cycles() -> dict[str, int]:
    return dict(EngineBeat.objects.filter(finished_at__isnull=False).values_list("engine", "cycles"))


def engine_health(wait: Callable[[], bool] | None = None) -> HttpResponse:
    """200 `turning` or 503 `stopped`. One asks and waits at a time: others are told at once by the newest cycle, so
    that nobody can keep every thread of the server waiting."""
    until = time.monotonic() + PATIENCE
    try:
        if _one_waits.acquire(blocking=False):
            try:
                turning = has_turned(wait or (lambda: time.monotonic() < until and _wait_a_little()))
            finally:
                _one_waits.release()
        else:
            turning = is_turning(timezone.now())
    except DatabaseError:
        turning = False
    return _plain("turning\n" if turning else "stopped\n", 200 if turning else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers, for whoever holds `CORDEE_METRICS_TOKEN` (as a bearer) or asks from this machine without a proxy."""
    if not _may_read(request):
        return _plain("not found\n", 404)
    from prometheus_client import CONTENT_TYPE_LATEST

    from cordee.service.chain.measures import exposition

    try:
        body = exposition(timezone.now())
    except DatabaseError:
        return _plain("the database does not answer\n", 503)
    return HttpResponse(body, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _may_read(request: HttpRequest) -> bool:
    token = os.environ.get("CORDEE_METRICS_TOKEN", "")
    said = request.headers.get("Authorization", "")
    if token and hmac.compare_digest(said.encode(), f"Bearer {token}".encode()):
        return True
    forwarded = any(name in request.headers for name in ("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded"))
    return not forwarded and request.META.get("REMOTE_ADDR") in _LOOPBACK


def _plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(
        words, status=status, content_type="text/plain", headers={"Cache-Control": "no-store"}
    )
