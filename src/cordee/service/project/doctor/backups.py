"""Backups: there is one, and it is not old."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cordee.files.home import home
from cordee.service.project.demo.place import is_marked
from cordee.service.project.doctor.finding import Finding, ill, unknown, well
from cordee.terms.words import Words

OLDEST = timedelta(hours=36)
SUFFIX = ".cordee-backup"


def backups_folder() -> Path:
    """Where `cordee backup` writes when nothing else is said: `CORDEE_BACKUPS`, else a folder in CORDEE_HOME."""
    return Path(os.environ.get("CORDEE_BACKUPS") or home() / "backups")


def backups() -> Iterator[Finding]:
    """The age of the newest backup in the folder of backups."""
    if is_marked(home()):
        return
    to_do = Words(
        fr="cordee backup, chaque jour, par exemple avec cron.",
        en="cordee backup, every day, with cron for one.",
    )
    try:
        times = [file.stat().st_mtime for file in backups_folder().glob(f"*{SUFFIX}")]
    except OSError:
        yield unknown("sauvegardes : dossier illisible", "backups: the folder can't be read", to_do)
        return
    if not times:
        yield ill("aucune sauvegarde", "no backup", to_do)
        return
    age = datetime.now(UTC) - datetime.fromtimestamp(max(times), UTC)
    hours = int(age.total_seconds() // 3600)
    if age > OLDEST:
        yield ill(f"la dernière sauvegarde a {hours} h", f"the latest backup is {hours} h old", to_do)
    else:
        yield well(f"dernière sauvegarde il y a {hours} h", f"latest backup {hours} h ago")
