"""`!` in front of a value: not this one."""

from __future__ import annotations

from typing import Any


def unsigned(value: Any) -> tuple[Any, bool]:
    """The value without its sign, and whether it had one. Only a text can have it."""
    if isinstance(value, str) and value.strip().startswith("!"):
        return value.strip()[1:].strip(), True
    return (value.strip() if isinstance(value, str) else value), False
