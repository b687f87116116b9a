"""What the library's checker must see: each fault, made on purpose in the library that ships."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from cordee.knowledge.source import KnowledgeSource
from cordee.service.support.library import Library, load_library
from cordee.service.support.library_check import check_library
from cordee.service.support.library_entries import Part
from cordee.terms import load_terms
from cordee.terms.words import Words


def complaints(library: Library) -> list[str]:
    return [c.line() for c in check_library(library, load_terms())]


def with_first(shelf: str, **changed: Any) -> Library:
    """The library that ships, its first entry of a shelf changed."""
    library = load_library()
    first, *others = getattr(library, shelf)
    return msgspec.structs.replace(library, **{shelf: (msgspec.structs.replace(first, **changed), *others)})


def with_first_sheet_helping(fr: str, en: str) -> Library:
    sheet = load_library().sheets[0]
    return with_first("sheets", helps=(*sheet.helps, Words(fr, en)))


SOURCELESS = Part(title=Words("Titre", "Title"), text=(Words("Une affirmation.", "A statement."),))
EMPTY = Part(title=Words("Titre", "Title"), kind="questions")

MADE = [
    (lambda: with_first("sheets", sources=()), "no source"),
    (lambda: with_first("sheets", sources=("unheard-of",)), "the source 'unheard-of' is not in sources.yaml"),
    (lambda: with_first("sheets", call_today=()), "does not say when to call"),
    (lambda: with_first("sheets", symptoms=("gloom",)), "'gloom' is not a known symptom"),
    (lambda: with_first("sheets", see=("nowhere",)), "'nowhere' is no page and no sheet"),
    (lambda: with_first("sheets", id="tiredness"), "this id stands more than once"),
    (lambda: with_first("sheets", id="metastatic"), "also the id of a sheet"),
    (lambda: with_first("pages", parts=(SOURCELESS,)), "no source for 'Title'"),
    (lambda: with_first("pages", parts=(EMPTY,)), "'Title' says nothing"),
    (lambda: with_first("warning_signs", cancer="unheard-of"), "'unheard-of' is not a known cancer"),
    (lambda: with_first_sheet_helping("Buvez.", ""), "a text is missing in one language"),
    (lambda: with_first_sheet_helping("Buvez : de l’eau.", "Drink: water."), "French spacing"),
    (lambda: with_first_sheet_helping("Buvez de l'eau.", "Drink water."), "straight apostrophe"),
    (lambda: with_first_sheet_helping("[[bile|bile]]", "[[bile|bile]]"), "'bile' is not in the glossary"),
    (lambda: with_first_sheet_helping("[[scan|scanner]]", "scan"), "other words are explained in French"),
    (lambda: with_first_sheet_helping("[[scan]]", "[[scan]]"), "a hard word is not well marked"),
]


@pytest.mark.parametrize(("made", "seen"), MADE, ids=[seen for _, seen in MADE])
def test_a_fault_is_seen(made, seen):
    assert any(seen in line for line in complaints(made()))


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        (
            KnowledgeSource(kind="other", title="Unused", seen="read", url="https://example.org"),
            "no entry uses it",
        ),
        (
            KnowledgeSource(kind="other", title="Unseen", seen=" ", url="https://example.org"),
            "how it was seen",
        ),
        (KnowledgeSource(kind="other", title="Nowhere", seen="read"), "needs a pmid, doi, url or legal text"),
    ],
)
def test_a_source_must_be_used_seen_and_found_again(source, seen):
    library = load_library()
    library = msgspec.structs.replace(library, sources={**library.sources, "made": source})
    assert any(line.startswith("sources: made") and seen in line for line in complaints(library))
