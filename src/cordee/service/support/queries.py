"""What other rooms ask of the library: which sheets go with what somebody reports, whom to call where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cordee.knowledge.check import all_words
from cordee.knowledge.source import KnowledgeSource
from cordee.service.support.library import load_library
from cordee.service.support.library_entries import EmergencyNumbers, GlossaryEntry, Sheet
from cordee.service.support.library_text import hard_words


def sheets_for_symptoms(symptoms: Iterable[str]) -> tuple[Sheet, ...]:
    """The sheets that symptoms (ids of the terms) lead to, each once, in reading order."""
    asked = set(symptoms)
    return tuple(sheet for sheet in load_library().sheets if asked & set(sheet.symptoms))


def words_explained_in(entry: Any) -> tuple[GlossaryEntry, ...]:
    """The glossary's explanations of the hard words in an entry, in the order they come, each once."""
    library = load_library()
    ids = dict.fromkeys(id for words in all_words(entry) for id in hard_words(words.fr))
    return tuple(word for id in ids if (word := library.word(id)) is not None)


def sources_named(keys: Iterable[str]) -> tuple[KnowledgeSource, ...]:
    """The sources of those keys, each once, in order."""
    known = load_library().sources
    return tuple(known[key] for key in dict.fromkeys(keys) if key in known)


def emergency_numbers(country: str) -> tuple[EmergencyNumbers, ...]:
    """The numbers of `country`, or of every country when it is not known: never another's alone."""
    library = load_library()
    found = library.emergency_in(country)
    return (found,) if found else library.emergency
