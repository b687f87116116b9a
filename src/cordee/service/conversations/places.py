"""The same conversation in two places: the team's page of a person, and the person's own."""

from __future__ import annotations

from typing import Any

from cordee.service.people.standing import Standing

_NAMES = ("threads", "new", "thread", "questions")


def address_name(name: str, *, as_professional: bool) -> str:
    """The name of an address in the reader's place."""
    return f"conversations:{name}" if as_professional else f"conversations:my_{name}"


def frame(where: Standing, **context: Any) -> dict[str, Any]:
    """The team's frame for professionals, the person's for the person and those close, and the names of addresses."""
    team = where.as_professional
    return {
        "frame": "frame/person.html" if team else "frame/my.html",
        "person": where.person,
        "standing": where,
        "tab": "conversations" if team else "questions",
        "to": {name: address_name(name, as_professional=team) for name in _NAMES},
        **context,
    }
