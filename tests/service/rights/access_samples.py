"""Real objects for the addresses of this room, for the matrix of who may what."""

from __future__ import annotations

from cordee.service.rights.actions import ask_erasure
from tests.service.conftest import NOW, Circle


def samples(circle: Circle) -> dict[str, dict[str, object]]:
    """A request of the person's that waits."""
    request = ask_erasure(person=circle.person, by=circle.ines, why="", at=NOW)
    return {"rights:withdraw": {"request_id": request.id}}
