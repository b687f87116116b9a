"""One object of a JSON document that knows where it stands, so that every complaint can point."""

from __future__ import annotations

import math
from typing import Any

from cordee.fhir import fault_words as w
from cordee.fhir.trouble import Faulty

Json = dict[str, Any]


class Node:
    """A JSON object. The accessors answer None (or an empty list) for what is not there, and raise `Faulty` for
    what is there in the wrong shape."""

    __slots__ = ("codes", "key", "parent", "place", "value")

    def __init__(self, value: Json, parent: Node | None, key: str, place: int = -1) -> None:
        self.value = value
        self.parent = parent
        self.key = key
        self.place = place  # in the list at `key`, when it is one of several
        self.codes: list[tuple[str, str]] | None = None  # kept by `coding.codes`, asked for again and again

    def pointer(self, *keys: str | int) -> str:
        """The JSON pointer (RFC 6901) of this object, or of what stands below it at `keys`."""
        above = self.parent.pointer() + "/" + self.key if self.parent is not None else self.key
        if self.place >= 0:
            above = f"{above}/{self.place}"
        return "".join([above, *(f"/{str(k).replace('~', '~0').replace('/', '~1')}" for k in keys)])

    def text(self, key: str) -> str | None:
        """The text at `key`. An empty text is no text."""
        found = self.value.get(key)
        if found is None or isinstance(found, str):
            return found or None
        raise Faulty(self.pointer(key), w.EXPECTED_TEXT)

    def need(self, key: str) -> str:
        """The text at `key`, which has to be there."""
        found = self.text(key)
        if found is None:
            raise Faulty(self.pointer(), w.MISSING_KEY.filled(key=key))
        return found

    def number(self, key: str) -> float | None:
        """The finite number at `key`."""
        found = self.value.get(key)
        if found is None:
            return None
        if isinstance(found, int | float) and not isinstance(found, bool) and abs(found) < 1e300:
            number = float(found)
            if math.isfinite(number):
                return number
        raise Faulty(self.pointer(key), w.EXPECTED_NUMBER)

    def whole(self, key: str) -> int | None:
        """The whole number at `key` (4 or 4.0)."""
        found = self.number(key)
        if found is None or found.is_integer():
            return None if found is None else int(found)
        raise Faulty(self.pointer(key), w.EXPECTED_WHOLE)

    def flag(self, key: str) -> bool | None:
        """The true or false at `key`."""
        found = self.value.get(key)
        if found is None or isinstance(found, bool):
            return found
        raise Faulty(self.pointer(key), w.EXPECTED_FLAG)

    def child(self, key: str) -> Node | None:
        """The object at `key`."""
        found = self.value.get(key)
        if found is None:
            return None
        if isinstance(found, dict):
            return Node(found, self, key)
        raise Faulty(self.pointer(key), w.EXPECTED_OBJECT)

    def children(self, key: str) -> list[Node]:
        """The objects in the list at `key`."""
        return [Node(item, self, key, i) for i, item in enumerate(self.items(key))]

    def items(self, key: str) -> list[Json]:
        """The same as plain values."""
        found = self.value.get(key)
        if found is None:
            return []
        if not isinstance(found, list):
            raise Faulty(self.pointer(key), w.EXPECTED_LIST)
        for item in found:
            if type(item) is not dict:  # the decoder makes nothing else
                raise Faulty(self.pointer(key, found.index(item)), w.EXPECTED_OBJECT)
        return found

    def texts(self, key: str) -> list[str]:
        """The texts in the list at `key`."""
        found = self.value.get(key)
        if found is None:
            return []
        if not isinstance(found, list):
            raise Faulty(self.pointer(key), w.EXPECTED_LIST)
        for i, item in enumerate(found):
            if not isinstance(item, str):
                raise Faulty(self.pointer(key, i), w.EXPECTED_TEXT)
        return list(found)
