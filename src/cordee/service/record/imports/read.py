"""From an uploaded file to the resources of one person, ready to be stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

import msgspec

from cordee.fhir import fault_words as w
from cordee.fhir.bundle import resources_of
from cordee.fhir.index import Index
from cordee.fhir.json_input import decode
from cordee.fhir.resource import Resource
from cordee.files.fault import BadInput

_ID = re.compile(r"[^\s/#?%]{1,64}\Z")
_TYPE = re.compile(r"[A-Z][A-Za-z]{1,39}\Z")
MOST_DEEP = 100  # levels of one resource; our choice: far beyond any real one, far below what breaks a reader
_OURS = UUID("2b6d9c2e-0c9e-4d39-9a55-8d5c1f0f6a11")  # so that the same content always gets the same id


def resources_in(content: bytes, file: str) -> list[dict[str, Any]]:
    """The resources of a JSON bundle, a single resource or NDJSON, each once, each with an id, references following.

    `file` is what a refusal names. Raises BadInput: not JSON or not FHIR R4, cut short, nested too deeply, two
    contents under one id, references in a circle, several people, a character no database takes.
    """
    if b"\\u0000" in content or b"\x00" in content:
        raise BadInput.at(file, "", w.HOLDS_NUL)
    index = Index(_resources(content, file))
    whole = [r for r in index.resources if r.holder is None]
    patients = [r for r in whole if r.type == "Patient"]
    if len(patients) > 1:
        raise BadInput.at(file, "", w.ONE_EXPECTED.filled(n=len(patients)), w.EXPORT_ONE)
    for resource in whole:
        if not _TYPE.match(resource.type):
            raise BadInput.at(file, resource.pointer(), w.NO_SUCH_TYPE)
    return _self_contained(whole, file)


def _resources(content: bytes, file: str) -> Iterator[Resource]:
    try:
        documents = [("", decode(content, file))]
    except BadInput:
        lines = content.removeprefix(b"\xef\xbb\xbf").splitlines()
        if len([line for line in lines if line.strip()]) < 2 or not _is_object(lines[0]):
            raise
        documents = [
            (f"line {n} ", decode(line, file, f"line {n}")) for n, line in enumerate(lines, 1) if line.strip()
        ]
    for where, document in documents:
        yield from resources_of(document, file, where)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except msgspec.DecodeError:
        return False


def _self_contained(resources: list[Resource], file: str) -> list[dict[str, Any]]:
    """Bodies with ids; references by address (`urn:uuid:…`, `https://…/Condition/7`) become `Type/id`."""
    addresses: dict[str, str] = {}
    named: dict[str, dict[str, Any]] = {}
    for resource in resources:
        id = resource.id if _ID.match(resource.id) else _made_id(resource)
        ref = f"{resource.type}/{id}"
        for known in filter(None, (resource.url, resource.ref if resource.id else "")):
            addresses.setdefault(known, ref)
        named[ref] = {**resource.value, "id": id}
    by_bare_id = {f"urn:uuid:{r.id}": addresses.get(r.ref, "") for r in resources if r.id}
    known_addresses = {**{k: v for k, v in by_bare_id.items() if v}, **addresses}
    try:
        return [_followed(body, known_addresses) for body in named.values()]
    except RecursionError:
        raise BadInput.at(file, "", w.TOO_DEEP) from None


def _made_id(resource: Resource) -> str:
    # An id that can't be one (too long, a slash) is still what makes two resources differ.
    return str(uuid5(_OURS, msgspec.json.encode(resource.value, order="deterministic").decode()))


def _followed(value: Any, addresses: dict[str, str], depth: int = 0) -> Any:
    if depth > MOST_DEEP:
        raise RecursionError
    if isinstance(value, dict):
        return {
            key: _target(item, addresses)
            if key == "reference" and isinstance(item, str)
            else _followed(item, addresses, depth + 1)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_followed(item, addresses, depth + 1) for item in value]
    return value


def _target(reference: str, addresses: dict[str, str]) -> str:
    if reference.startswith("#"):
        return reference
    plain = reference.partition("/_history/")[0]
    found = addresses.get(plain)
    if found is None and plain.count("/") > 1:
        found = addresses.get("/".join(plain.split("/")[-2:]))
    return found or reference
