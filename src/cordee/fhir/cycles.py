"""References that lead back to where they started, among those that mean 'part of' or 'follows from'."""

from __future__ import annotations

from collections.abc import Iterator

from cordee.fhir import fault_words as w
from cordee.fhir.resource import Resource
from cordee.fhir.systems import mcode
from cordee.files.fault import BadInput, Fault

# A stage and its tumour may point at each other; a whole and its part may not.
_UPWARD = (
    "partOf",
    "basedOn",
    "hasMember",
    "derivedFrom",
    "replaces",
    "priorPrescription",
    "occurredFollowing",
)
_RELATED = (mcode("related-primary-cancer-condition"), mcode("condition-related"))


def refuse_cycles(edges: dict[Resource, list[Resource]]) -> None:
    """Raise BadInput with one fault per circle of references."""
    faults = []
    done: set[Resource] = set()
    for start in edges:
        path: list[Resource] = []
        on_path: set[Resource] = set()
        stack: list[tuple[Resource, bool]] = [(start, False)]
        while stack:
            resource, leaving = stack.pop()
            if leaving:
                path.pop()
                on_path.discard(resource)
                done.add(resource)
            elif resource in on_path:
                faults.append(_fault(path[path.index(resource) :]))
            elif resource not in done:
                path.append(resource)
                on_path.add(resource)
                stack.append((resource, True))
                stack.extend((target, False) for target in edges.get(resource, ()))
    if faults:
        raise BadInput(faults)


def upward_references(resource: Resource) -> Iterator[str]:
    """The references of `resource` that must not lead back to it."""
    value = resource.value
    for key in _UPWARD:
        found = value.get(key)
        if found is not None:
            for item in found if isinstance(found, list) else [found]:
                if isinstance(item, dict) and isinstance(item.get("reference"), str):
                    yield item["reference"]
    extensions = value.get("extension")
    for item in extensions if isinstance(extensions, list) else ():
        if isinstance(item, dict) and item.get("url") in _RELATED:
            target = item.get("valueReference")
            if isinstance(target, dict) and isinstance(target.get("reference"), str):
                yield target["reference"]


def _fault(circle: list[Resource]) -> Fault:
    places = ", ".join(resource.pointer() or "/" for resource in circle[1:6])
    problem = w.IN_A_CIRCLE.filled(through=w.BY_WAY_OF.filled(places=places) if places else "")
    first = circle[0]
    return Fault.told(first.file, first.pointer(), problem, w.CORRECT_REFERENCE)
