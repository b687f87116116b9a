"""The one data and cache folder, `CORDEE_HOME`."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """`CORDEE_HOME`, or the user's data folder when it is not set."""
    named = os.environ.get("CORDEE_HOME")
    if named:
        return Path(named)
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "cordee"


def cache_folder() -> Path:
    """Where what can be made again is kept."""
    return home() / "cache"
