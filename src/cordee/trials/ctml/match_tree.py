"""The boolean tree of a `match`: `and` and `or` of any width over leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from cordee.criteria.tree import All, AnyOf, Criterion
from cordee.files.located_yaml import Pointer
from cordee.files.near import close_matches
from cordee.trials.ctml.page import Page

ReadLeaf = Callable[[Page, dict[Any, Any], Pointer], Criterion | None]

MAX_DEPTH = 28
_AND, _OR = re.compile(r"and[_ ]?\d*\Z"), re.compile(r"or[_ ]?\d*\Z")


def read_match(
    page: Page,
    value: Any,
    at: Pointer,
    leaves: Mapping[str, ReadLeaf],
    keys_of: Mapping[str, frozenset[str]],
) -> Criterion | None:
    """The condition of a `match`: every item of its list must hold. None when it can't be read (faults say why).

    `leaves` reads each kind of leaf; `keys_of` lists the keys each can hold, to recognise one written a level too high.
    """
    if value is None or value in ([], {}):
        page.fault(
            at, "an empty match asks nothing of anybody.", "Leave the key out or write its conditions."
        )
        return None
    reader = _Reader(page, leaves, keys_of)
    items = value if isinstance(value, list) else [value]
    parts = [reader.node(item, (*at, i), 0) for i, item in enumerate(items)]
    return All(tuple(part for part in parts if part is not None))


class _Reader:
    def __init__(
        self, page: Page, leaves: Mapping[str, ReadLeaf], keys_of: Mapping[str, frozenset[str]]
    ) -> None:
        self.page, self.leaves, self.keys_of = page, leaves, keys_of

    def node(self, value: Any, at: Pointer, depth: int) -> Criterion | None:
        """One item: a mapping whose every key must hold."""
        if depth > MAX_DEPTH:
            self.page.fault(at, f"a match nested more than {MAX_DEPTH} deep.")
            return None
        if not isinstance(value, dict) or not value:
            self.page.fault(at, "expected and, or, or a leaf (clinical, genomic).")
            return None
        parts = []
        for key, body in self._in_place(value, at).items():
            part = self._part(str(key), body, (*at, key), depth)
            if part is not None:
                parts.append(part)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _part(self, key: str, body: Any, at: Pointer, depth: int) -> Criterion | None:
        if _AND.match(key) or _OR.match(key):
            if not isinstance(body, list) or not body:
                self.page.fault(at, f"an empty '{key}'.", "Give it a list of conditions.")
                return None
            parts = [self.node(item, (*at, i), depth + 1) for i, item in enumerate(body)]
            made = tuple(part for part in parts if part is not None)
            return All(made) if _AND.match(key) else AnyOf(made)
        read = self.leaves.get(key)
        if read is None:
            near = close_matches(key, ["and", "or", *self.leaves], n=1)
            hint = f"Did you mean '{near[0]}'?" if near else ""
            self.page.fault(at, f"'{key}' is not a kind of condition.", hint)
            return None
        if not isinstance(body, dict) or not body:
            self.page.fault(at, f"an empty '{key}' asks nothing.", "Write its conditions below it.")
            return None
        return read(self.page, body, at)

    def _in_place(self, value: dict[Any, Any], at: Pointer) -> dict[Any, Any]:
        """A leaf whose keys stand beside its name instead of below it is put right: no other reading is possible."""
        empty = [key for key, body in value.items() if key in self.leaves and body is None]
        if len(empty) != 1:
            return value
        kind = empty[0]
        astray = {k: v for k, v in value.items() if k in self.keys_of[kind]}
        if not astray:
            return value
        self.page.warn((*at, kind), f"the keys of '{kind}' stand beside it; read as standing below it.")
        return {k: v for k, v in value.items() if k not in astray} | {kind: astray}
