"""The record as FHIR files: what stands now, and every version there ever was, written piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from cordee.service.people.models import Person
from cordee.service.record.current import current_bundle
from cordee.service.record.models import Resource


def current_json(person: Person) -> bytes:
    """The current facts as a `collection` Bundle."""
    return msgspec.json.format(msgspec.json.encode(current_bundle(person)), indent=1)


def history_json(person: Person) -> Iterator[bytes]:
    """Every version, oldest first, as a `history` Bundle: PUT for a version, DELETE for 'no longer stands'."""
    yield b'{"resourceType":"Bundle","type":"history","entry":['
    rows = Resource.objects.filter(person=person).order_by("facts_version", "type", "logical_id", "version")
    for number, row in enumerate(rows.iterator(chunk_size=500)):
        yield (b",\n" if number else b"\n") + msgspec.json.encode(_entry(row))
    yield b"]}\n"


def _entry(row: Resource) -> dict[str, Any]:
    when = row.recorded_at.isoformat()
    entry: dict[str, Any] = {
        "request": {"method": "DELETE" if row.withdrawn else "PUT", "url": row.ref},
        "response": {
            "status": "204" if row.withdrawn else "200",
            "lastModified": when,
            "etag": f'W/"{row.version}"',
        },
    }
    if row.withdrawn:
        return entry
    meta = {**(row.body.get("meta") or {}), "versionId": str(row.version), "lastUpdated": when}
    return {"resource": {**row.body, "meta": meta}, **entry}
