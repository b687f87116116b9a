"""The list of sources of a document: those its text leans on, numbered as they come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from cordee.plan.document import Bullets, Document, Section, Text


def cited_only(document: Document) -> Document:
    """`document` with its sources cut to those that a note names, in order of first mention, and the notes to match.

    A document without a section 'sources' is returned as it is.
    """
    listed = next((s for s in document.sections if s.id == "sources"), None)
    if listed is None:
        return document
    said = tuple(s for s in document.sections if s is not listed)
    order = list(dict.fromkeys(note for text in texts_of(said) for note in text.notes))
    new = {old: number for number, old in enumerate(order, 1)}
    sections = (*_renumbered(said, new), _cut(listed, order))
    return msgspec.structs.replace(document, sections=tuple(s for s in sections if s.blocks))


def texts_of(value: Any) -> Iterator[Text]:
    """Every text of a document or a part of it, in reading order."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts_of(getattr(value, name))


def _renumbered(value: Any, new: dict[int, int]) -> Any:
    if isinstance(value, Text):
        return (
            msgspec.structs.replace(value, notes=tuple(sorted(new[n] for n in value.notes)))
            if value.notes
            else value
        )
    if isinstance(value, tuple):
        return tuple(_renumbered(part, new) for part in value)
    if isinstance(value, msgspec.Struct):
        parts = {name: getattr(value, name) for name in value.__struct_fields__}
        kept = {name: part for name, part in parts.items() if isinstance(part, (tuple, msgspec.Struct))}
        return msgspec.structs.replace(value, **{name: _renumbered(part, new) for name, part in kept.items()})
    return value


def _cut(listed: Section, order: list[int]) -> Section:
    items = [item for block in listed.blocks if isinstance(block, Bullets) for item in block.items]
    kept = tuple(items[n - 1] for n in order if n <= len(items))
    return msgspec.structs.replace(listed, blocks=(Bullets(items=kept, numbered=True),) if kept else ())
