"""What a Bundle asks of its entries: to store, to withdraw, and on which version that rests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from cordee.service.api.outcome import Refused
from cordee.service.record.actions import Key

TYPES = ("transaction", "batch", "collection")
_CONDITIONAL = ("ifNoneExist", "ifNoneMatch", "ifModifiedSince")
_REFERENCE = re.compile(r"([A-Z][A-Za-z]{1,39})/([^\s/#?%]{1,64})\Z")
_ETAG = re.compile(r'(?:W/)?"(\d{1,9})"\Z')


@dataclass(frozen=True)
class Asked:
    """What the entries ask for besides storing their resources. `follows`: the version each named resource must have."""

    kind: str
    withdraw: tuple[Key, ...]
    follows: dict[Key, int]


def asked_of(bundle: Any) -> Asked:
    """Reads the requests of a Bundle's entries. Raises `Refused` for what this API does not do, with the entry's number."""
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle":
        raise Refused(422, "structure", "Expected a Bundle.")
    kind = bundle.get("type")
    if kind not in TYPES:
        raise Refused(422, "not-supported", f"Expected a Bundle of type {', '.join(TYPES)}.")
    withdraw: list[Key] = []
    follows: dict[Key, int] = {}
    entries = bundle.get("entry")
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        request = entry.get("request") if isinstance(entry, dict) else None
        if kind == "collection":
            continue
        if not isinstance(request, dict):
            raise _wrong(number, "required", "has no request.")
        key = _read(request, entry, number)
        if request.get("method") == "DELETE" and key is not None:
            withdraw.append(key)
        if key is not None and "ifMatch" in request:
            follows[key] = _version(request["ifMatch"], number)
    return Asked(kind, tuple(withdraw), follows)


def _read(request: dict[str, Any], entry: dict[str, Any], number: int) -> Key | None:
    """The resource an entry names; None for POST, which names a type only."""
    method, url = request.get("method"), request.get("url")
    if method not in ("POST", "PUT", "DELETE"):
        raise _wrong(number, "not-supported", "asks for a method that is not POST, PUT or DELETE.")
    if not isinstance(url, str) or "?" in url or any(key in request for key in _CONDITIONAL):
        raise _wrong(number, "not-supported", "is conditional, or says no url.")
    named = _REFERENCE.match(url)
    if method == "POST":
        return None
    if named is None:
        raise _wrong(number, "value", "names no single resource (Type/id) in its url.")
    key: Key = (str(named[1]), str(named[2]))
    if method == "DELETE":
        if key[0] == "Patient":
            raise _wrong(number, "not-supported", "would delete a Patient.")
        return key
    resource = entry.get("resource")
    stated = resource if isinstance(resource, dict) else {}
    if (stated.get("resourceType"), stated.get("id")) != key:
        raise _wrong(number, "value", "puts a resource of another type or id than its url says.")
    return key


def _version(said: Any, number: int) -> int:
    found = _ETAG.match(said) if isinstance(said, str) else None
    if found is None:
        raise _wrong(number, "value", 'has an ifMatch that is not a version (W/"3").')
    return int(found[1])


def _wrong(number: int, code: str, said: str) -> Refused:
    return Refused(422, code, f"Bundle.entry[{number}] {said} Nothing was written.")
