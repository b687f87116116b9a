"""The case as the record held it at an earlier version of its facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from cordee.case import Case
from cordee.service.people.models import Person
from cordee.service.record.current import read_bundle
from cordee.service.record.models import Resource


def case_then(person: Person, facts_version: int, on: date) -> Case:
    """The case of the facts up to `facts_version`, read on `on`. Raises BadInput as the record's reader does."""
    rows = (
        Resource.objects.filter(person=person, facts_version__lte=facts_version)
        .order_by("facts_version", "version")
        .only("type", "logical_id", "withdrawn", "body")
    )
    standing: dict[tuple[str, str], dict[str, Any] | None] = {}
    for row in rows.iterator(chunk_size=500):
        key = (row.type, row.logical_id)
        standing.pop(key, None)
        standing[key] = None if row.withdrawn else row.body
    entries = [{"resource": body} for body in standing.values() if body is not None]
    return read_bundle({"resourceType": "Bundle", "type": "collection", "entry": entries}, on).case
