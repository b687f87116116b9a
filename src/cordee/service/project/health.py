"""`/health/live`: the process answers. `/health/ready`: it can work: the database answers, its tables are of this code.
`/health/engine`: an engine of the alerts ended a cycle just now. `/metrics`: the chain in numbers."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

LIVE = "/health/live"
READY = "/health/ready"
ENGINE = "/health/engine"
METRICS = "/metrics"


class Health:
    """Answers these addresses before anything else: no session, no host name, no redirect to HTTPS.

    200 or 503, with one word; nothing in it tells of people, versions or places.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.tables_known = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == LIVE:
            return _said("live", 200)
        if request.path == READY:
            why = self._not_ready()
            return _said(why or "ready", 503 if why else 200)
        if request.path in (ENGINE, METRICS):
            from cordee.service.chain.health import engine_health, metrics

            return metrics(request) if request.path == METRICS else engine_health()
        return self.get_response(request)

    def _not_ready(self) -> str | None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
                cursor.fetchone()
            if not self.tables_known:
                from cordee.service.project.running.migrations import missing_migrations

                if missing_migrations():
                    return "migrations"
                self.tables_known = True  # they only ever advance while this process runs
        except DatabaseError:
            return "database"
        return None


def _said(word: str, status: int) -> HttpResponse:
    return HttpResponse(
        word + "\n", status=status, content_type="text/plain", headers={"Cache-Control": "no-store"}
    )
