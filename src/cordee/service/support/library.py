"""The library of support and learning, read from `content/`. Faults name file and line; the result is cached compiled."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from cordee.files.compiled import compiled
from cordee.files.fault import BadInput, Fault
from cordee.knowledge.source import KnowledgeSource
from cordee.service.support.library_entries import (
    Country,
    EmergencyNumbers,
    GlossaryEntry,
    Need,
    Page,
    Resource,
    Sheet,
    WarningSigns,
)
from cordee.service.support.library_read import read_each, read_list, read_sources
from cordee.terms.words import Words

CONTENT = Path(__file__).parent / "content"


class Library(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a person or a relative can read, in reading order, with the sources it rests on."""

    sources: dict[str, KnowledgeSource]
    pages: tuple[Page, ...]
    sheets: tuple[Sheet, ...]
    warning_signs: tuple[WarningSigns, ...]
    glossary: tuple[GlossaryEntry, ...]
    resources: tuple[Resource, ...]
    emergency: tuple[EmergencyNumbers, ...]

    def page(self, id: str) -> Page | None:
        """The learning page of that id."""
        return next((p for p in self.pages if p.id == id), None)

    def sheet(self, id: str) -> Sheet | None:
        """The self-care sheet of that id."""
        return next((s for s in self.sheets if s.id == id), None)

    def sheets_for(self, symptom: str) -> tuple[Sheet, ...]:
        """The sheets a symptom (an id of the terms) leads to."""
        return tuple(s for s in self.sheets if symptom in s.symptoms)

    def word(self, id: str) -> GlossaryEntry | None:
        """The glossary's explanation of that id."""
        return next((w for w in self.glossary if w.id == id), None)

    def resources_for(
        self, need: Need | None = None, country: Country | None = None, language: str | None = None
    ) -> tuple[Resource, ...]:
        """The resources that meet a need, in a country, in a language; each left out does not narrow."""
        return tuple(
            r
            for r in self.resources
            if (need is None or need in r.needs)
            and (country is None or r.country == country)
            and (language is None or language in r.languages)
        )

    def emergency_in(self, country: str) -> EmergencyNumbers | None:
        """The emergency numbers of a country; None where they aren't known: never another country's."""
        return next((e for e in self.emergency if e.country == country), None)

    def title_of(self, id: str) -> Words | None:
        """The title of the page or sheet of that id, for a link to it."""
        found = self.page(id) or self.sheet(id)
        return found.title if found else None


@cache
def load_library() -> Library:
    """The library that ships with Cordée. Raises BadInput with every fault found."""
    code = Path(__file__).parent.glob("library*.py")  # the shapes decide what a kept copy means
    sources = [*CONTENT.rglob("*.yaml"), *code]
    return compiled("library", sources, Library, lambda: read_library(CONTENT))


def read_library(folder: Path) -> Library:
    """The library in `folder`, laid out as `content/`. Raises BadInput with every fault found."""
    faults: list[Fault] = []
    library = Library(
        sources=read_sources(folder / "sources.yaml", faults),
        pages=read_each(folder / "pages", Page, faults),
        sheets=read_each(folder / "sheets", Sheet, faults),
        warning_signs=read_list(folder / "warning_signs.yaml", WarningSigns, faults),
        glossary=read_list(folder / "glossary.yaml", GlossaryEntry, faults),
        resources=read_list(folder / "resources.yaml", Resource, faults),
        emergency=read_list(folder / "emergency.yaml", EmergencyNumbers, faults),
    )
    if faults:
        raise BadInput(faults)
    return library
