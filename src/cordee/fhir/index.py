"""All resources of an input, each once, findable by whatever a reference may say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cordee.case.reading import Unused
from cordee.fhir import fault_words as w
from cordee.fhir.cycles import refuse_cycles, upward_references
from cordee.fhir.reasons import DELETED, OLDER_VERSION, TWICE
from cordee.fhir.resource import Resource
from cordee.files.fault import BadInput, Fault
from cordee.terms import Words


class Index:
    """Resolves references. `resources` are those to be read; `set_aside` those that were not worth reading twice
    or were deleted. Raises BadInput for two different resources under one id, and for references in a circle."""

    def __init__(self, resources: Iterable[Resource], deleted: Iterable[str] = ()) -> None:
        self.set_aside: list[tuple[Resource, Unused]] = []
        self._by_ref: dict[str, Resource] = {}
        self._by_id: dict[str, Resource | None] = {}
        self.resources = self._once(resources, set(deleted))
        for resource in self.resources:
            self._learn(resource)
        edges = {}
        for resource in self.resources:
            targets = [
                found
                for ref in upward_references(resource)
                if (found := self.find(ref, resource)) is not None
            ]
            if targets:
                edges[resource] = targets
        refuse_cycles(edges)

    def find(self, reference: str, holder: Resource) -> Resource | None:
        """What `reference`, standing in `holder`, points to; None when it is not in the input."""
        if reference.startswith("#"):
            outer = holder.holder or holder
            return self._by_ref.get(f"{outer.ref}{reference}")
        plain = reference.partition("/_history/")[0]
        found = self._by_ref.get(plain)
        if found is None and plain.startswith("urn:uuid:"):
            found = self._by_id.get(plain[9:])
        if found is None and plain.count("/") > 1:
            found = self._by_ref.get("/".join(plain.split("/")[-2:]))
        return found

    def _once(self, resources: Iterable[Resource], deleted: set[str]) -> list[Resource]:
        kept: dict[str, Resource] = {}
        faults: list[Fault] = []
        for resource in resources:
            if resource.ref in deleted:
                self.set_aside.append((resource, Unused(resource.ref, DELETED)))
                continue
            other = kept.get(resource.ref)
            if other is None:
                kept[resource.ref] = resource
            elif other.value == resource.value:
                self.set_aside.append((resource, Unused(resource.ref, TWICE)))
            elif (older := _older(other, resource)) is not None:
                kept[resource.ref] = resource if older is other else other
                self.set_aside.append((older, Unused(resource.ref, OLDER_VERSION)))
            else:
                faults.append(_twice(other, resource))
        if faults:
            raise BadInput(faults)
        return list(kept.values())

    def _learn(self, resource: Resource) -> None:
        self._by_ref.setdefault(resource.ref, resource)
        if resource.url:
            self._by_ref.setdefault(resource.url, resource)
        if resource.id and resource.holder is None:
            # An id that two types share says nothing by itself.
            self._by_id[resource.id] = None if resource.id in self._by_id else resource


def _older(a: Resource, b: Resource) -> Resource | None:
    """The earlier of two versions, None when their versions don't say."""
    versions = [_version(a), _version(b)]
    if None in versions or versions[0] == versions[1]:
        return None
    first, second = versions
    assert first is not None
    assert second is not None
    return a if first < second else b


def _version(resource: Resource) -> tuple[str, int] | None:
    meta = resource.value.get("meta")
    if not isinstance(meta, dict):
        return None
    updated, number = meta.get("lastUpdated"), meta.get("versionId")
    at = updated if isinstance(updated, str) else ""
    count = int(number) if isinstance(number, str) and number.isdecimal() and len(number) < 10 else 0
    return (at, count) if at or count else None


def _twice(first: Resource, second: Resource) -> Fault:
    problem = w.SAME_ID.filled(other=first.pointer() or first.file)
    return Fault.told(second.file, second.pointer("id"), problem, w.OWN_ID)


def plain_order(resources: Sequence[Resource]) -> list[Words]:
    """The types present with their counts, the most frequent first (`Observation (12)`), for messages."""
    counts: dict[str, int] = {}
    for resource in resources:
        kind = resource.type if resource.type.isalpha() and len(resource.type) < 40 else ""
        counts[kind] = counts.get(kind, 0) + 1
    in_order = sorted(counts.items(), key=lambda item: (-item[1], item[0] or w.NO_KNOWN_TYPE.en))
    return [(Words.same(kind) if kind else w.NO_KNOWN_TYPE) + Words.same(f" ({n})") for kind, n in in_order]
