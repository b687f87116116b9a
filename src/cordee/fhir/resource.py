"""One FHIR resource of an input: its type, its id, where it stands."""

from __future__ import annotations

from cordee.case import Source
from cordee.fhir.node import Json, Node


class Resource(Node):
    """`ref` is how facts name it (`Observation/12`; its place when it has no id); `file` and `key` say where it stands.
    `url` is the address its bundle gives it; `holder` the resource it is contained in."""

    __slots__ = ("_profiles", "file", "holder", "id", "ref", "type", "url")

    def __init__(
        self, value: Json, *, file: str, where: str, url: str = "", holder: Resource | None = None
    ) -> None:
        super().__init__(value, None, where)
        self.file = file
        self.holder = holder
        self.url = url
        self._profiles: set[str] | None = None
        self.type: str = value["resourceType"]
        id = value.get("id")
        self.id: str = id if isinstance(id, str) else ""
        named = f"{self.type}/{self.id}" if self.id else f"{self.type} ({where.strip() or file})"
        self.ref: str = f"{holder.ref}#{self.id}" if holder is not None else named

    def source(self, guess: str | None = None) -> Source:
        """The source of a fact read here."""
        return Source(self.ref, guess)

    def has_profile(self, *names: str) -> bool:
        """Whether it says that it follows one of these profiles (by the last part of their addresses)."""
        if self._profiles is None:
            meta = self.value.get("meta")
            stated = meta.get("profile") if isinstance(meta, dict) else None
            listed = stated if isinstance(stated, list) else []
            self._profiles = {p.rpartition("/")[2].partition("|")[0] for p in listed if isinstance(p, str)}
        return bool(self._profiles) and not self._profiles.isdisjoint(names)
