"""Real objects for the addresses of this room, for the matrix of who may what."""

from __future__ import annotations

from cordee.service.api.actions import create_token
from tests.service.conftest import NOW, Circle

SYSTEM = "urn:oid:1.2.3.4"


def samples(circle: Circle) -> dict[str, dict[str, object]]:
    """A key, the person, a type of resource: nobody who comes without the key gets at them."""
    token, _ = create_token(
        team=circle.team, name="Sample", identifier_system=SYSTEM, may_read=True, may_write=True, by=None, at=NOW
    )  # fmt: skip
    return {
        "api:revoke": {"token_id": token.id},
        "api:everything": {"patient_id": str(circle.person.id)},
        "api:resources": {"resource_type": "Observation"},
    }
