"""Reading a condition from YAML or JSON. Every fault says where it stands and what was expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cordee.criteria.leaf import Leaf
from cordee.criteria.tree import LEAVES, All, AnyOf, AtLeast, Criterion, NoneOf
from cordee.files.fault import BadInput, Fault
from cordee.files.located_yaml import Located, Pointer, read_located
from cordee.files.near import close_matches
from cordee.terms import Terms

MAX_DEPTH = 30
_COMBINATIONS: dict[str, Callable[[tuple[Criterion, ...]], Criterion]] = {
    "all": All,
    "any": AnyOf,
    "none": NoneOf,
}


def parse_text(text: str, terms: Terms, file: str = "condition") -> Criterion:
    """One condition written as YAML. Raises BadInput with every fault found."""
    return parse(read_located(text, file), (), terms)


def parse(
    document: Located, pointer: Pointer, terms: Terms, families: Mapping[str, type[Leaf]] = LEAVES
) -> Criterion:
    """The condition that stands at `pointer` of a document. `families` are the leaves it may use, by their key.
    Raises BadInput with every fault found."""
    value = document.value
    for step in pointer:
        value = value[step]
    parser = _Parser(document, terms, families)
    tree = parser.node(value, pointer, 0)
    if parser.faults or tree is None:
        raise BadInput(parser.faults)
    return tree


class _Parser:
    def __init__(self, document: Located, terms: Terms, families: Mapping[str, type[Leaf]]) -> None:
        self.document = document
        self.terms = terms
        self.families = families
        self.faults: list[Fault] = []

    def fault(self, pointer: Pointer, problem: str) -> None:
        where = f"line {self.document.line(pointer)}"
        self.faults.append(Fault(file=self.document.file, where=where, problem=f"{problem}."))

    def node(self, value: Any, pointer: Pointer, depth: int) -> Criterion | None:
        if depth > MAX_DEPTH:
            self.fault(pointer, f"a condition nested more than {MAX_DEPTH} deep")
            return None
        if not isinstance(value, dict) or len(value) != 1:
            self.fault(pointer, "expected a mapping with exactly one key: all, any, none, at_least or a leaf")
            return None
        ((key, body),) = value.items()
        inside = (*pointer, key)
        if key in _COMBINATIONS:
            parts = self.parts(body, inside, depth)
            return None if parts is None else _COMBINATIONS[key](parts)
        if key == "at_least":
            return self.at_least(body, inside, depth)
        family = self.families.get(key)
        if family is None:
            near = close_matches(str(key), [*self.families, *_COMBINATIONS, "at_least"], n=3)
            hint = f": did you mean {', '.join(near)}?" if near else ""
            self.fault(inside, f"'{key}' is not a kind of condition{hint}")
            return None
        return self.leaf(family, body, inside)

    def parts(self, body: Any, pointer: Pointer, depth: int) -> tuple[Criterion, ...] | None:
        if not isinstance(body, list):
            self.fault(pointer, f"'{pointer[-1]}' takes a list of conditions")
            return None
        read = [self.node(item, (*pointer, i), depth + 1) for i, item in enumerate(body)]
        found = tuple(part for part in read if part is not None)
        return found if len(found) == len(read) else None

    def at_least(self, body: Any, pointer: Pointer, depth: int) -> Criterion | None:
        shape = isinstance(body, dict) and set(body) == {"count", "of"}
        count = body["count"] if shape else None
        if not isinstance(count, int) or isinstance(count, bool) or count < 1:
            self.fault(pointer, "at_least takes {count: a number from 1, of: a list of conditions}")
            return None
        parts = self.parts(body["of"], (*pointer, "of"), depth)
        if parts is not None and count > len(parts):
            self.fault(pointer, f"at_least {count} can never hold with {len(parts)} conditions")
            return None
        return None if parts is None else AtLeast(count, parts)

    def leaf(self, family: type[Leaf], body: Any, pointer: Pointer) -> Criterion | None:
        if not isinstance(body, dict):
            if family.SHORT is None:
                keys = ", ".join(family.FIELDS)
                self.fault(pointer, f"{family.KEY} takes a mapping of {keys}")
                return None
            body = {family.SHORT: body}
        before = len(self.faults)
        values: dict[str, Any] = {}
        for key, value in body.items():
            field = family.FIELDS.get(key)
            if field is None:
                near = close_matches(str(key), family.FIELDS, n=1)
                hint = f": did you mean {near[0]}?" if near else f": expected {', '.join(family.FIELDS)}"
                self.fault((*pointer, key), f"{family.KEY} has no key '{key}'{hint}")
                continue
            try:
                values[field.attribute or key] = field.read(value, self.terms)
            except ValueError as error:
                self.fault((*pointer, key), f"{family.KEY}: {error}")
        if family.ONE_OF and not any(key in body for key in family.ONE_OF):
            self.fault(pointer, f"{family.KEY} needs one of {', '.join(family.ONE_OF)}")
        if len(self.faults) > before:
            return None
        try:
            return family(**values).checked(self.terms)  # type: ignore[return-value]
        except (TypeError, ValueError) as error:
            missing = "a key is missing" if isinstance(error, TypeError) else str(error)
            self.fault(pointer, f"{family.KEY}: {missing}")
            return None
