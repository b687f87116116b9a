"""The addresses of the service as Django resolves them, with their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One address: its name with the room before it (`people:circle`), how it is written, its parameters."""

    name: str
    written: str
    parameters: tuple[str, ...]


def addresses() -> list[Address]:
    """Every address of the service, in the order they are tried. An address without a name is named ''."""
    return list(_walk(get_resolver().url_patterns, "", "", ()))


def _walk(patterns: list[Any], written: str, room: str, parameters: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        here = written + str(pattern.pattern)
        taken = (*parameters, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{room}{pattern.namespace}:" if pattern.namespace else room
            yield from _walk(pattern.url_patterns, here, inner, taken)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{room}{pattern.name}" if pattern.name else "", "/" + here, taken)
