"""A file of knowledge, and all of them together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

import msgspec

from cordee.criteria import leaves
from cordee.criteria.leaf import Leaf
from cordee.knowledge.care import CureException, Question, RedFlag, Support, Trigger
from cordee.knowledge.option import Benefit, Burden, Entry, Evidence, Option
from cordee.knowledge.source import KnowledgeSource
from cordee.terms import Words

F = TypeVar("F", Evidence, Benefit, Burden)


class Pack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file: its subject, its sources by key, its entries."""

    pack: str
    sources: dict[str, KnowledgeSource] = {}
    options: tuple[Option, ...] = ()
    exceptions: tuple[CureException, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    support: tuple[Support, ...] = ()
    questions: tuple[Question, ...] = ()

    def entries(self) -> Iterator[Entry | Question]:
        """Every entry of the file."""
        yield from self.options
        yield from self.exceptions
        yield from self.triggers
        yield from self.red_flags
        yield from self.support
        yield from self.questions


def label(entry: Entry | Question) -> Words:
    """What an entry is called: its name, or a question's own words."""
    if isinstance(entry, Question):
        return entry.asks
    assert isinstance(entry, Option | CureException | Trigger | RedFlag | Support)
    return entry.name


def _with_global_sources(option: Option, pack: str) -> Option:
    def figure(f: F) -> F:
        return msgspec.structs.replace(f, source=f"{pack}:{f.source}") if f.source else f

    def keys(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{pack}:{name}" for name in names)

    return msgspec.structs.replace(
        option,
        sources=keys(option.sources),
        evidence=tuple(figure(e) for e in option.evidence),
        benefit=tuple(figure(b) for b in option.benefit),
        burden=figure(option.burden) if option.burden else None,
        cautions=tuple(msgspec.structs.replace(c, sources=keys(c.sources)) for c in option.cautions),
    )


class Knowledge:
    """All packs. Source keys are made unique as `pack:key`. `version` changes when any content does."""

    def __init__(self, packs: tuple[Pack, ...], version: str) -> None:
        self.packs = packs
        self.version = version
        self.options = tuple(o for p in packs for o in p.options)
        self.exceptions = tuple(e for p in packs for e in p.exceptions)
        self.triggers = tuple(t for p in packs for t in p.triggers)
        self.red_flags = tuple(r for p in packs for r in p.red_flags)
        self.support = tuple(s for p in packs for s in p.support)
        self.questions = tuple(q for p in packs for q in p.questions)

    @cached_property
    def _pack_of(self) -> dict[str, Pack]:
        return {entry.id: pack for pack in self.packs for entry in pack.entries()}

    def entry(self, id: str) -> Entry | Question | None:
        """The entry with this id."""
        pack = self._pack_of.get(id)
        return next((e for e in pack.entries() if e.id == id), None) if pack else None

    @cached_property
    def resolved(self) -> dict[str, Option]:
        """Each option with its source keys made global ids (figures, cautions and all), by the option's id."""
        return {o.id: _with_global_sources(o, pack.pack) for pack in self.packs for o in pack.options}

    @cached_property
    def leaves(self) -> dict[str, tuple[Leaf, ...]]:
        """The distinct leaves of each option's condition, by the option's id."""
        return {o.id: tuple(dict.fromkeys(leaves(o.when))) for o in self.options}

    @cached_property
    def _sources(self) -> dict[str, KnowledgeSource]:
        return {f"{p.pack}:{key}": source for p in self.packs for key, source in p.sources.items()}

    def source_id(self, entry_id: str, key: str) -> str:
        """The global id of the source that `entry_id` calls `key`."""
        return f"{self._pack_of[entry_id].pack}:{key}"

    def source(self, source_id: str) -> KnowledgeSource:
        """The source with this global id. Raises KeyError."""
        return self._sources[source_id]

    def __len__(self) -> int:
        return sum(1 for p in self.packs for _ in p.entries())
