"""Whose line it is, without reading it all: the type of a resource and the person it is about."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import msgspec

from cordee.fhir.bundle import resources_of
from cordee.fhir.json_input import decode
from cordee.fhir.reader import READERS
from cordee.files.fault import BadInput

SHARED = "Medication"
"""The one type about nobody that a fact is read through: an entry of what was given may point to it."""
READ = frozenset({"Patient", "CarePlan", SHARED, "Bundle", *READERS} - {"CareTeam"})
"""Types that can bring a fact a cohort keeps. Any other is counted and not decoded: a cohort holds no team."""

_TYPE_FIRST = re.compile(rb'\s*\{\s*"resourceType"\s*:\s*"([A-Za-z0-9]{1,64})"')


class Whose(msgspec.Struct, frozen=True):
    """What a line is. `person` is the id that its reference ends with: empty when it names nobody by a reference."""

    type: str
    person: str = ""


class _Reference(msgspec.Struct):
    reference: str | None = None


class _Head(msgspec.Struct):
    """The few keys that say whose a resource is; msgspec passes over the others without building them."""

    resourceType: str
    id: str | None = None
    subject: _Reference | None = None
    patient: _Reference | None = None


_HEAD = msgspec.json.Decoder(_Head)


def whose(line: bytes, file: str, where: str) -> Whose:
    """Raises BadInput when the line is not a FHIR resource in JSON, or is a bundle of several people."""
    if line.startswith(b"\xef\xbb\xbf"):
        line = line[3:]
    first = _TYPE_FIRST.match(line)
    if first is not None and (type := first[1].decode()) not in READ:
        return Whose(type)
    try:
        head = _HEAD.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _slowly(line, file, where)
    if head.resourceType == "Bundle":
        return _slowly(line, file, where)
    if head.resourceType == "Patient":
        return Whose("Patient", head.id or "")
    about = head.subject or head.patient
    return Whose(head.resourceType, person_of(about.reference) if about and about.reference else "")


def person_of(reference: str) -> str:
    """The id at the end of a reference to a person, however it is written; empty when it is not one.

    `Patient/1`, `https://…/Patient/1/_history/2`, `urn:uuid:…`.
    """
    plain = reference.partition("/_history/")[0]
    if plain.startswith("urn:uuid:"):
        return plain[9:]
    kind, _, id = plain.rpartition("/")
    return id if kind == "Patient" or kind.endswith("/Patient") else ""


def key_of(person: str) -> bytes:
    """What the lines of one person have in common: 32 letters, whatever the id holds."""
    return hashlib.blake2b(person.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest().encode()


def _slowly(line: bytes, file: str, where: str) -> Whose:
    """A bundle, or a line whose head has an unusual shape: decoded whole, as the reader does."""
    document = decode(line, file, where)
    if isinstance(document, dict) and document.get("resourceType") == "Bundle":
        people = {
            r.id for r in resources_of(document, file, f"{where} ") if r.type == "Patient" and not r.holder
        }
        if len(people) != 1:
            raise BadInput.at(
                file,
                where,
                f"a bundle of {len(people)} people.",
                "Expected one person, or one resource a line.",
            )
        return Whose("Bundle", people.pop())
    resource = next(resources_of(document, file, f"{where} "))
    if resource.type == "Patient":
        return Whose("Patient", resource.id)
    return Whose(resource.type, stated(resource.value))


def stated(value: dict[str, Any]) -> str:
    """The id of the person that a resource says it is about; empty when it says so by no reference."""
    for key in ("subject", "patient"):
        target = value.get(key)
        reference = target.get("reference") if isinstance(target, dict) else None
        if isinstance(reference, str) and reference:
            return person_of(reference)
    return ""
