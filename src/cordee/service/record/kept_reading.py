"""Readings kept beside the resources they come from: a check-in asks for the case, and reading it anew is the longest part.

What is kept stands only where a reading made now would be the same. The day of reading matters to the reader in two ways:
a date that lies after it is a fault, and who would be too old by its year has no birth date. So a reading with any fault is
not kept, and one that is serves later days of the same year.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

import msgspec

import cordee
from cordee.case.reading import Reading
from cordee.service.record.models import KeptReading

ROOMS = ("case", "fhir", "files", "terms")
"""Whose code and data a reading follows from."""


def keep_reading(person_id: UUID, case_version: int, on: date, reading: Reading) -> None:
    """Keep it in place of the former; a reading with faults is not kept. The caller has locked the person's row."""
    if reading.faults:
        return
    values = {
        "case_version": case_version,
        "on": on,
        "reader": mark_of_reader(),
        "body": msgspec.msgpack.encode(reading),
    }
    KeptReading.objects.update_or_create(person_id=person_id, defaults=values)


def kept_reading(person_id: UUID, case_version: int, on: date) -> Reading | None:
    """What is kept and still stands on that day, else None. One query."""
    row = (
        KeptReading.objects.filter(person=person_id)
        .values_list("case_version", "on", "reader", "body")
        .first()
    )
    if row is None:
        return None
    version, kept_on, reader, body = row
    if (
        version != case_version
        or reader != mark_of_reader()
        or not kept_on <= on <= date(kept_on.year, 12, 31)
    ):
        return None
    with suppress(msgspec.MsgspecError):
        return msgspec.msgpack.decode(body, type=Reading)
    return None


@cache
def mark_of_reader() -> str:
    """Another whenever code or data changed from which a reading follows."""
    package = Path(cordee.__file__).parent
    digest = hashlib.blake2b(msgspec.__version__.encode(), digest_size=12)
    for room in ROOMS:
        for path in sorted((package / room).rglob("*")):
            if path.suffix in (".py", ".yaml"):
                digest.update(f"\0{path.relative_to(package)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
