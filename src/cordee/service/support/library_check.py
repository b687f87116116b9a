"""What the library refuses to ship: a missing translation, a statement without a source, a link that leads nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cordee.knowledge.check import Complaint, all_words, check_words, source_keys
from cordee.service.support.library import Library
from cordee.service.support.library_entries import Entry, Page, Sheet, WarningSigns
from cordee.service.support.library_text import hard_words, plain
from cordee.terms import Terms


def check_library(library: Library, terms: Terms) -> tuple[Complaint, ...]:
    """Every complaint about `library`; none means it may ship."""
    shelves: dict[str, tuple[Entry, ...]] = {
        "pages": library.pages,
        "sheets": library.sheets,
        "warning signs": library.warning_signs,
        "glossary": library.glossary,
        "resources": library.resources,
        "emergency": library.emergency,
    }
    found: list[Complaint] = []
    used: set[str] = set()
    for shelf, entries in shelves.items():
        counts = Counter(entry.id for entry in entries)
        for entry in entries:
            used |= source_keys(entry)
            problems = list(_problems(entry, library, terms))
            if counts[entry.id] > 1:
                problems.append("this id stands more than once")
            found.extend(Complaint(shelf, entry.id, problem) for problem in problems)
    found.extend(Complaint("pages", id, "also the id of a sheet") for id in _shared_ids(library))
    found.extend(_source_complaints(library, used))
    return tuple(found)


def _problems(entry: Entry, library: Library, terms: Terms) -> Iterator[str]:
    if not entry.sources:
        yield "no source"
    for key in sorted(source_keys(entry) - set(library.sources)):
        yield f"the source '{key}' is not in sources.yaml"
    yield from check_words(entry)
    yield from _word_links(entry, library)
    if isinstance(entry, Page):
        yield from (
            f"no source for '{p.title.en}'" for p in entry.parts if not p.sources and p.kind == "explains"
        )
        yield from (
            f"'{p.title.en}' says nothing" for p in entry.parts if not (p.text or p.points or p.figures)
        )
    if isinstance(entry, Page | Sheet):
        yield from (f"'{id}' is no page and no sheet" for id in entry.see if library.title_of(id) is None)
    if isinstance(entry, Sheet):
        yield from (
            f"'{s}' is not a known symptom" for s in entry.symptoms if terms.get("symptom", s) is None
        )
        if not entry.call_today:
            yield "does not say when to call"
    if isinstance(entry, WarningSigns) and entry.cancer and terms.get("cancer", entry.cancer) is None:
        yield f"'{entry.cancer}' is not a known cancer"


def _word_links(entry: Entry, library: Library) -> Iterator[str]:
    for words in all_words(entry):
        if sorted(hard_words(words.fr)) != sorted(hard_words(words.en)):
            yield f"other words are explained in French than in English: '{plain(words.en)[:40]}…'"
        for id in hard_words(words.fr):
            if library.word(id) is None:
                yield f"'{id}' is not in the glossary"
        if "[[" in plain(words.fr) or "[[" in plain(words.en):
            yield f"a hard word is not well marked: '{plain(words.en)[:40]}…'"


def _shared_ids(library: Library) -> list[str]:
    return sorted({p.id for p in library.pages} & {s.id for s in library.sheets})


def _source_complaints(library: Library, used: set[str]) -> Iterator[Complaint]:
    for key, source in library.sources.items():
        if key not in used:
            yield Complaint("sources", key, "no entry uses it")
        if not source.seen.strip():
            yield Complaint("sources", key, "'seen' does not say how it was seen")
        if not (source.pmid or source.doi or source.url or source.legal):
            yield Complaint("sources", key, "needs a pmid, doi, url or legal text")
