"""Making the demo's database: tables, people, their story. Called by `cordee demo`."""

from __future__ import annotations

import os
from pathlib import Path

from cordee.service.project.demo.place import mark_loaded, prepare


def prepared(folder: Path, *, reset: bool) -> bool:
    """Make the demo in `folder` when there is none yet (or with `reset`); whether it was made.

    From here on this process and its children are a demo (`CORDEE_DEMO=1`). A folder whose tables are older than the
    code is made again: the demo holds nothing that would be missed.
    """
    os.environ["CORDEE_HOME"] = str(folder)
    os.environ["CORDEE_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordee.service.project.settings")
    new = prepare(folder, reset=reset)
    import django

    django.setup()
    from cordee.service.project.running.migrations import missing_migrations

    if not new and missing_migrations():
        _close()
        new = prepare(folder, reset=True)
    (folder / "static").mkdir(exist_ok=True)
    if new:
        _fill()
        mark_loaded(folder)
    _close()
    return new


def _fill() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from cordee.service.project.demo.load import load

    with connection.cursor() as cursor:
        # Invented people alone are at stake: a demo cut off halfway is made again, so the disk need not be waited for.
        cursor.execute("PRAGMA synchronous=OFF")
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    load(timezone.now())


def _close() -> None:
    from django.db import connections

    connections.close_all()
