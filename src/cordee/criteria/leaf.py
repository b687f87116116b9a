"""What every family of conditions is made of: fields that can be read, checked, published and asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

import msgspec

from cordee.criteria.finding import Finding
from cordee.terms import Terms, Words

if TYPE_CHECKING:
    from cordee.criteria.view import CaseView


class Field(msgspec.Struct, frozen=True):
    """How one key of a leaf is read. `read(value, terms)` raises ValueError saying what was expected;
    `schema` is the key's JSON Schema; `attribute` the struct field it fills, if not the key itself."""

    read: Callable[[Any, Terms], Any]
    schema: dict[str, Any]
    attribute: str | None = None


class Leaf(msgspec.Struct, frozen=True, cache_hash=True, tag_field="leaf", omit_defaults=True):
    """One condition. A family is a subclass: its key in YAML, its fields, its question in words, its answer.

    `SHORT` names the field that a bare value fills (`cancer: nsclc`). `ONE_OF`, when given, lists keys of which at
    least one must stand.
    """

    KEY: ClassVar[str]
    FIELDS: ClassVar[Mapping[str, Field]]
    SHORT: ClassVar[str | None] = None
    ONE_OF: ClassVar[tuple[str, ...]] = ()

    def checked(self, terms: Terms) -> Self:
        """The leaf with what only all of its fields together can tell made good. Raises ValueError."""
        return self

    def words(self, terms: Terms, negated: bool = False) -> Words:
        """The condition in words, for a reader who sees only this line; `negated`: as the part of a `none`."""
        raise NotImplementedError

    def find(self, view: CaseView) -> Finding:
        """The answer for one case on one day."""
        raise NotImplementedError


def negate_words(words: Words, negated: bool) -> Words:
    """'not: …' where no better wording exists."""
    return Words("pas\u202f: ", "not: ") + words if negated else words
