"""Moving a record in time, so that a story written for one day ends today."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

WRITTEN_FOR = date(2026, 11, 20)
"""The day the examples were written for (`examples/README.md`)."""

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(T.*)?")
_MONTH = re.compile(r"\d{4}-\d{2}")
_CODES = frozenset({"code", "system", "url", "display", "text", "id", "reference", "value", "version"})
"""Keys whose values are never dates, though a code may look like one."""


def moved(value: Any, by: timedelta) -> Any:
    """`value` (JSON) with every day and month in it moved by `by`. A year alone stays: it says no more than that."""
    if isinstance(value, dict):
        return {
            key: held if key in _CODES and isinstance(held, str) else moved(held, by)
            for key, held in value.items()
        }
    if isinstance(value, list):
        return [moved(item, by) for item in value]
    if isinstance(value, str):
        if found := _DAY.fullmatch(value):
            return (date.fromisoformat(found[1]) + by).isoformat() + (found[2] or "")
        if _MONTH.fullmatch(value):
            return (date.fromisoformat(f"{value}-15") + by).isoformat()[:7]
    return value
