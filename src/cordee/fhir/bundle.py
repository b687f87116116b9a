"""From a JSON document to its resources: bundles of any type, single resources, what they contain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cordee.fhir import fault_words as w
from cordee.fhir.resource import Resource
from cordee.files.fault import BadInput
from cordee.terms import Words

MAX_NESTED = 8  # bundles in bundles
_DSTU2_TYPES = {"MedicationOrder", "DiagnosticOrder", "ProcedureRequest", "ReferralRequest"}


def resources_of(document: Any, file: str, where: str = "") -> Iterator[Resource]:
    """Every resource in `document`, contained ones after their holder. Raises BadInput when it is not FHIR R4 JSON."""
    if isinstance(document, list):
        raise BadInput.at(file, where, _about_list(document), w.EXPORT_BUNDLE)
    if not isinstance(document, dict):
        raise BadInput.at(file, where, w.EXPECTED_RESOURCE)
    kind = document.get("resourceType")
    if not isinstance(kind, str) or not kind:
        raise BadInput.at(file, where + "/resourceType", w.NO_RESOURCE_TYPE)
    yield from _open(document, file, where, "", 0)


def deleted_in(document: Any) -> Iterator[str]:
    """The references (`Observation/12`) that a history or transaction bundle says were deleted."""
    entries = document.get("entry") if isinstance(document, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        request = entry.get("request") if isinstance(entry, dict) and "resource" not in entry else None
        if (
            isinstance(request, dict)
            and request.get("method") == "DELETE"
            and isinstance(request.get("url"), str)
        ):
            yield request["url"]


def is_dstu2(resource: Resource) -> bool:
    """Whether its shape is that of FHIR DSTU2 (2015), which R4 readers must not guess at."""
    if resource.type in _DSTU2_TYPES:
        return True
    meta = resource.value.get("meta")
    if isinstance(meta, dict) and "DSTU2" in str(meta.get("profile")):
        return True
    # R4 made both of these coded concepts
    return resource.type == "Condition" and isinstance(resource.value.get("clinicalStatus"), str)


def _open(value: dict[str, Any], file: str, where: str, url: str, depth: int) -> Iterator[Resource]:
    if value["resourceType"] == "Bundle":
        if depth > MAX_NESTED:
            raise BadInput.at(file, where, w.BUNDLES_TOO_DEEP)
        yield from _entries(value, file, where, depth)
        return
    resource = Resource(value, file=file, where=where, url=url)
    yield resource
    contained = value.get("contained")
    for i, item in enumerate(contained if isinstance(contained, list) else ()):
        if (
            isinstance(item, dict)
            and isinstance(item.get("resourceType"), str)
            and item["resourceType"] != "Bundle"
        ):
            yield Resource(item, file=file, where=f"{where}/contained/{i}", holder=resource)


def _entries(bundle: dict[str, Any], file: str, where: str, depth: int) -> Iterator[Resource]:
    entries = bundle.get("entry", [])
    if not isinstance(entries, list):
        raise BadInput.at(file, where + "/entry", w.EXPECTED_ENTRIES)
    for i, entry in enumerate(entries):
        place = f"{where}/entry/{i}"
        if not isinstance(entry, dict):
            raise BadInput.at(file, place, w.EXPECTED_ENTRY)
        resource = entry.get("resource")
        if resource is None:
            continue
        if not isinstance(resource, dict) or not isinstance(resource.get("resourceType"), str):
            raise BadInput.at(file, place + "/resource", w.EXPECTED_ENTRY_RESOURCE)
        url = entry.get("fullUrl")
        yield from _open(resource, file, place + "/resource", url if isinstance(url, str) else "", depth + 1)


def _about_list(document: list[Any]) -> Words:
    old = any(
        isinstance(item, dict)
        and isinstance(item.get("resourceType"), str)
        and is_dstu2(Resource(item, file="", where=""))
        for item in document[:500]
    )
    if old:
        return w.OLD_LIST
    return w.BARE_LIST
